/** Addresses that people end with a slash, or with several. */

/** Character by character: a pattern would begin anew at each slash of a text that is made of them. */
export function withoutSlashes(url: string): string {
  let end = url.length
  while (url[end - 1] === '/') end--
  return url.slice(0, end)
}
