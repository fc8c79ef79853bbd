/** Reports of a replay: text for people, JSON for programs, JUnit for CI. */

import { both, inLang, type Lang, say } from '../core/bilingual.ts'
import { FINDINGS, type Finding, findingIn } from './findings.ts'
import { type Failure, junitXml } from './junit.ts'
import type { PlayedOrders } from './shuffle.ts'
import type { Verdict } from './verdict.ts'

export const REPORTS = ['text', 'json', 'junit'] as const
export type ReportKind = (typeof REPORTS)[number]

/** What a report is about: scenarios that were played, or the orders of each. */
export interface Results {
  readonly target: string
  readonly verdicts: readonly Verdict[]
  readonly orders: readonly PlayedOrders[]
}

export const holds = ({ verdicts, orders }: Results): boolean =>
  verdicts.every((verdict) => verdict.holds) && orders.every(({ broken }) => broken.length === 0)

export function report(kind: ReportKind, results: Results, lang: Lang = 'ko'): string {
  switch (kind) {
    case 'text':
      return [
        ...results.verdicts.flatMap((verdict) => verdictLines(verdict, lang)),
        ...results.orders.flatMap((order) => orderLines(order, lang)),
        ...summaryLines(results, lang),
      ]
        .map((line) => `${line}\n`)
        .join('')
    case 'json':
      return `${JSON.stringify({ holds: holds(results), ...resultsIn(results, lang) }, null, 2)}\n`
    case 'junit':
      return junit(results, lang)
  }
}

/** The same with one language in it: programs read texts. */
function resultsIn({ target, verdicts, orders }: Results, lang: Lang) {
  const inOne = (findings: readonly Finding[]) => findings.map((finding) => findingIn(finding, lang))
  return {
    target,
    verdicts: verdicts.map((verdict) => ({
      ...verdict,
      findings: inOne(verdict.findings),
      notes: verdict.notes.map((note) => note[lang]),
    })),
    orders: orders.map((order) => ({
      ...order,
      broken: order.broken.map((one) => ({ ...one, findings: inOne(one.findings) })),
    })),
  }
}

export function verdictLines({ name, holds, findings, notes, ms }: Verdict, lang: Lang): string[] {
  return [
    `${holds ? '✓' : '✗'} ${name} ${ms}ms`,
    ...findings.map((finding) => `    ${findingText(finding, lang)}`),
    ...notes.map((note) => `    (${note[lang]})`),
  ]
}

export function orderLines({ name, tried, is_cut, broken }: PlayedOrders, lang: Lang): string[] {
  const t = (ko: string, en: string) => inLang(say(ko, en), lang)
  const cut = is_cut ? t(' (더 있지만 여기까지)', ' (there are more)') : ''
  const lost =
    broken.length === 0 ? '' : t(` 가운데 ${broken.length}가지에서 깨짐`, `, ${broken.length} of them broken`)
  return [
    `${broken.length === 0 ? '✓' : '✗'} ${name} ${t(`${tried}가지 순서`, `${tried} orders`)}${cut}${lost}`,
    ...broken.flatMap(({ order, findings }) => [
      `    ${order.map((step) => (lang === 'ko' ? inKorean(step) : step)).join(' → ')}`,
      ...findings.map((finding) => `        ${findingText(finding, lang)}`),
    ]),
  ]
}

function inKorean(step: string): string {
  return step
    .replace(/^browser/, '브라우저')
    .replace(/^webhook/, '웹훅')
    .replace(/ begins$/, ' 시작')
    .replace(/ gets (.*)$/, ' $1 응답')
}

function findingText({ name, detail }: Finding, lang: Lang): string {
  return `${name}: ${FINDINGS[name][lang]}: ${inLang(detail, lang)}`
}

/** What is left to say when every scenario has been told. */
export function summaryLines({ verdicts, orders }: Results, lang: Lang): string[] {
  const t = (ko: string, en: string) => inLang(say(ko, en), lang)
  const bad = verdicts.filter((verdict) => !verdict.holds)
  const counts = new Map<string, number>()
  for (const { name } of [
    ...bad.flatMap(({ findings }) => findings),
    ...orders.flatMap(({ broken }) => broken.flatMap((b) => b.findings)),
  ]) {
    if (name !== 'expectation') counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const lines = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(
      ([name, count]) =>
        `  ${t(`${count}번`, `${count} ×`)}  ${name}: ${FINDINGS[name as Finding['name']][lang]}`,
    )
  const counted =
    verdicts.length > 0
      ? [
          t(
            `시나리오 ${verdicts.length}개 가운데 ${verdicts.length - bad.length}개 통과`,
            `${verdicts.length - bad.length} of ${verdicts.length} scenarios hold`,
          ),
        ]
      : []
  return [
    '',
    ...(lines.length > 0 ? [t('이 상점에서 찾은 것:', 'Found in this shop:'), ...lines] : []),
    ...counted,
  ]
}

function junit({ target, verdicts, orders }: Results, lang: Lang): string {
  const seconds = verdicts.reduce((sum, { ms }) => sum + ms, 0) / 1000
  const cases = [
    ...verdicts.map(({ name, ms, findings }) => ({
      classname: 'iamport-sandbox.scenarios',
      name,
      seconds: ms / 1000,
      failure: failureOf(findings, lang),
    })),
    ...orders.map(({ name, broken }) => ({
      classname: 'iamport-sandbox.orders',
      name,
      seconds: 0,
      failure: failureOf(broken.map(inOrder), lang),
    })),
  ]
  return junitXml(target, cases, seconds)
}

function inOrder({ order, findings }: PlayedOrders['broken'][number]): Finding {
  const detail = both(
    (lang) => `${order.join(' → ')}: ${findings.map(({ detail }) => inLang(detail, lang)).join('; ')}`,
  )
  return { name: findings[0]?.name ?? 'expectation', detail }
}

function failureOf(findings: readonly Finding[], lang: Lang): Failure | null {
  const [first] = findings
  if (!first) return null
  const text = findings.map((finding) => findingText(finding, lang)).join('\n')
  return { type: first.name, message: FINDINGS[first.name][lang], text }
}
