/** Reports of a replay: text for people, JSON for programs, JUnit for CI. */

import { FINDINGS, type Finding } from './findings.ts'
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

export function report(kind: ReportKind, results: Results): string {
  switch (kind) {
    case 'text':
      return [
        ...results.verdicts.flatMap(verdictLines),
        ...results.orders.flatMap(orderLines),
        ...summaryLines(results),
      ]
        .map((line) => `${line}\n`)
        .join('')
    case 'json':
      return `${JSON.stringify({ holds: holds(results), ...results }, null, 2)}\n`
    case 'junit':
      return junit(results)
  }
}

export function verdictLines({ name, holds, findings, notes, ms }: Verdict): string[] {
  return [
    `${holds ? '✓' : '✗'} ${name} ${ms}ms`,
    ...findings.map((finding) => `    ${findingText(finding)}`),
    ...notes.map((note) => `    (${note})`),
  ]
}

export function orderLines({ name, tried, is_cut, broken }: PlayedOrders): string[] {
  const all = `${tried}가지 순서${is_cut ? ' (더 있지만 여기까지)' : ''}`
  return [
    `${broken.length === 0 ? '✓' : '✗'} ${name} ${all}${broken.length === 0 ? '' : ` 가운데 ${broken.length}가지에서 깨짐`}`,
    ...broken.flatMap(({ order, findings }) => [
      `    ${order.map(orderText).join(' → ')}`,
      ...findings.map((finding) => `        ${findingText(finding)}`),
    ]),
  ]
}

function orderText(step: string): string {
  return step
    .replace(/^browser/, '브라우저')
    .replace(/^webhook/, '웹훅')
    .replace(/ begins$/, ' 시작')
    .replace(/ gets (.*)$/, ' $1 응답')
}

function findingText({ name, detail }: Finding): string {
  return `${name}: ${FINDINGS[name].ko}: ${detail}`
}

/** What is left to say when every scenario has been told. */
export function summaryLines({ verdicts, orders }: Results): string[] {
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
    .map(([name, count]) => `  ${count}번  ${name}: ${FINDINGS[name as Finding['name']].ko}`)
  const counted =
    verdicts.length > 0 ? [`시나리오 ${verdicts.length}개 가운데 ${verdicts.length - bad.length}개 통과`] : []
  return ['', ...(lines.length > 0 ? ['이 상점에서 찾은 것:', ...lines] : []), ...counted]
}

function junit({ target, verdicts, orders }: Results): string {
  const cases = [
    ...verdicts.map(({ name, ms, findings }) => testcase('iamport-sandbox.scenarios', name, ms, findings)),
    ...orders.map(({ name, broken }) =>
      testcase(
        'iamport-sandbox.orders',
        name,
        0,
        broken.map(({ order, findings }) => ({
          name: findings[0]?.name ?? 'expectation',
          detail: `${order.join(' → ')}: ${findings.map(({ detail }) => detail).join('; ')}`,
        })),
      ),
    ),
  ]
  const failures =
    verdicts.filter((v) => !v.holds).length + orders.filter(({ broken }) => broken.length > 0).length
  const seconds = verdicts.reduce((sum, { ms }) => sum + ms, 0) / 1000
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites tests="${cases.length}" failures="${failures}" time="${seconds}">`,
    `  <testsuite name="${xml(target)}" tests="${cases.length}" failures="${failures}" time="${seconds}">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

function testcase(classname: string, name: string, ms: number, findings: readonly Finding[]): string {
  const open = `    <testcase classname="${classname}" name="${xml(name)}" time="${ms / 1000}"`
  if (findings.length === 0) return `${open}/>`
  const text = findings.map(findingText).join('\n')
  const [first] = findings
  return `${open}>\n      <failure type="${first?.name}" message="${xml(FINDINGS[first?.name ?? 'expectation'].ko)}">${xml(text)}</failure>\n    </testcase>`
}

/** Characters that XML 1.0 has no place for vanish. */
export function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
