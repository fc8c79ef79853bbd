/** Steps and fields that the windows of 나이스페이먼츠, tPay, 이지페이, 스마트로, 키움페이, KSNET, 웰컴 and 갤럭시아 share. */
import { cashReceipt, cashReceiptStep, choice, codeStep, email, option, PAY, pin, step } from './fields.ts'
import { type Field, type Step, type Text, text } from './steps.ts'

export const NOT_REAL = text(
  '테스트 결제창입니다. 실제 카드 정보를 입력하지 마세요.',
  'This is a test window. Do not enter a real card.',
)

export const NEXT = text('다음', 'Next')
export const SEND_CODE = text('인증번호 받기', 'Send the code')

/** Only for orders that have this parameter with this value. */
export const whenAsked = (param: string, value: unknown, only: Step): Step => ({
  ...only,
  asked: { param, value },
})

/** Only for the others. */
export const unlessAsked = (param: string, value: unknown, only: Step): Step => ({
  ...only,
  asked: { param, value, not: true },
})

/** Card companies' points, where the shop has agreed on them with its PG. */
export const cardPoints: Field = {
  name: 'use_card_point',
  label: text('카드사 포인트 사용', 'Use the card company’s points'),
  kind: 'check',
  optional: true,
  only: 'card_points',
  sample: '',
}

/** A 현금영수증 that the order cannot fill in beforehand, whatever its `bypass` says. */
export const cashReceiptByHand: Field = byHand(cashReceipt)
export const cashReceiptNumberByHand: Step = {
  ...cashReceiptStep,
  fields: cashReceiptStep.fields.map(byHand),
}

function byHand({ prefill: _, ...field }: Field): Field {
  return field
}

/** ISP: the card's company has no page of its own, and the app or certificate of ISP answers. */
export const ispStep = (notice: Text, when: Step['when'], next: Text = PAY): Step =>
  step('isp', text('ISP/페이북 인증', 'ISP'), [pin(6)], { ...(when && { when }), notice, next })

/** 에스크로: who is asked whether the parcel arrived, with or without a password of the buyer's own. */
export const escrowEmail: Field = {
  ...email,
  name: 'escrow_email',
  label: text('구매확인 메일을 받을 이메일', 'Email that asks for your confirmation'),
}

export const escrowPassword: Field = {
  name: 'escrow_password',
  label: text('구매확인 비밀번호 (숫자 6자리)', 'Password for the confirmation (6 digits)'),
  kind: 'password',
  pattern: /^\d{6}$/,
  max_length: 6,
  hint: text('숫자 6자리를 입력하세요.', 'Enter 6 digits.'),
  sample: '000000',
}

/** 앱카드 or the card's number, in each PG's words; the first one is taken as chosen. */
export const cardWay = (label: Text, ...ways: readonly (readonly [string, string, string])[]): Field =>
  choice(
    'card_auth',
    label,
    ways.map(([value, ko, en]) => option(value, ko, en)),
  )

/** The text message of a window in which PASS can be chosen instead. */
export const codeOrPass = (field: string, code: Step = codeStep()): Step => ({
  ...code,
  when: { field, is: ['sms'] },
})
