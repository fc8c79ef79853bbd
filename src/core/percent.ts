/** Percent-encoded text from outside. */

/** The text that is meant; the text as it stands where its percent signs mean nothing (`100%`). */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
