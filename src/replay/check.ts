/** What no schema can say: PGs, pay methods and codes that there are not, and states that cannot come. */
import { declinesOf } from '../catalog/declines.ts'
import { payMethod } from '../catalog/methods/index.ts'
import { DEFAULT_PG, PGS, pgByCode } from '../catalog/pgs/index.ts'
import type { Flaw, Path } from '../core/flaws.ts'
import { nearest } from '../core/nearest.ts'
import type { Scenario } from './scenario.ts'
import { readStep, type StepArgs } from './steps.ts'

export function checkScenario(scenario: Scenario): Flaw[] {
  return [...checkPgs(scenario), ...checkDeclines(scenario), ...checkWay(scenario), ...checkStatus(scenario)]
}

const value = (path: Path, message: string): Flaw => ({ path, at: 'value', message })

function didYouMean(word: string, words: readonly string[]): string {
  const near = nearest(word, words)
  return near === null ? '' : `; '${near}'인가요?`
}

/** Every place where a PG or a pay_method may be named. */
function checkPgs({ shopper, faults, world }: Scenario): Flaw[] {
  const codes = PGS.map(({ code }) => code)
  const problems: Flaw[] = []
  const checkPg = (path: Path, given: unknown) => {
    const code = typeof given === 'string' ? given.split('.')[0]! : null
    if (code === null || code === '' || pgByCode(code)) return
    problems.push(value(path, `'${code}'은(는) 없는 PG사입니다${didYouMean(code, codes)}`))
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
      problems.push(
        value(path, `'${pay_method}'은(는) 없는 결제수단입니다${didYouMean(pay_method, pay_methods)}`),
      )
    } else if (!pay_methods.includes(pay_method)) {
      problems.push(
        value(path, `${pgOf(shopper.pay).code}에는 ${pay_method}이(가) 없습니다 (${pay_methods.join(', ')})`),
      )
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
    return [
      value(
        path,
        `'${code}'은(는) ${pg} ${method}의 거절 코드가 아닙니다${didYouMean(code, known)} (${known.join(', ')})`,
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
    if (NEEDS_WINDOW.test(name) && !is_open) return [value(path, `${name}: 그 전에 open이 있어야 합니다`)]
    if (
      NEEDS_ACCOUNT.test(name) &&
      ![...methods].some((method) => payMethod(method)?.settles === 'deposit')
    ) {
      return [
        value(
          path,
          `${name}: ${[...methods].join(', ')} 결제에는 입금할 계좌가 없습니다 (pay_method: vbank)`,
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
      ? [value(path, `결제가 ${status}이(가) 될 수 없습니다: 그렇게 만드는 단계가 없습니다`)]
      : []
  return [
    ...wrong(['expect', 'payment', 'status'], expect.payment?.status),
    ...(expect.payments ?? []).flatMap(({ status }, n) => wrong(['expect', 'payments', n, 'status'], status)),
  ]
}
