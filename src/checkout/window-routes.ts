/**
 * A window over HTTP, whatever it is open for: its page, its steps, the sandbox's panel, and how the page that waits for it
 * hears of its end.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { type NextFunction, type Request, type Response, Router } from 'express'
import { Refusal } from '../catalog/refusals.ts'
import { isFromBrowser, isFromOwnPage } from '../core/browser-request.ts'
import { formBody } from '../core/read-body.ts'
import type { WayHome } from '../windows/home/way-home.ts'
import type { Returned } from '../windows/page.ts'
import type { Engine } from '../windows/verbs.ts'
import type { WindowWatch } from '../windows/watch.ts'
import { isFromWindow, readForm, sendPage } from './http.ts'
import { createShownAgain } from './shown-again.ts'
import { type Surface, type WindowGround, windowPages } from './window-pages.ts'

export interface WindowRoutes {
  readonly router: Router
  /** Sends the browser where the result goes, or to the page that says that all is over. */
  readonly goHome: (res: Response, window_id: string, by_app?: boolean) => void
}

export function windowRoutes<S, O, E extends string, H extends WayHome>(
  surface: Surface<S, O, E, H>,
  ground: WindowGround,
): WindowRoutes {
  const { base, engine, readPanel } = surface
  const { watch, views, proofs } = ground
  const { sendWindow, goHome } = windowPages(surface, ground)
  const router = Router()
  const form = formBody({ limit: '100kb' })
  const idOf = (req: Request) => String(req.params.window_id)
  const shown_again = createShownAgain<Returned & { readonly step: number }>()

  /** What a page of another site sends is not pressed in the window. A page of ours from before a restart is shown anew. */
  function ownPage(req: Request, res: Response, next: NextFunction): void {
    const { id } = engine.find(idOf(req))
    if (isFromWindow(req, id, proofs)) next()
    else if (isFromOwnPage(req) && req.get('sec-fetch-mode') === 'navigate')
      res.redirect(303, `${base}/${id}`)
    else sendPage(res.status(403), views.render('checkout/problem', { message: NOT_HERE }))
  }

  watchRoutes(router, base, engine, watch)

  /** The shop's page says that the popup was closed, or that somebody pressed the X that it draws around the layer. */
  router.post(`${base}/:window_id/closed`, ownPage, (req, res) => {
    const { id, kind } = engine.find(idOf(req))
    /** A reset may have taken the window away meanwhile: then there is nothing to end. */
    const close = () =>
      engine.end(id, readPanel({ outcome: 'close' }).outcome).catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error
      })
    if (kind === 'layer') void close()
    else watch.whenGone(id, close)
    res.json({})
  })

  /** The window itself. Whoever asks while it is ending hears how it ended. */
  router.get(`${base}/:window_id`, async (req, res) => {
    const window_id = idOf(req)
    await engine.underway(window_id)
    const window = engine.find(window_id)
    if (window.ended) return goHome(res, window_id)
    const again = shown_again.of(window_id)
    sendWindow(res, window, again?.step === window.step ? again : null)
  })

  /** Form posts open it on phones: back and reload then ask for a page, and send nothing again. */
  router.post(`${base}/:window_id`, (req, res) => res.redirect(303, `${base}/${idOf(req)}`))

  /** After an act: a browser asks for the page anew, so that none of its pages is the answer to a form. */
  function goOn(req: Request, res: Response): void {
    const window_id = idOf(req)
    if (isFromBrowser(req)) res.redirect(303, `${base}/${window_id}`)
    else goHome(res, window_id)
  }

  /** One step's form. */
  router.post(`${base}/:window_id/steps/:step_id`, form, ownPage, async (req, res) => {
    const [window_id, step_id, input] = [idOf(req), String(req.params.step_id), readForm(req.body)]
    if (req.query.back !== undefined) engine.back(window_id, step_id, input)
    else {
      const { problems, hands_over } = await engine.submit(window_id, step_id, input)
      const window = engine.find(window_id)
      if (Object.keys(problems).length > 0 && !window.ended) {
        const returned = { problems, typed: input, step: window.step }
        shown_again.keep(window_id, returned)
        if (isFromBrowser(req)) return res.redirect(303, `${base}/${window_id}`)
        res.status(422)
        return sendWindow(res, window, returned)
      }
      if (hands_over) return res.redirect(303, `${base}/${window_id}/app`)
    }
    shown_again.forget(window_id)
    if (engine.find(window_id).ended) goOn(req, res)
    else res.redirect(303, `${base}/${window_id}`)
  })

  /** Addresses that only take forms: whoever comes there by hand is shown the window. */
  const acts = ['/steps/:step_id', '/outcome', '/leave'].map((path) => `${base}/:window_id${path}`)
  router.get(acts, (req, res) => res.redirect(303, `${base}/${idOf(req)}`))

  /** The sandbox panel: what happens, from any step, in one press. */
  router.post(`${base}/:window_id/outcome`, form, ownPage, async (req, res) => {
    const { outcome, wait_ms } = readPanel(readForm(req.body))
    if (wait_ms > 0) await wait(wait_ms)
    await engine.end(idOf(req), outcome)
    goOn(req, res)
  })

  /** Somebody has read what the ended window still showed, and goes home. */
  router.post(`${base}/:window_id/leave`, form, ownPage, (req, res) => {
    engine.leave(engine.find(idOf(req)))
    goOn(req, res)
  })

  return { router, goHome }
}

/** For the page that waits for a window: has it ended, and is anybody at it? */
function watchRoutes<S, O, E extends string, H extends WayHome>(
  router: Router,
  base: string,
  engine: Engine<S, O, E, H>,
  watch: WindowWatch,
): void {
  /** The result of a window, as soon as it has ended. Polling asks the same without the event stream. */
  router.get(`${base}/:window_id/events`, (req, res) => {
    const window_id = engine.find(String(req.params.window_id)).id
    const answer = () => {
      const { is_over, rsp, alert } = engine.home(window_id)
      return is_over ? { rsp, alert } : null
    }
    if (req.accepts(['json', 'text/event-stream']) === 'text/event-stream') {
      watch.follow(req, res, window_id, answer)
    } else {
      res.set('cache-control', 'no-store').json({ over: answer() })
    }
  })

  /** The page of a popup is on somebody's screen. */
  router.get(`${base}/:window_id/presence`, (req, res) => {
    watch.attend(req, res, engine.find(String(req.params.window_id)).id)
  })
}

const NOT_HERE =
  '이 창에서 누른 것이 아니므로 처리하지 않았습니다. 결제창의 버튼은 결제창 화면에서만 누를 수 있습니다.'
