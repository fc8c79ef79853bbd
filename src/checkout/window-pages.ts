/** The pages of a window, whatever it is open for: at one of its steps, when it has ended, and the way home from it. */
import type { Response } from 'express'
import type { Views } from '../core/views.ts'
import type { WayHome } from '../windows/home/way-home.ts'
import { type EndedModel, type HeldModel, type PageModel, type Returned, skinUrl } from '../windows/page.ts'
import type { Proofs } from '../windows/proof.ts'
import type { Engine } from '../windows/verbs.ts'
import type { WindowWatch } from '../windows/watch.ts'
import type { OpenWindow } from '../windows/window.ts'
import { closing, leave, sendPage } from './http.ts'
import { noWayThere } from './no-way-there.ts'

/** What one kind of window shows and reads. */
export interface Surface<Subject, Outcome, Ending extends string, Home extends WayHome> {
  /** `/checkout` or `/certificates`. */
  readonly base: string
  readonly engine: Engine<Subject, Outcome, Ending, Home>
  readonly page: (window: OpenWindow<Ending>, returned: Returned | null) => PageModel
  readonly ended: (window: OpenWindow<Ending>, home: Home) => EndedModel
  /** What a window shows that has ended and is held until it was read: an issued account. */
  readonly held?: (window: OpenWindow<Ending>) => HeldModel
  /** What is pressed in the sandbox's panel, and after how many milliseconds it happens. */
  readonly readPanel: (form: Readonly<Record<string, string>>) => { outcome: Outcome; wait_ms: number }
}

/** What the routes of all windows stand on. */
export interface WindowGround {
  readonly watch: WindowWatch
  readonly views: Views
  readonly proofs: Proofs
}

export function windowPages<S, O, E extends string, H extends WayHome>(
  { engine, page, ended, held }: Surface<S, O, E, H>,
  { views, proofs }: WindowGround,
) {
  function sendWindow(res: Response, window: OpenWindow<E>, returned: Returned | null = null): void {
    const model = page(window, returned)
    const skin_url = skinUrl(model.face.colours)
    sendPage(res, views.render('checkout/window', { ...model, skin_url, proof: proofs.of(window.id) }))
  }

  /** Redirects leave; callbacks are announced by the ready frame, so the page only says that it is over. */
  function goHome(res: Response, window_id: string, by_app = false): void {
    const home = engine.home(window_id, by_app)
    const why = home.redirect_url === null ? null : leave(res, views, home.redirect_url, home.method)
    if (home.redirect_url !== null && why === null) return
    const window = engine.find(window_id)
    if (window.held && held) {
      sendHeld(res, held(window))
      return
    }
    const model = ended(window, home)
    const warning = why === null ? model.warning : noWayThere('m_redirect_url', home.redirect_url ?? '', why)
    const text = why === null ? model.text : null
    const html = views.render('checkout/ended', { ...model, warning, text, proof: proofs.of(window_id) })
    if (why !== null) res.status(400)
    sendPage(res, closing(html, window.kind))
  }

  function sendHeld(res: Response, model: HeldModel): void {
    const skin_url = skinUrl(model.face.colours)
    sendPage(res, views.render('checkout/issued', { ...model, skin_url, proof: proofs.of(model.window.id) }))
  }

  return { sendWindow, goHome }
}
