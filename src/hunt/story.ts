/** What a found story says, in sentences made from its steps. */
import type { Bilingual } from '../core/bilingual.ts'
import { FINDINGS, type FindingName } from '../replay/findings.ts'
import type { Scenario } from '../replay/scenario.ts'
import { readStep, type Step } from '../replay/steps.ts'
import { effectText } from '../scenarios/lines.ts'

/** What each step is, as a clause. */
const CLAUSES: Readonly<Record<string, Bilingual>> = {
  order: { ko: '주문을 하나 더 만듭니다', en: 'another order is made' },
  open: { ko: '구매자가 결제창을 엽니다', en: 'the buyer opens a payment window' },
  open_tampered: {
    ko: '금액을 바꾼 결제창을 엽니다',
    en: 'a payment window is opened with a tampered amount',
  },
  window: { ko: '구매자가 다른 창으로 옮겨 갑니다', en: 'the buyer turns to another window' },
  approve: { ko: '결제가 승인됩니다', en: 'the payment is approved' },
  approve_vbank: { ko: '가상계좌가 발급됩니다', en: 'a virtual account is issued' },
  decline: { ko: 'PG사가 거절합니다', en: 'the PG declines' },
  give_up: { ko: '구매자가 취소를 누릅니다', en: 'the buyer presses cancel' },
  close: { ko: '구매자가 창을 닫습니다', en: 'the buyer closes the window' },
  abandon: { ko: '브라우저가 사라집니다', en: 'the browser disappears' },
  come_home: { ko: '결과가 브라우저로 상점에 돌아옵니다', en: 'the result comes home by the browser' },
  claim: { ko: '페이지가 거짓 결과를 보냅니다', en: 'a page sends a forged result' },
  webhooks: { ko: '웹훅이 도착합니다', en: 'the webhooks arrive' },
  advance: { ko: '시간이 지납니다', en: 'time passes' },
  deposit: { ko: '가상계좌에 입금됩니다', en: 'money arrives on the virtual account' },
  admin_cancel: { ko: '관리자 페이지에서 취소합니다', en: 'the administrator cancels' },
  approve_late: { ko: '실패했던 결제가 뒤늦게 승인됩니다', en: 'a payment that had failed is approved late' },
  refund: { ko: '상점이 환불합니다', en: 'the shop refunds' },
  resend: { ko: '웹훅을 다시 보냅니다', en: 'a webhook is sent again' },
  forge_webhook: { ko: '누군가 웹훅을 위조해 보냅니다', en: 'somebody forges a webhook' },
  restart: { ko: '아임포트와의 연결이 끊겼다가 돌아옵니다', en: 'iamport goes away and comes back' },
}

/** `why` of a scenario file: what goes wrong on the way, what happens, and what the shop did. */
export function tell(scenario: Scenario, finding: FindingName): { ko: string; en: string } {
  const is_vbank = scenario.shopper.pay.pay_method === 'vbank'
  const steps = [...scenario.shopper.does, ...scenario.timeline].map((step) => clause(step, is_vbank))
  const struck = scenario.faults.map((fault) => `${fault.at} ${effectText(fault)}`)
  const ko = [
    ...(struck.length > 0 ? [`장애: ${struck.join('; ')}.`] : []),
    `${steps.map(({ ko }) => ko).join('. ')}.`,
    `결과: ${FINDINGS[finding].ko}.`,
  ]
  const en = [
    ...(struck.length > 0
      ? [
          `Faults: ${scenario.faults.map(({ at, do: effect }) => `${at} ${JSON.stringify(effect)}`).join('; ')}.`,
        ]
      : []),
    `${capital(steps.map(({ en }) => en).join('; then '))}.`,
    `The shop: ${FINDINGS[finding].en}.`,
  ]
  return { ko: ko.join(' '), en: en.join(' ') }
}

/** One step as a sentence without its end. */
export function clause(step: Step, is_vbank: boolean): Bilingual {
  const { name, args } = readStep(step)
  const said = args as Record<string, unknown>
  if (name === 'at_once') {
    const steps = (said.steps as Step[]).map((one) => clause(one, is_vbank))
    return {
      ko: `동시에: ${steps.map(({ ko }) => ko).join(', ')}`,
      en: `at the same time: ${steps.map(({ en }) => en).join(', ')}`,
    }
  }
  if (name === 'advance') {
    return { ko: `${args} 동안 시간이 지납니다`, en: `${args} pass` }
  }
  if (name === 'approve' && is_vbank) return CLAUSES.approve_vbank!
  if (name === 'open' && said.pay) return CLAUSES.open_tampered!
  if (name === 'come_home' && said.claim) return CLAUSES.claim!
  const plain = CLAUSES[name] ?? { ko: name, en: name }
  if (said.bounces)
    return {
      ko: '기한이 지난 계좌에 입금해 은행이 돌려보냅니다',
      en: 'money comes too late and is sent back',
    }
  return said.amount === undefined
    ? plain
    : { ko: `${plain.ko} (${said.amount}원)`, en: `${plain.en} (${said.amount} won)` }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
