/** What somebody may type wrongly into the forms of 데이터 and 설정, the field that is to blame, and what it is told. */
import { type Bilingual, say } from '../../src/core/bilingual.ts'

export interface WrongInput {
  /** The page, and where its form leads. */
  readonly on: string
  readonly path: string
  readonly fields: Readonly<Record<string, string>>
  readonly field: string
  /** A part of what is said. */
  readonly said: Bilingual
}

const LONG = 'x'.repeat(121)
const same = (text: string) => say(text, text)
const MUST_BE_TYPED = (name: string) => say(`${name}을(를) 입력하세요.`, `${name} is empty: type one.`)
const NO_AMOUNT = (typed: string) => say(`금액이 올바르지 않습니다: ${typed}`, `This is no amount: ${typed}`)

const DATA: readonly Omit<WrongInput, 'on'>[] = [
  {
    path: '/data/keys',
    fields: { customer_uid: '' },
    field: 'customer_uid',
    said: MUST_BE_TYPED('customer_uid'),
  },
  {
    path: '/data/keys',
    fields: { customer_uid: LONG },
    field: 'customer_uid',
    said: say('customer_uid: 80자 이하여야 합니다.', 'customer_uid must be at most 80 characters.'),
  },
  {
    path: '/data/keys',
    fields: { customer_uid: 'lee', card_number: '1234' },
    field: 'card_number',
    said: same('유효하지않은 카드번호를 입력하셨습니다. (card_bin 없음) billing_key_refused'),
  },
  {
    path: '/data/keys/charge',
    fields: { customer_uid: 'nobody', merchant_uid: 'a', amount: '100' },
    field: 'customer_uid',
    said: same('등록되지 않은 구매자입니다. customer_unregistered'),
  },
  {
    path: '/data/keys/charge',
    fields: { customer_uid: 'kim', merchant_uid: 'paid_before', amount: '100' },
    field: 'merchant_uid',
    said: same('이미 주문이 이루어진 건입니다.'),
  },
  {
    path: '/data/keys/charge',
    fields: { customer_uid: 'kim', merchant_uid: 'b', amount: '구천' },
    field: 'amount',
    said: NO_AMOUNT('구천'),
  },
  {
    path: '/data/schedules',
    fields: { customer_uid: 'kim', merchant_uid: 's1', amount: '100', schedule_at: '내일' },
    field: 'schedule_at',
    said: say('schedule_at에는 Unix 시각(초), ISO 시각 또는 기간을 주세요: 내일', 'not 내일.'),
  },
  {
    path: '/data/schedules',
    fields: { customer_uid: 'nobody', merchant_uid: 's1', amount: '100', schedule_at: '1h' },
    field: 'customer_uid',
    said: same('등록된 고객정보가 없습니다.'),
  },
  {
    path: '/data/certifications',
    fields: { merchant_uid: 'c', birth: '99' },
    field: 'birth',
    said: same('본인인증 정보(birth)가 올바르지 않습니다.'),
  },
  {
    path: '/data/certifications',
    fields: { merchant_uid: 'c', phone: 'abc' },
    field: 'phone',
    said: same('01로 시작하는 휴대폰번호여야 합니다.'),
  },
  {
    path: '/data/receipts',
    fields: { imp_uid: 'imp_000000000000' },
    field: 'imp_uid',
    said: same('존재하지 않는 결제정보입니다.'),
  },
  {
    path: '/data/prepared',
    fields: { merchant_uid: LONG, amount: '1' },
    field: 'merchant_uid',
    said: say('40자 이하여야 합니다.', 'at most 40 characters'),
  },
  {
    path: '/data/prepared',
    fields: { merchant_uid: 'p', amount: '-1' },
    field: 'amount',
    said: NO_AMOUNT('-1'),
  },
]

const SETTINGS: readonly Omit<WrongInput, 'on'>[] = [
  {
    path: '/settings/keys',
    fields: { imp_key: LONG, imp_secret: 'kept' },
    field: 'imp_key',
    said: say('imp_key: 80자 이하여야 합니다.', 'imp_key must be at most 80 characters.'),
  },
  {
    path: '/settings/notification',
    fields: { notification_url: 'shop.example/hook' },
    field: 'notification_url',
    said: say(
      'Notification URL이 올바르지 않습니다: shop.example/hook',
      'This is no Notification URL: shop.example/hook',
    ),
  },
  {
    path: '/settings/channels',
    fields: { pg_provider: 'nice_v2', pg_id: '', channel_name: '본점' },
    field: 'pg_id',
    said: MUST_BE_TYPED('MID'),
  },
  ...Object.entries({
    default_pg: ['nobody', say('결제창이 있는 PG를', 'a PG that sells')],
    webhook_delay_ms: ['-1', say('0 이상이어야 합니다.', 'must be at least 0.')],
    webhook_headers: ['{broken', say('JSON이어야 합니다', 'must be JSON')],
    tiers: [
      '[{"tier_code":"abc"}]',
      say('tiers의 1번째 값의 tier_code', 'tiers.0.tier_code must be of the form'),
    ],
  } as const).map(([field, [typed, said]]) => ({
    path: '/settings/all',
    fields: { [field]: typed },
    field,
    said,
  })),
  {
    path: '/settings/shops',
    fields: { new_user_code: 'a b', new_name: '둘째' },
    field: 'new_user_code',
    said: say('user_code는 영문자, 숫자, _, -로 40자까지입니다.', 'user_code takes letters, digits, _ and -'),
  },
  {
    path: '/settings/shops',
    fields: { new_user_code: 'imp00000000', new_name: '둘째' },
    field: 'new_user_code',
    said: say('이미 있는 user_code입니다.', 'This user_code is taken.'),
  },
  {
    path: '/settings/snapshots',
    fields: { id: '' },
    field: 'id',
    said: say('1자에서 100자까지의 이름을 주세요.', 'Give it a name of 1 to 100 characters.'),
  },
  {
    path: '/settings/reset',
    fields: {},
    field: 'confirm',
    said: say('초기화하려면 확인란을 선택하세요.', 'Tick the box to reset.'),
  },
  {
    path: '/settings/world',
    fields: { world: '{"payments":[{"amount":"x"}]}' },
    field: 'world',
    said: say('world:1:', 'world:1:'),
  },
  {
    path: '/settings/world',
    fields: { world: 'payments: 3' },
    field: 'world',
    said: say('배열이어야 합니다.', 'must be a list.'),
  },
]

export const WRONG: readonly WrongInput[] = [
  ...DATA.map((one) => ({ on: '/data', ...one })),
  ...SETTINGS.map((one) => ({ on: '/settings', ...one })),
]
