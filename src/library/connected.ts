/** What connectSandbox takes and answers: the members of a sandbox of one's own, over HTTP. */
import type { Sandbox } from './sandbox-api.ts'

export interface ConnectOptions {
  /** The token that the sandbox has printed; it asks for one as soon as it listens on more than loopback. */
  token?: string
  /** Of errors and events: `ko` or `en`. Default: `IAMPORT_SANDBOX_LANG`, or what LC_ALL or LANG say, or else Korean. */
  lang?: 'ko' | 'en'
}

/** A member that answers at once answers over HTTP, and so later. Facts stay facts. */
type OverHttp<Member> = Member extends (...given: never[]) => Promise<unknown>
  ? Member
  : Member extends (...given: infer Given) => infer Answer
    ? (...given: Given) => Promise<Answer>
    : Member

/**
 * A running sandbox, in another process, container or machine: every member of `Sandbox` but `app`, each one async.
 *
 * What is different from a sandbox of one's own: `close` ends the connection and leaves the sandbox running; `settings` shows
 * passwords of webhook addresses as `***`; a sandbox that was started from the command line delivers its webhooks by itself.
 */
export type ConnectedSandbox = {
  readonly [Name in keyof Omit<Sandbox, 'app'>]: OverHttp<Sandbox[Name]>
}
