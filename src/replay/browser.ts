/**
 * The shop's own page in a real Chromium: it is opened and pressed, and what it tells the shop of the result is held until the
 * buyer comes home.
 *
 * The call home is held by Chromium's own protocol and not by a route: only so is a redirect stopped, too, before the shop hears
 * of it.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, BrowserContext, CDPSession, Page, Request } from 'playwright-core'
import { type BuyerOutcome, payAs } from '../chromium/pay-as.ts'
import { PHONE } from '../chromium/phone.ts'
import { serveScript } from '../chromium/serve-script.ts'
import { both, inLang, say } from '../core/bilingual.ts'
import { isRecord } from '../core/schema.ts'
import type { Rsp } from '../windows/payment/result.ts'
import { ShopTrouble } from './shop.ts'
import { StepFailed } from './step-failed.ts'

/** A page of the shop on which one order is paid. */
export interface PageToPay {
  readonly url: string
  /** Names of what is pressed in turn until the window opens. */
  readonly press: readonly string[]
  readonly device: 'pc' | 'mobile'
  /** Calls that bring a result to the shop. */
  readonly homes: readonly Call[]
  readonly sandbox_url: string
  readonly timeout_ms: number
}

interface Call {
  readonly method: string
  readonly url: string
}

/** A buyer in front of a page that has asked for a payment. */
export interface Sitting {
  /** What request_pay was refused with, before any window. */
  readonly refused: Rsp | null
  /** Presses a button of the sandbox's panel in the window. */
  press(outcome: BuyerOutcome): Promise<void>
  /** Whether the page has been let home: what comes after that is a repetition. */
  isHome(): boolean
  /** Lets the page tell the shop, and answers what the shop said. */
  comeHome(): Promise<CameHome>
}

export interface CameHome {
  readonly method: string
  readonly url: string
  readonly status: number
}

export interface ShopBrowser {
  open(page: PageToPay): Promise<Sitting>
  /** The scenario is over: every page is closed. */
  leave(): Promise<void>
}

export function shopBrowser(browser: Pick<Browser, 'newContext'>): ShopBrowser {
  /** Each window has a context of its own, so that no two windows are mistaken for each other; cookies go on to the next. */
  const contexts: BrowserContext[] = []
  return {
    async open(to_pay) {
      const last = contexts.at(-1)
      const context = await browser.newContext({
        ...(to_pay.device === 'mobile' ? PHONE : {}),
        ...(last ? { storageState: await last.storageState() } : {}),
      })
      contexts.push(context)
      context.setDefaultTimeout(to_pay.timeout_ms)
      await serveScript(context, { url: to_pay.sandbox_url })
      return sitDown(await context.newPage(), to_pay)
    },
    async leave() {
      for (const context of contexts.splice(0)) await context.close()
    },
  }
}

async function sitDown(page: Page, to_pay: PageToPay): Promise<Sitting> {
  const { timeout_ms } = to_pay
  const gate = await closeGate(page, to_pay)
  const refused = await askForPayment(page, to_pay)
  let is_home = false
  return {
    refused,
    isHome: () => is_home,

    press(outcome) {
      const pressed = payAs(page, outcome, { timeout_ms }).catch((error: unknown) => {
        const why = firstLine(error)
        throw new StepFailed(
          say(
            `결제창의 버튼을 누르지 못했습니다: ${why}`,
            `the window’s button could not be pressed: ${why}`,
          ),
        )
      })
      pressed.catch(() => {})
      // A press that leaves for the shop waits for a page, and that page waits at the gate.
      return Promise.race([pressed, gate.reached])
    },

    async comeHome() {
      is_home = true
      const held = await gate.held()
      const answered = answerTo(page.context(), held)
      await gate.open()
      return { ...held, status: await answered }
    },
  }
}

