/** Korean time (UTC+9, no daylight saving): how iamport, banks and PGs count days. */

const KST_OFFSET_S = 9 * 3600
const DAY_S = 86_400

type KstParts = Readonly<Record<'yyyy' | 'MM' | 'dd' | 'HH' | 'mm' | 'ss', string>>

/** One sale asks several times for one moment. */
let last: { unix_s: number; parts: KstParts } | null = null

/** Year, month … second of a moment in Korean time, each padded, as `yyyy`, `MM`, `dd`, `HH`, `mm`, `ss`. */
export function kstParts(unix_s: number): KstParts {
  if (last?.unix_s !== unix_s) last = { unix_s, parts: partsOf(unix_s) }
  return last.parts
}

function partsOf(unix_s: number): KstParts {
  const iso = new Date((unix_s + KST_OFFSET_S) * 1000).toISOString()
  return {
    yyyy: iso.slice(0, 4),
    MM: iso.slice(5, 7),
    dd: iso.slice(8, 10),
    HH: iso.slice(11, 13),
    mm: iso.slice(14, 16),
    ss: iso.slice(17, 19),
  }
}

/** `2026-01-31T12:00:00+09:00` */
export function kstIso(unix_s: number): string {
  const { yyyy, MM, dd, HH, mm, ss } = kstParts(unix_s)
  return `${yyyy}-${MM}-${dd}T${HH}:${mm}:${ss}+09:00`
}

/** `2026-01-31 12:00:00`, as people read it. */
export function kstText(unix_s: number): string {
  return kstIso(unix_s).slice(0, 19).replace('T', ' ')
}

/** 23:59:59 Korean time on the day that lies `days` after the given moment. */
export function kstEndOfDay(unix_s: number, days = 0): number {
  const midnight = Math.floor((unix_s + KST_OFFSET_S) / DAY_S) * DAY_S - KST_OFFSET_S
  return midnight + (days + 1) * DAY_S - 1
}

/**
 * Reads a deposit deadline (`vbank_due`) in each form that iamport has ever documented:
 * `YYYYMMDD`, `YYYYMMDDhhmm`, `YYYYMMDDhhmmss`, `YYYY-MM-DD`, `YYYY-MM-DD HH:mm:ss`. A day without a time ends at 23:59:59.
 * Null when the text is none of these, or no day of the calendar.
 */
export function parseDue(text: string): number | null {
  const match =
    /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?$/.exec(text) ??
    /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(text)
  if (!match) return null
  const [, year, month, day, hour, minute, second] = match
  const time = hour === undefined ? '23:59:59' : `${hour}:${minute}:${second ?? '00'}`
  const at_ms = Date.parse(`${year}-${month}-${day}T${time}+09:00`)
  if (Number.isNaN(at_ms)) return null
  const unix_s = at_ms / 1000
  return kstParts(unix_s).dd === day ? unix_s : null
}
