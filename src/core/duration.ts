/** Durations as people write them: what the npm package `ms` reads (`2 days`, `3d`, `10m`), or a number of seconds. */
import ms, { type StringValue } from 'ms'

/** Whole seconds of a duration; null when it is none, or negative. */
export function parseDuration(value: string | number): number | null {
  const seconds = typeof value === 'number' || /^\d+(\.\d+)?$/.test(value) ? Number(value) : readUnits(value)
  return seconds === null || !Number.isFinite(seconds) || seconds < 0 ? null : Math.floor(seconds)
}

function readUnits(text: string): number | null {
  if (text.trim() === '' || text.length > 100) return null
  const milliseconds: number | undefined = ms(text.trim() as StringValue)
  return milliseconds === undefined || Number.isNaN(milliseconds) ? null : milliseconds / 1000
}
