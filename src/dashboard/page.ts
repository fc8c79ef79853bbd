/** What a page of the dashboard is: a row with its path, its view, what it shows, and the forms that stand on it. */
import type { Request, Response } from 'express'
import type { Bilingual, Lang } from '../core/bilingual.ts'
import type { Fields, FormProblem } from './forms.ts'
import type { DashboardParts } from './parts.ts'
import type { Words } from './words.ts'

/** Who asks, for what, in which language. */
export interface Asked {
  readonly req: Request
  /** What stands in the path: `imp_uid` of `/payments/:imp_uid`. */
  readonly params: Fields
  readonly query: Fields
  readonly lang: Lang
  readonly t: Words
  /** Where shops reach script, windows and REST: `http://127.0.0.1:PORT`. */
  readonly origin: string
  /** What was typed: all fields of the form that was sent; empty when a page is only looked at. */
  readonly fields: Fields
  /** What is wrong with it, when the form comes back. */
  readonly problem: FormProblem | null
}

export type Model = Readonly<Record<string, unknown>>

export interface Page {
  /** Below /dashboard; empty for the first one. */
  readonly path: string
  /** views/dashboard/NAME.ejs */
  readonly view: string
  /** Its place in the navigation; pages below others have none. */
  readonly nav?: {
    readonly name: Bilingual
    readonly failures?: Failures
  }
  /** Scripts of views/browser/dashboard/ besides those of every page, without `.js`. */
  readonly scripts?: readonly string[]
  readonly model: (parts: DashboardParts, asked: Asked) => Model | Promise<Model>
  readonly forms?: readonly Form[]
  readonly files?: readonly File[]
  /** Pages that belong to this one and stand in no list of their own. */
  readonly below?: readonly Page[]
}

/** What went wrong there, as its mark in the navigation. */
export interface Failures {
  /** Asked on every page: it must be quick. `since`: the place in the trace up to which this browser has seen the page. */
  readonly count: (parts: DashboardParts, since: number) => number
  /** What is counted, and until when. */
  readonly title: Bilingual
  /** They are new until somebody looks; others stay until they are mended. */
  readonly are_new: boolean
}

/** A form is an act. It ends in a page that says so, or in its own page with what is wrong and what was typed. */
export interface Form {
  /** Among all forms: in the view, `value('cancel', 'amount')` and `include('wrong', { form: 'cancel' })`. */
  readonly name: string
  /** Below /dashboard; with all parameters of its page's path. */
  readonly path: string
  /** What can be said when it is done, by a name that no other form has; the first, unless `act` answers another. */
  readonly says: Readonly<Record<string, Bilingual>>
  /** Throws a `FormProblem`, a refusal or a `CallerError` for what is wrong: nothing is changed then. */
  readonly act: (parts: DashboardParts, asked: Asked) => Done | void | Promise<Done | void>
}

export interface Done {
  /** One of `says`. */
  readonly say?: string
  /** Where to go; else where the form's field `back` says, else its page. */
  readonly to?: string
}

/** Something to download, or another answer that is no page. */
export interface File {
  readonly path: string
  readonly send: (parts: DashboardParts, asked: Asked, res: Response) => void | Promise<void>
}
