/** What a hunt says in the end: text for people, JSON for programs, JUnit for CI. */
import { type Bilingual, inLang, type Lang, say } from '../core/bilingual.ts'
import { FINDINGS, findingIn } from '../replay/findings.ts'
import { type Case, junitXml } from '../replay/junit.ts'
import type { Found, Hunt, Progress } from './found.ts'
import type { HuntReport } from './report-kinds.ts'

export function huntReport(kind: HuntReport, result: Hunt, lang: Lang): string {
  if (kind === 'text') return `${huntLines(result, lang).join('\n')}\n`
  if (kind === 'junit') return junit(result, lang)
  return `${JSON.stringify({ holds: holds(result), ...resultIn(result, lang) }, null, 2)}\n`
}

/** The same with one language in it: programs read texts. */
function resultIn({ facts: { amount, calls, ways }, ...result }: Hunt, lang: Lang) {
  return {
    ...result,
    found: result.found.map((one) => ({ ...one, finding: findingIn(one.finding, lang) })),
    trouble: result.trouble.map((line) => line[lang]),
    failed_steps: result.failed_steps.map((line) => line[lang]),
    gave_up: result.gave_up?.[lang] ?? null,
    facts: { amount, calls, ways },
  }
}

export const holds = ({ found, gave_up }: Hunt): boolean => found.length === 0 && gave_up === null

export function huntLines(result: Hunt, lang: Lang): string[] {
  const { programs, ms, found, coverage, trouble, gave_up, seed, shard } = result
  const share = shard.of === 1 ? '' : `, --shard ${shard.part}/${shard.of}`
  const t = (text: Bilingual) => inLang(text, lang)
  const rate = ((programs / Math.max(ms, 1)) * 1000).toFixed(1)
  const { steps, faults, ways, pairs, never } = coverage
  const both = Object.keys(pairs).filter((pair) => pairs[pair.split(', ').reverse().join(', ')] !== undefined)
  return [
    ...found.flatMap((one) => foundLines(one, lang)),
    ...(found.length === 0
      ? [t(say('돈이나 주문이 어긋나는 경우를 찾지 못했습니다.', 'No order or money was lost.'))]
      : []),
    t(
      say(
        `결제 ${programs}가지를 재생했습니다 (초당 ${rate}가지, --seed ${seed}${share}).`,
        `${programs} programs were played (${rate} a second, --seed ${seed}${share}).`,
      ),
    ),
    t(
      say(
        `해 본 것: 단계 ${Object.keys(steps).length}종, 장애 ${Object.keys(faults).length}종, PG × 결제수단 × 기기 ${Object.keys(ways).length}가지, 앞뒤를 바꿔 본 사건 ${both.length / 2}쌍.`,
        `Tried: ${Object.keys(steps).length} kinds of steps, ${Object.keys(faults).length} of faults, ${Object.keys(ways).length} of PG × pay method × device, ${both.length / 2} pairs of events in both orders.`,
      ),
    ),
    ...(never.length > 0
      ? [
          t(
            say(
              `하지 않은 것 ${never.length}가지: ${few(never)}`,
              `Never tried, ${never.length}: ${few(never)}`,
            ),
          ),
        ]
      : []),
    ...trouble
      .slice(0, 5)
      .map((line) => t(say(`상점의 문제: ${line.ko}`, `Trouble with the shop: ${line.en}`))),
    ...(gave_up ? [t(gave_up)] : []),
  ]
}

export function foundLines(found: Found, lang: Lang): string[] {
  const { name, finding, scenario, size, times, after_programs, is_known, is_steady, is_cut, carries_over } =
    found
  const t = (ko: string, en: string) => inLang(say(ko, en), lang)
  return [
    `✗ ${name}${is_known ? t(' (이미 찾은 것)', ' (known)') : ''}`,
    `    ${FINDINGS[finding.name][lang]}: ${inLang(finding.detail, lang)}`,
    `    ${scenario.why[lang]}`,
    `    ${t(
      `${size}단계, ${after_programs}번째에 처음, 모두 ${times}번`,
      `${size} steps, first after ${after_programs} programs, ${times} in all`,
    )}`,
    ...(is_steady
      ? []
      : [
          `    ${t('두 번 재생하니 같지 않았습니다: 상점의 시간에 달려 있습니다', 'played twice it was not the same: it hangs on the timing of the shop')}`,
        ]),
    ...(is_cut
      ? [
          `    ${t(
            '끝까지 줄이지 못했습니다: 더 짧은 이야기가 있을 수 있습니다 (시간을 더 주세요)',
            'it was not shrunk to the end: there may be a shorter story (give it more time)',
          )}`,
        ]
      : []),
    ...(carries_over
      ? [
          `    ${t(
            '새 세계에서는 달랐습니다: 상점이 앞 재생의 상태를 가지고 있습니다 (어댑터의 reset을 적어 주세요)',
            'it was different in a fresh world: the shop carries something over (give the adapter a reset)',
          )}`,
        ]
      : []),
  ]
}

export function progressLine({ programs, per_second, found, shrinking }: Progress, lang: Lang): string {
  const what = shrinking ? say(', 줄이는 중', ', shrinking') : say('', '')
  return inLang(
    say(
      `▶ ${programs}가지, 초당 ${per_second}, 찾은 것 ${found}${what.ko}`,
      `▶ ${programs} programs, ${per_second}/s, ${found} found${what.en}`,
    ),
    lang,
  )
}

const few = (list: readonly string[]) =>
  list.length > 8 ? `${list.slice(0, 8).join(', ')} …` : list.join(', ')

function junit({ target, found, ms, programs }: Hunt, lang: Lang): string {
  const classname = 'iamport-sandbox.hunt'
  const seconds = ms / 1000
  const clean: Case = { classname, name: `${programs} programs`, seconds, failure: null }
  const cases = found.map((one): Case => {
    const { name } = one.finding
    const text = foundLines(one, lang).join('\n')
    return {
      classname,
      name: one.name,
      seconds: 0,
      failure: { type: name, message: FINDINGS[name][lang], text },
    }
  })
  return junitXml(target, cases.length > 0 ? cases : [clean], seconds)
}
