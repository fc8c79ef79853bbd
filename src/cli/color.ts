/** Whether lines are coloured: as FORCE_COLOR and NO_COLOR say, else where somebody looks at a terminal that can. */
import type { WriteStream } from 'node:tty'

export function wantsColor(
  out: Partial<Pick<WriteStream, 'isTTY' | 'hasColors'>>,
  env: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  const { FORCE_COLOR, NO_COLOR } = env
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  return out.isTTY === true && out.hasColors?.() === true
}
