/** Where two journals part: the last lines that both have, then what each of them has instead. */
import { type Lang, say } from '../core/bilingual.ts'

/** Null when they are the same. */
export function firstDifference(a: string, b: string, lang: Lang = 'ko', around = 3): string[] | null {
  if (a === b) return null
  const [left, right] = [a.split('\n'), b.split('\n')]
  let n = 0
  while (left[n] === right[n]) n++
  const show = (mark: string, lines: readonly string[]) =>
    lines.slice(n, n + around).map((line) => `${mark} ${line}`)
  return [
    say(`${n + 1}번째 줄부터 다릅니다:`, `They differ from line ${n + 1} on:`)[lang],
    ...left.slice(Math.max(0, n - around), n).map((line) => `  ${line}`),
    ...show('-', left),
    ...show('+', right),
  ]
}