/** Presses until the page asks the sandbox for a payment; answers why it was refused, or null where a window opens. */
async function askForPayment(page: Page, { url, press, timeout_ms }: PageToPay): Promise<Rsp | null> {
  const asked = page.waitForResponse(
    (response) =>
      response.request().method() === 'POST' && new URL(response.url()).pathname === '/checkout/requests',
    { timeout: timeout_ms },
  )
  // Whoever waits for it hears of it below; until then it is nobody's error.
  asked.catch(() => {})
  try {
    const response = await page.goto(url)
    const status = response?.status() ?? 0
    if (status >= 400) throw new Error(`HTTP ${status}`)
    for (const name of press) await pressable(page, name).click()
  } catch (error) {
    const why = firstLine(error)
    throw new ShopTrouble(
      'nonsense',
      say(`${url}에서 버튼을 누르지 못했습니다: ${why}`, `nothing could be pressed on ${url}: ${why}`),
    )
  }
  const answer = await asked.catch(() => {
    const pressed = press.map((name) => `'${name}'`).join(', ')
    throw new ShopTrouble(
      'nonsense',
      say(
        `${url}에서 ${pressed}을(를) 눌렀지만 request_pay를 호출하지 않았습니다`,
        `${pressed} was pressed on ${url}, but request_pay was not called`,
      ),
    )
  })
  // A page that has left for its window keeps no answer; one that was refused stays.
  const body: unknown = await answer.json().catch(() => null)
  return isRecord(body) && isRecord(body.done) ? (body.done as unknown as Rsp) : null
}

/** Whatever has this name and can be pressed. */
function pressable(page: Page, name: string) {
  const by = (role: 'button' | 'link' | 'checkbox' | 'radio') => page.getByRole(role, { name, exact: true })
  return by('button').or(by('link')).or(by('checkbox')).or(by('radio')).first()
}

interface Gate {
  /** When a call has come to the gate. */
  readonly reached: Promise<void>
  /** The page's call to the shop, which waits here. */
  held(): Promise<Call>
  /** Lets it go, and all that come after it. */
  open(): Promise<void>
}

/** Stops the page before it tells the shop of a result. */
async function closeGate(page: Page, { homes, timeout_ms }: PageToPay): Promise<Gate> {
  const session = await page.context().newCDPSession(page)
  const waiting: (Call & { readonly id: string })[] = []
  let is_open = false
  let tellReached = (): void => {}
  const reached = new Promise<void>((resolve) => {
    tellReached = resolve
  })
  session.on('Fetch.requestPaused', ({ requestId: id, request: { method, url } }) => {
    const is_home = homes.some((home) => home.method === method && home.url === withoutQuery(url))
    if (is_open || !is_home) return void letGo(session, id)
    waiting.push({ id, method, url })
    tellReached()
  })
  await session.send('Fetch.enable', { patterns: homes.map(({ url }) => ({ urlPattern: `${url}*` })) })
  return {
    reached,
    async held() {
      for (let left_ms = timeout_ms; left_ms > 0; left_ms -= LOOK_AGAIN_MS) {
        const [first] = waiting
        if (first) return { method: first.method, url: first.url }
        await wait(LOOK_AGAIN_MS)
      }
      const wanted = homes.map(({ method, url }) => `${method} ${new URL(url).pathname}`).join(', ')
      throw new ShopTrouble(
        'nonsense',
        say(
          `상점의 페이지가 결과를 알리지 않았습니다 (${wanted})`,
          `the shop’s page did not pass the result on (${wanted})`,
        ),
      )
    },
    async open() {
      is_open = true
      for (const { id } of waiting.splice(0)) await letGo(session, id)
    },
  }
}

const LOOK_AGAIN_MS = 20

/** A page that is gone has nothing to let go. */
const letGo = (session: CDPSession, requestId: string): Promise<unknown> =>
  session.send('Fetch.continueRequest', { requestId }).catch(() => {})

/** The status of the shop's last answer to a call, redirects followed. */
async function answerTo(context: BrowserContext, { method, url }: Call): Promise<number> {
  const isOf = (request: Request): boolean => {
    const before = request.redirectedFrom()
    return (request.method() === method && request.url() === url) || (before !== null && isOf(before))
  }
  const failed = context
    .waitForEvent('requestfailed', { predicate: isOf })
    .then((request) => request.failure()?.errorText ?? 'failed')
  const answered = context
    .waitForEvent('response', {
      predicate: (response) =>
        isOf(response.request()) && !(response.status() >= 300 && response.status() < 400),
    })
    .then((response) => response.status())
  for (const either of [failed, answered]) either.catch(() => {})
  const first = await Promise.race([failed, answered]).catch(() =>
    say('제한 시간 안에 답하지 않았습니다', 'did not answer within the time limit'),
  )
  if (typeof first === 'number') return first
  throw new ShopTrouble(
    'unreachable',
    both((lang) => `${method} ${url}: ${inLang(first, lang)}`),
  )
}

const withoutQuery = (url: string): string => url.split(/[?#]/, 1)[0]!

const firstLine = (error: unknown): string =>
  String(error instanceof Error ? error.message : error).split('\n')[0]!
