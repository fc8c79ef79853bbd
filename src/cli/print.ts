/** How answers are printed for people: aligned columns that know how wide Hangul is. */
import type { ClockMode } from '../core/clock.ts'
import { kstText } from '../core/kst.ts'
import { CLOCK_MODES } from '../telling/words.ts'
import { t } from './lang.ts'
import { visible } from './log.ts'

export function say(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''))
}

/** The control API's answer as it is. */
export function sayJson(answer: unknown): void {
  say(JSON.stringify(answer, null, 2))
}

/** `결제 23건 중 20건`: a list never hides that there is more. */
export function totalLine(
  ko: string,
  en: string,
  { list, total }: { list: readonly unknown[]; total: number },
): string {
  if (total === 0) return t(`${ko} 없음`, `no ${en}s`)
  if (total === list.length) return t(`${ko} ${total}건`, count(total, en))
  return t(`${ko} ${total}건 중 ${list.length}건`, `${list.length} of ${count(total, en)}`)
}

/** `1 payment`, `3 payments` */
export const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`

/** What the control API answers when time or due work moved. */
export interface ClockAnswer {
  readonly now: number
  readonly mode: ClockMode
  readonly ran: readonly string[]
}

export function sayClock(answer: ClockAnswer, { json }: { json?: boolean }): void {
  const { now, mode, ran } = answer
  if (json) sayJson(answer)
  else
    say(
      ...ran.map(visible),
      t(
        `${kstText(now)} ${CLOCK_MODES[mode].ko}(${mode}), 처리한 작업 ${ran.length}건`,
        `${kstText(now)} ${CLOCK_MODES[mode].en} (${mode}), did ${count(ran.length, 'thing')}`,
      ),
    )
}

/** How many columns a terminal gives to a text: Hangul and other wide characters take two. */
export function width(text: string): number {
  let columns = 0
  for (const char of text) columns += WIDE.test(char) ? 2 : 1
  return columns
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u

/** Rows in columns, two blanks apart. Texts of shops are made harmless for the terminal. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const shown = rows.map((row) => row.map(visible))
  const widths: number[] = []
  for (const row of shown) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, width(cell))
  }
  const pad = (cell: string, column: number) => cell + ' '.repeat(widths[column]! - width(cell))
  return shown.map((row) => row.map(pad).join('  ').trimEnd())
}
