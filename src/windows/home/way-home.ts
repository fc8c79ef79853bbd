/** Which way the result of a window goes home: by callback, by redirect, with a form, or not at all. */

export interface WayHome<Rsp = unknown> {
  /** What the callback gets; null when nobody comes home. */
  readonly rsp: Rsp | null
  /** Where the browser goes; null where the result comes by callback, or where there is nowhere to go. */
  readonly redirect_url: string | null
  /** `post`: it goes there with a form. */
  readonly method: 'get' | 'post'
  /** What the page shows in place of calling the callback. */
  readonly alert: string | null
  /** Whether the page that waits for the window may go on. */
  readonly is_over: boolean
}

export const NOBODY: WayHome<never> = {
  rsp: null,
  redirect_url: null,
  method: 'get',
  alert: null,
  is_over: false,
}
