/** What no schema can say: PGs, pay methods and codes that there are not, and states that cannot come. */
import { declinesOf } from '../catalog/declines.ts'
import { payMethod } from '../catalog/methods/index.ts'
import { DEFAULT_PG, PGS, pgByCode } from '../catalog/pgs/index.ts'
import { type Bilingual, say } from '../core/bilingual.ts'
import type { Flaw, Path } from '../core/flaws.ts'
import { nearest } from '../core/nearest.ts'
import type { Scenario } from './scenario.ts'
import { readStep, type StepArgs } from './steps.ts'

export function checkScenario(scenario: Scenario): Flaw[] {
  return [...checkPgs(scenario), ...checkDeclines(scenario), ...checkWay(scenario), ...checkStatus(scenario)]
}

const value = (path: Path, message: Bilingual): Flaw => ({ path, at: 'value', message })

function didYouMean(word: string, words: readonly string[]): Bilingual {
  const near = nearest(word, words)
  return near === null ? say('', '') : say(`; '${near}'인가요?`, `; did you mean '${near}'?`)
}

/** Every place where a PG or a pay_method may be named. */
function checkPgs({ shopper, faults, world }: Scenario): Flaw[] {
  const codes = PGS.map(({ code }) => code)
  const problems: Flaw[] = []
  const checkPg = (path: Path, given: unknown) => {
    const code = typeof given === 'string' ? given.split('.')[0]! : null
    if (code === null || code === '' || pgByCode(code)) return
    const near = didYouMean(code, codes)
    const message = say(`'${code}'은(는) 없는 PG사입니다${near.ko}`, `'${code}' is no PG${near.en}`)
    problems.push(value(path, message))
  }
  const { pg, pay_method } = shopper.pay
  checkPg(['shopper', 'pay', 'pg'], pg)
  checkPg(['world', 'settings', 'default_pg'], world.settings.default_pg)
  for (const [n, fault] of faults.entries()) {
    if ('match' in fault && fault.match && 'pg' in fault.match)
      checkPg(['faults', n, 'match', 'pg'], fault.match.pg)
  }
  if (typeof pay_method === 'string' && problems.length === 0) {
    const { pay_methods } = pgOf(shopper.pay).sells
    const path = ['shopper', 'pay', 'pay_method']
    if (!payMethod(pay_method)) {
      const near = didYouMean(pay_method, pay_methods)
      const message = say(
        `'${pay_method}'은(는) 없는 결제수단입니다${near.ko}`,
        `'${pay_method}' is no pay method${near.en}`,
      )
      problems.push(value(path, message))
    } else if (!pay_methods.includes(pay_method)) {
      const { code } = pgOf(shopper.pay)
      const list = pay_methods.join(', ')
      const message = say(
        `${code}에는 ${pay_method}이(가) 없습니다 (${list})`,
        `${code} has no ${pay_method} (${list})`,
      )
      problems.push(value(path, message))
    }
  }
  return problems
}

function pgOf(pay: Readonly<Record<string, unknown>>) {
  return pgByCode(String(pay.pg ?? DEFAULT_PG).split('.')[0]!) ?? PGS[0]!
}

/** Codes without a text must be of the PG’s own list. */
function checkDeclines({ shopper, faults, timeline }: Scenario): Flaw[] {
  const method = String(shopper.pay.pay_method ?? 'card')
  const { code: pg } = pgOf(shopper.pay)
  const known = declinesOf(pgOf(shopper.pay), method).map(({ code }) => code)
  const check = (path: Path, code: unknown): Flaw[] => {
    if (typeof code !== 'string' || known.includes(code)) return []
    const near = didYouMean(code, known)
    const list = known.join(', ')
    return [
      value(
        path,
        say(
          `'${code}'은(는) ${pg} ${method}의 거절 코드가 아닙니다${near.ko} (${list})`,
          `'${code}' is no code of ${pg} ${method}${near.en} (${list})`,
        ),
      ),
    ]
  }
  const steps = shopper.does.flatMap((step, n) =>
    typeof step === 'object' && 'decline' in step
      ? check(['shopper', 'does', n, 'decline'], step.decline)
      : [],
  )
  const later = timeline.flatMap((step, n) =>
    typeof step === 'object' && 'decline' in step ? check(['timeline', n, 'decline'], step.decline) : [],
  )
  const struck = faults.flatMap((fault, n) =>
    fault.at === 'approve' && 'decline' in fault.do
      ? check(['faults', n, 'do', 'decline'], fault.do.decline)
      : [],
  )
  return [...steps, ...later, ...struck]
}

const NEEDS_WINDOW = /^(approve|decline|give_up|close|abandon|popup_blocked|come_home)$/
const NEEDS_ACCOUNT = /^deposit$/

/** Steps in an order that cannot be: nobody approves a window that is not open. */
function checkWay({ shopper, timeline }: Scenario): Flaw[] {
  let is_open = false
  const methods = new Set([String(shopper.pay.pay_method ?? 'card')])
  const all = [
    ...shopper.does.map((step, n) => ({ step, path: ['shopper', 'does', n] as Path })),
    ...timeline.map((step, n) => ({ step, path: ['timeline', n] as Path })),
  ]
  return all.flatMap(({ step, path }) => {
    const { name, args } = readStep(step)
    if (name === 'open') {
      is_open = true
      const { pay } = args as StepArgs['open']
      if (typeof pay?.pay_method === 'string') methods.add(pay.pay_method)
    }
    if (name === 'rest') methods.add('vbank')
    if (NEEDS_WINDOW.test(name) && !is_open)
      return [
        value(path, say(`${name}: 그 전에 open이 있어야 합니다`, `${name}: there must be an open before it`)),
      ]
    if (
      NEEDS_ACCOUNT.test(name) &&
      ![...methods].some((method) => payMethod(method)?.settles === 'deposit')
    ) {
      const list = [...methods].join(', ')
      return [
        value(
          path,
          say(
            `${name}: ${list} 결제에는 입금할 계좌가 없습니다 (pay_method: vbank)`,
            `${name}: a payment by ${list} has no account to pay into (pay_method: vbank)`,
          ),
        ),
      ]
    }
    return []
  })
}

/** Which steps can bring a payment into a status. */
const COMES_BY: Readonly<Record<string, RegExp>> = {
  paid: /^(approve|deposit|rest|approve_late)$/,
  cancelled: /^(admin_cancel|refund|approve|rest|deposit|advance|approve_late|shop)$/,
  failed: /^(decline|give_up|close|rest|approve|advance)$/,
}

/** A status that nothing in the file can bring about. */
function checkStatus({ shopper, timeline, expect, faults }: Scenario): Flaw[] {
  const names = [...shopper.does, ...timeline].map((step) => readStep(step).name)
  const cannot = (status: string | undefined) => {
    const by = status === undefined ? undefined : COMES_BY[status]
    return (
      by !== undefined && !names.some((name) => by.test(name)) && !faults.some(({ at }) => at === 'approve')
    )
  }
  const wrong = (path: Path, status: string | undefined) =>
    cannot(status)
      ? [
          value(
            path,
            say(
              `결제가 ${status}이(가) 될 수 없습니다: 그렇게 만드는 단계가 없습니다`,
              `no payment can become ${status}: there is no step that does it`,
            ),
          ),
        ]
      : []
  return [
    ...wrong(['expect', 'payment', 'status'], expect.payment?.status),
    ...(expect.payments ?? []).flatMap(({ status }, n) => wrong(['expect', 'payments', n, 'status'], status)),
  ]
}
