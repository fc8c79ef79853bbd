/** A Chrome or Chromium that takes iamport's names for the sandbox: by flags, on a profile that is thrown away. */
import { accessSync, constants, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { CAPTURED_HOSTS, CHECKOUT_SERVICE } from './hosts.ts'
import type { CaptureInfo } from './info.ts'

const NAMES = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'chrome',
  'msedge',
  'brave-browser',
]
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  join(homedir(), 'Applications/Google Chrome.app/Contents/MacOS/Google Chrome'),
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** An installed one; null where there is none. `CHROME_PATH` names another. */
export function findBrowser(env: Readonly<Record<string, string | undefined>> = process.env): string | null {
  if (env.CHROME_PATH) return isExecutable(env.CHROME_PATH) ? env.CHROME_PATH : null
  const folders = (env.PATH ?? '').split(delimiter)
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...candidates, ...PLACES].find(isExecutable) ?? null
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}

/**
 * With `offline` all else goes to the proxy, which refuses it by name: a shop's other CDNs fail at once, and are told of.
 *
 * Exactly the captured names, on both ports of the web. The certificate is known by the CA's key, so that nothing is
 * installed. Pages of wrappers (`data:`, `file:`) reach this machine only without Chrome's local-network check.
 */
export function captureFlags(
  { tls_port, proxy_port, spki, offline }: CaptureInfo,
  http_port: number,
): string[] {
  const rules = [...CAPTURED_HOSTS, CHECKOUT_SERVICE].flatMap((host) => [
    `MAP ${host}:443 127.0.0.1:${tls_port}`,
    `MAP ${host}:80 127.0.0.1:${http_port}`,
  ])
  return [
    `--host-resolver-rules=${rules.join(', ')}`,
    `--ignore-certificate-errors-spki-list=${spki}`,
    '--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests,PrivateNetworkAccessSendPreflights',
    ...(offline ? [`--proxy-server=http://127.0.0.1:${proxy_port}`, ...QUIET] : []),
  ]
}

/** What a browser asks of its maker by itself. */
const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync']

const PROFILE = 'iamport-sandbox-profile-'

/** A profile of its own: bookmarks, logins and extensions of the user stay out. */
export function throwawayProfile(): string {
  return mkdtempSync(join(tmpdir(), PROFILE))
}

/** Profiles that a killed process left behind; answers those that are gone now. */
export function removeProfiles(): string[] {
  const found = existsSync(tmpdir()) ? readdirSync(tmpdir()).filter((name) => name.startsWith(PROFILE)) : []
  for (const name of found) rmSync(join(tmpdir(), name), { recursive: true, force: true })
  return found
}
