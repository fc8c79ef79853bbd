/**
 * The beginning of a text, as a text of its own: what V8's `slice` gives holds the whole of the text that it was cut from, a megabyte
 * for a line of it.
 */
export function beginOf(text: string, length: number): string {
  return text.length <= length ? text : (JSON.parse(JSON.stringify(text.slice(0, length))) as string)
}
