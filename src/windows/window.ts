/** What an open window is, whether a payment's or that of an identity verification. */
import type { Device } from '../kit/steps.ts'

/** How a payment's window ended. `abandon`: the browser died, nobody comes home. */
export type Ending = 'approve' | 'cancel' | 'close' | 'decline' | 'abandon'

/** How a window of identity verification ended. */
export type CertificationEnding = 'certify' | 'cancel' | 'close' | 'fail' | 'abandon'

export interface OpenWindow<Ended extends string = string> {
  /** Unguessable: it stands in the window's address, and is all that a window page has to show for itself. */
  readonly id: string
  readonly imp_uid: string
  readonly device: Device
  readonly kind: 'layer' | 'popup' | 'redirect'
  readonly home: 'callback' | 'redirect'
  /** Index of the step that the buyer is at. */
  readonly step: number
  /** What the buyer has typed so far. */
  readonly input: Readonly<Record<string, string>>
  readonly ended: Ended | null
  /** The PG's code of a payment that it declined, or of a verification that failed. */
  readonly error_code: string | null
  /** Why it failed when the window ended; a PG may approve a payment later all the same. */
  readonly error_msg: string | null
  /** The window has ended and still shows something (an issued account): nobody has gone home yet. */
  readonly held: boolean
}

export type PaymentWindow = OpenWindow<Ending>
export type CertificationWindow = OpenWindow<CertificationEnding>

export type NewWindow = Pick<OpenWindow, 'id' | 'imp_uid' | 'device' | 'kind' | 'home'>

/** With what a window ends. */
export interface Ended<E extends string = string> {
  readonly ending: E
  readonly error_code: string | null
  readonly error_msg: string | null
}
