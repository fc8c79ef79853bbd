/** Waits for something, but not for longer than this: a shop's answer is real time. */
export async function within(ms: number, something: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const end = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([something, end])
  clearTimeout(timer)
}
