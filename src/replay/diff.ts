/** Where two journals part: the last lines that both have, then what each of them has instead. */

/** Null when they are the same. */
export function firstDifference(a: string, b: string, around = 3): string[] | null {
  if (a === b) return null
  const [left, right] = [a.split('\n'), b.split('\n')]
  let n = 0
  while (left[n] === right[n]) n++
  const show = (mark: string, lines: readonly string[]) =>
    lines.slice(n, n + around).map((line) => `${mark} ${line}`)
  return [
    `${n + 1}번째 줄부터 다릅니다:`,
    ...left.slice(Math.max(0, n - around), n).map((line) => `  ${line}`),
    ...show('-', left),
    ...show('+', right),
  ]
}
