/** The versions of iamport.payment.js: what a page may load, and what each one does differently. */

/** Every version that was published; `v1` is `/v1/iamport.js`. */
export const SDK_VERSIONS = [
  '1.0.0',
  '1.1.0',
  '1.1.1',
  '1.1.2',
  '1.1.3',
  '1.1.4',
  '1.1.5',
  '1.1.6',
  '1.1.7',
  '1.1.8',
  '1.2.0',
  'v1',
] as const

/** The version of the manual, whose behaviour the sandbox has in full. */
export const SDK_DEFAULT = '1.1.5'

/** Whether one version is the same as another, or newer. `v1` is newer than every numbered one. */
export function atLeast(version: string, wanted: string): boolean {
  return rank(version) >= rank(wanted)
}

function rank(version: string): number {
  if (version === 'v1') return 1_003_000
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  return major * 1_000_000 + minor * 1_000 + patch
}
