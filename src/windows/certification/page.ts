/** What the page of a verification window shows, and what it shows once it has ended. */
import { certificationPg } from '../../catalog/certifications/index.ts'
import type { Certification } from '../../certifications/certification.ts'
import type { Certifications } from '../../certifications/certifications.ts'
import type { Text } from '../../kit/steps.ts'
import { type EndedModel, type PageModel, type Returned, stepModel } from '../page.ts'
import type { CertificationEnding, CertificationWindow } from '../window.ts'
import type { CertificationRsp } from './result.ts'
import { prefilled, stepsOf } from './steps.ts'

export function pageModel(
  window: CertificationWindow,
  certification: Certification,
  { otpOf }: Pick<Certifications, 'otpOf'>,
  returned: Returned | null = null,
): PageModel {
  const pg = certificationPg(certification.pg_provider)!
  const { color, ink } = pg
  const steps = stepsOf(certification)
  const t = (text: Text) => text.ko
  return {
    lang: 'ko',
    t,
    window,
    base: `/certificates/${window.id}`,
    face: {
      name: t(pg.name),
      method: '',
      layout: 'card certification',
      colours: { color, ink, accent: color, button: color, button_ink: ink },
      shows_steps: false,
      close: '인증창 닫기',
    },
    order: null,
    notices: [],
    ...stepModel(steps, window, () => prefilled(certification), returned),
    step_titles: steps.map(({ title }) => t(title)),
    fixed: [],
    panel: {
      view: 'checkout/parts/certification-panel',
      otp: certification.otp_sent_at > 0 ? otpOf(certification) : null,
      failures: [
        ...Object.entries(pg.failures).map(([name, { message }]) => ({ name, message })),
        { name: 'under_age', message: `만 ${certification.facts.min_age ?? 19}세 미만 (취소와 같은 결과)` },
      ],
    },
  }
}

const HEADINGS: Readonly<Record<CertificationEnding, string>> = {
  certify: '본인인증이 완료되었습니다',
  cancel: '본인인증이 취소되었습니다',
  close: '인증창이 닫혔습니다',
  fail: '본인인증에 실패하였습니다',
  abandon: '구매자가 본인인증을 마치지 않고 떠났습니다',
}

const NO_WAY_HOME = {
  headline: '쇼핑몰이 `m_redirect_url`을 지정하지 않았습니다.',
  text: '모바일에서 `popup: true`가 아니면 본인인증 결과는 `m_redirect_url`로 전달됩니다. `IMP.certification`에 `m_redirect_url`을 추가하세요.',
}

export function endedModel(
  window: CertificationWindow,
  { imp_uid, merchant_uid }: Certification,
  rsp: CertificationRsp | null,
): EndedModel {
  const is_stranded = window.home === 'redirect' && rsp !== null
  const facts: [string, string][] = [
    ['imp_uid', imp_uid],
    ['merchant_uid', merchant_uid],
  ]
  if (window.error_msg) facts.push(['error_msg', window.error_msg])
  return {
    title: '종료된 인증창',
    lang: 'ko',
    window,
    heading: HEADINGS[window.ended ?? 'close'],
    warning: is_stranded ? NO_WAY_HOME : null,
    text: is_stranded ? null : '이미 종료된 인증창입니다. 이 창은 닫아도 됩니다.',
    facts,
    deposit_url: null,
  }
}
