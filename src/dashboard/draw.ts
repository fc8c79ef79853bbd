/** Drawing the dashboard's pages: as they are, or with what somebody typed and what is wrong with it. */
import { gzipSync } from 'node:zlib'
import type { Request, Response } from 'express'
import { langOf } from '../core/page-lang.ts'
import { windowsOrigin } from '../core/two-names.ts'
import { placeText } from './events.ts'
import { asTyped, type Fields, type FormProblem, readFields } from './forms.ts'
import { keepLook } from './looks.ts'
import type { Asked, Model, Page } from './page.ts'
import type { DashboardParts } from './parts.ts'
import { fill, withQuery } from './paths.ts'
import { shellOf } from './shell.ts'
import { SHELL_FORMS } from './shell-forms.ts'
import { wordsIn } from './words.ts'

/** What every page does in the browser. */
const SCRIPTS = ['current', 'stay', 'live', 'clock', 'copy']

export function createDrawing(parts: DashboardParts, pages: readonly Page[], form_token: string) {
  const says = saysOf(pages)

  /** How a request is read, once for pages, forms and files. */
  function ask(req: Request, problem: FormProblem | null = null): Asked {
    const lang = langOf(req)
    return {
      req,
      params: readFields(req.params),
      query: readFields(req.query),
      lang,
      t: wordsIn(lang),
      origin: windowsOrigin(req),
      fields: readFields(req.body),
      problem,
    }
  }

  async function drawPage(page: Page, req: Request, res: Response, problem: FormProblem | null = null) {
    const asked = ask(req, problem)
    const seen_until = placeText(parts.trace.mark())
    const model = await page.model(parts, asked)
    const self =
      req.method === 'GET' ? withQuery(req.originalUrl, { done: null }) : fill(page.path, asked.params)
    const done = req.method === 'GET' ? (asked.query.done ?? '') : ''
    if (problem) res.status(problem.status)
    if (page.nav?.failures?.are_new) keepLook(parts, req, res, page.view)
    send(req, res, page.view, {
      self,
      seen_until,
      message: Object.hasOwn(says, done) ? says[done] : null,
      scripts: [...SCRIPTS, ...(page.scripts ?? [])].map(fileOf),
      ...shown(asked),
      shell: shellOf(parts, pages, page, asked),
      ...model,
    })
  }

  /** A page that stands alone: nothing of the sandbox is on it. */
  function drawBare(req: Request, res: Response, view: string, model: Model) {
    send(req, res, view, {
      self: null,
      message: null,
      scripts: [],
      shell: null,
      ...shown(ask(req)),
      ...model,
    })
  }

  /** What views are given besides the page's own model. */
  function shown(asked: Asked) {
    const { lang, problem, req, t } = asked
    const typed = asTyped(req.body)
    const isOf = (form: string) => problem?.form === form
    return {
      form_token,
      lang,
      t,
      problem,
      /** What stands in a field: what was typed, if this form comes back; else the given value. */
      value: (form: string, field: string, other: unknown = '') =>
        isOf(form) ? (typed[field] ?? '') : other,
      /** Attributes of a field that is to be mended. */
      wrong: (form: string, field: string) =>
        isOf(form) && problem?.field === field
          ? ` aria-invalid="true" aria-describedby="problem" autofocus`
          : '',
      isWrong: isOf,
    }
  }

  function send(req: Request, res: Response, view: string, model: Model) {
    /** The script that keeps a page fresh takes the parts of it that change. */
    const is_part = req.get('x-dashboard') === 'parts'
    const draw = (is_stray: boolean) =>
      parts.views.render(`dashboard/${view}`, { ...model, is_part, is_stray })
    const drawn = draw(false)
    // A form that this state of things does not offer is not on the page; what is wrong with it is said above it then.
    const html = model.problem && !drawn.includes('id="problem"') ? draw(true) : drawn
    res.type('html').vary('accept-encoding')
    if (html.length < SMALL || !req.acceptsEncodings('gzip')) return void res.send(html)
    res.set('content-encoding', 'gzip').send(gzipSync(html, { level: 4 }))
  }

  return { ask, drawPage, drawBare }
}

const SMALL = 1000

/** Every script that any page carries, as files of views/. */
export function scriptsOf(pages: readonly Page[]): string[] {
  return [...new Set([...SCRIPTS, ...pages.flatMap(({ scripts = [] }) => scripts)])].map(fileOf)
}

const fileOf = (script: string) => `browser/dashboard/${script}.js`

/** A closed list, so that a link cannot put words of its own into the page. */
function saysOf(pages: readonly Page[]): Fields | Record<string, unknown> {
  const forms = [...SHELL_FORMS, ...pages.flatMap((page) => page.forms ?? [])]
  return Object.assign({}, ...forms.map(({ says }) => says))
}
