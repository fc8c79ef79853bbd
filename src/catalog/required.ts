/** Parameters that several PGs insist on, with the words of the refusal. */
import { josa } from '../core/josa.ts'
import { assumed, docs, type Provenance } from '../core/provenance.ts'
import type { Requirement, Rule } from './pg.ts'
import { never } from './rules.ts'

/** Where a PG's page names a parameter as required and no source has the text, this is ours. */
export function needs(field: string, known: Provenance, more: Partial<Requirement> = {}): Requirement {
  const name = label(field)
  return { field, message: `${name}(${field})${josa(name, '은', '는')} 필수 입력입니다.`, known, ...more }
}

const LABELS: Readonly<Record<string, string>> = {
  buyer_tel: '구매자 연락처',
  buyer_name: '구매자명',
  buyer_email: '구매자 이메일',
  name: '주문명',
  company: '상호명',
  company_en: '영문 상호명',
  currency: '화폐단위',
  customer_id: '구매자 아이디',
  customer_uid: '빌링키',
  digital: '상품 유형',
  vbank_due: '가상계좌 입금기한',
  m_redirect_url: '리디렉션 주소',
  order_description: '주문 설명',
  kcpProducts: '에스크로 상품 정보',
  kiccProducts: '에스크로 상품 정보',
  naverProducts: '네이버페이 상품 정보',
}

function label(field: string): string {
  return LABELS[field] ?? '필수 파라미터'
}

/** The manual: "누락되거나 blank일 때 일부 PG사에서 오류 발생". */
export const buyerTel = (pg: string): Requirement =>
  needs(
    'buyer_tel',
    assumed(`the manual says some PGs fail without buyer_tel, the vendor names ${pg}; the text is ours`),
  )

/** manual 2.1.2 digital: "휴대폰소액결제시 필수"; only the PGs that enforce it have this row. */
export const digitalForPhone = (pg: string, message?: string): Requirement => {
  const known = message
    ? docs(`${pg}: request rules`)
    : assumed(`${pg} insists on digital for phone; the text is ours`)
  return needs('digital', known, { pay_methods: ['phone'], ...(message && { message }) })
}

export const vbankDue = (pg: string, more: Partial<Requirement> = {}): Requirement =>
  needs('vbank_due', assumed(`${pg} insists on vbank_due; the text is ours`), {
    pay_methods: ['vbank'],
    ...more,
  })

/** Of phone: `digital` must be what the merchant has agreed with the PG (setting `digital_contract`). */
export const digitalAsAgreed = (message: string, known: Provenance, in_window?: string): Rule =>
  never(
    ({ digital }, { digital_contract }) =>
      digital_contract !== null && (digital === true) !== digital_contract,
    message,
    known,
    { pay_methods: ['phone'], ...(in_window && { in_window }) },
  )
