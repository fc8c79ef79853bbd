/** Objects as tables of names: names from outside may be any word, those of `Object.prototype` among them. */

/** Whether a value is a plain object: not null, no array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a table has under a name that came from outside: `toString` and `__proto__` are in none. */
export function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

/** A value from outside as text, whatever it is: `{toString: 'x'}` makes `String` throw. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return String(value)
  return JSON.stringify(value) ?? ''
}
