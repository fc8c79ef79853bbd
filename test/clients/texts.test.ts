/** Texts that public suites of clients look for, to the blank: a shop's code compares them, too. */
import { expect, test } from 'vitest'
import { FORM, form, JSON_TYPE, useWire } from './wire.ts'

const wire = useWire()
const NO_BIN_CARD = { card_number: '1234-1234-1234-1234', expiry: '2020-02', birth: '920220' }
const PAST_CARD = { card_number: '4092-0230-1234-1234', expiry: '2019-03', birth: '500203' }
const plan = { merchant_uid: 'text_plan', schedule_at: 1_999_999_999, amount: 5000, name: '주문명' }

test.each([
  ['node', 'GET', '/payments/nobody', null, '존재하지 않는 결제정보입니다.'],
  ['node', 'GET', '/payments/find/nobody', null, '존재하지 않는 결제정보입니다.'],
  ['node', 'GET', '/payments/findAll/nobody/', null, '존재하지 않는 결제정보입니다.'],
  ['node', 'GET', '/payments/status/strange', null, '지원되지 않는 상태값입니다.'],
  ['node', 'GET', '/payments/prepare/nobody', null, '사전등록된 결제정보가 존재하지 않습니다.'],
  ['node', 'POST', '/payments/cancel', {}, '지정해주셔야합니다.'],
  ['node, python', 'POST', '/payments/cancel', { imp_uid: 'nothing' }, '취소할 결제건이 존재하지 않습니다.'],
  [
    'node',
    'POST',
    '/subscribe/payments/onetime',
    { merchant_uid: 't1', amount: 5000, ...NO_BIN_CARD },
    '유효하지않은 카드번호를 입력하셨습니다.',
  ],
  [
    'python',
    'POST',
    '/subscribe/payments/onetime',
    { merchant_uid: 't2', amount: 5000, ...PAST_CARD },
    '카드정보 인증에 실패하였습니다.',
  ],
  [
    'node',
    'POST',
    '/subscribe/payments/again',
    { customer_uid: 'nobody', merchant_uid: 't3', amount: 5000 },
    '등록되지 않은 구매자입니다.',
  ],
  ['node', 'GET', '/subscribe/customers/nobody', null, '등록된 정보를 찾을 수 없습니다.'],
  ['node', 'DELETE', '/subscribe/customers/nobody', null, '등록된 정보를 찾을 수 없습니다.'],
  ['python', 'POST', '/subscribe/customers/text', PAST_CARD, '카드정보 인증 및 빌키 발급에 실패하였습니다.'],
  [
    'ruby',
    'POST',
    '/subscribe/customers/text',
    NO_BIN_CARD,
    '카드정보 인증 및 빌키 발급에 실패하였습니다. [F112]유효하지않은 카드번호를 입력하셨습니다. (card_bin 없음)',
  ],
  [
    'python',
    'POST',
    '/subscribe/payments/schedule',
    { customer_uid: 'nobody', schedules: [plan] },
    '등록된 고객정보가 없습니다.',
  ],
  [
    'python',
    'POST',
    '/subscribe/payments/unschedule',
    { customer_uid: 'nobody', merchant_uid: 'x' },
    '취소할 예약결제 기록이 존재하지 않습니다.',
  ],
  ['node, python', 'GET', '/certifications/nobody', null, '인증결과가 존재하지 않습니다.'],
])('the suite for %s: %s %s', async (_suite, method, path, body, text) => {
  const type = path.includes('schedule') ? JSON_TYPE : FORM
  const written = type === FORM ? form((body ?? {}) as Record<string, string>) : JSON.stringify(body)
  const { body: envelope } = await wire.raw(
    method,
    path,
    body === null ? {} : { type },
    body === null ? undefined : written,
  )
  expect(envelope.message).toContain(text)
  expect([envelope.code === 0, envelope.response]).toEqual([false, null])
})
