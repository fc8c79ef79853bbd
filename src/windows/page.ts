/** What every window's page shows: the model that views/checkout/window.ejs draws. */
import type { Language, Text } from '../kit/steps.ts'
import { asSent, type Input, type OpenStep, type Problems } from './form.ts'
import type { OpenWindow } from './window.ts'

export interface PageModel {
  readonly lang: Language
  /** A text in the window's language. */
  readonly t: (text: Text) => string
  readonly window: OpenWindow
  /** The window's own address; what its forms are sent to lies below it. */
  readonly base: string
  readonly face: Face
  /** What is bought; null where nothing is. */
  readonly order: OrderModel | null
  /** Lines above the step that the order asks for: escrow, tax, a period of service, a billing key. */
  readonly notices: readonly string[]
  readonly step: OpenStep | null
  readonly step_number: number
  readonly step_titles: readonly string[]
  /** What each field shows: what was typed, or what fills it beforehand. */
  readonly values: Input
  /** Fields that are filled in for good. */
  readonly fixed: readonly string[]
  readonly problems: Problems
  /** The sandbox's own panel: which one, and what it shows. */
  readonly panel: { readonly view: string } & Readonly<Record<string, unknown>>
}

/** What the buyer knows the window by. */
export interface Face {
  readonly name: string
  /** The pay method, where the name does not say it. */
  readonly method: string
  readonly layout: string
  readonly colours: Colours
  /** Whether the steps are shown as a bar. */
  readonly shows_steps: boolean
  /** What the X is called. */
  readonly close: string
}

export interface Colours {
  readonly color: string
  readonly ink: string
  readonly accent: string
  readonly button: string
  readonly button_ink: string
}

export const SKIN_PATH = '/checkout/assets/skin'

/** The stylesheet that these colours make: a page may carry no style of its own. */
export function skinUrl({ color, ink, accent, button, button_ink }: Colours): string {
  const hex = [color, ink, accent, button, button_ink].map((colour) => colour.replace('#', ''))
  return `${SKIN_PATH}/${hex.join('-')}.css`
}

export interface OrderModel {
  readonly shop: string
  readonly name: string
  readonly buyer: string | null
  readonly rows: readonly (readonly [label: string, value: string])[]
  readonly amount: string
}

/** A form that was sent and not taken: what is wrong with it, and what was typed. */
export interface Returned {
  readonly problems: Problems
  readonly typed: Input
}

/** The step that a window is at, with what its fields show. */
export function stepModel(
  steps: readonly OpenStep[],
  window: OpenWindow,
  beforehand: (step: OpenStep | null) => Input,
  returned: Returned | null,
): Pick<PageModel, 'step' | 'step_number' | 'values' | 'problems'> {
  const step = steps[window.step] ?? null
  return {
    step,
    step_number: window.step + 1,
    values: { ...beforehand(step), ...window.input, ...(returned && asSent(step, returned.typed)) },
    problems: returned?.problems ?? {},
  }
}

/** What a window shows of what it has issued, in the PG's own frame: the model that views/checkout/issued.ejs draws. */
export interface HeldModel extends Pick<PageModel, 'lang' | 't' | 'window' | 'base' | 'face' | 'order'> {
  readonly heading: string
  readonly text: string
  /** What the buyer needs. */
  readonly facts: readonly (readonly [label: string, value: string])[]
  /** The button that goes home. */
  readonly leave: { readonly url: string; readonly label: string }
  /** The sandbox's own panel: what the developer needs, and where the issued account is paid into. */
  readonly panel: {
    readonly view: string
    readonly facts: readonly (readonly [label: string, value: string])[]
    readonly deposit_url: string
  }
}

/** What a window shows once it has ended: the model that views/checkout/ended.ejs draws. */
export interface EndedModel {
  readonly title: string
  readonly lang: Language
  readonly window: OpenWindow
  readonly heading: string
  /** What a developer should mend. In `…` stands code. */
  readonly warning: { readonly headline: string; readonly text: string } | null
  readonly text: string | null
  readonly facts: readonly (readonly [label: string, value: string])[]
  /** Where an issued account is paid into. */
  readonly deposit_url: string | null
}
