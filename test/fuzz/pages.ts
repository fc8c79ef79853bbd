/** What pages and windows send: messages of the SDK as its ready frame passes them on, forms of windows, addresses of pages. */
import fc from 'fast-check'
import type { Sent } from './requests.ts'
import { anything, NAMES_OF_OBJECTS, NUMBER_TEXTS, NUMBERS } from './values.ts'
import { METHODS_OF_WINDOWS, PGS_OF_WINDOWS } from './words.ts'

const usually = (right: fc.Arbitrary<unknown>, weight = 5) =>
  fc.oneof({ weight, arbitrary: right }, { weight: 1, arbitrary: anything })
const text = fc.constantFrom<unknown>('홍길동', '010-1234-5678', 'a@b.kr', '주문명', '2030-12-31', '20301231')

const order = fc.record(
  {
    pg: usually(fc.constantFrom(...PGS_OF_WINDOWS)),
    pay_method: usually(fc.constantFrom(...METHODS_OF_WINDOWS)),
    merchant_uid: usually(fc.string({ minLength: 1, maxLength: 20 })),
    amount: usually(fc.constantFrom<unknown>(1000, 14_000, ...NUMBERS, ...NUMBER_TEXTS)),
    name: usually(text),
    buyer_name: usually(text),
    buyer_tel: usually(text),
    buyer_email: usually(text),
    currency: usually(fc.constantFrom('KRW', 'USD', 'JPY', 'krw', 'XXX')),
    language: usually(fc.constantFrom('ko', 'en', 'xx')),
    tax_free: anything,
    vat_amount: anything,
    vbank_due: usually(fc.constantFrom('20301231', '2030-12-31', '1')),
    customer_uid: usually(text),
    escrow: anything,
    digital: anything,
    display: usually(fc.constantFrom<unknown>({ card_quota: [2, 3] }, { card_quota: 'x' })),
    card: usually(
      fc.constantFrom<unknown>(
        { direct: { code: '366', quota: 3 } },
        { detail: [{ card_code: '*', enabled: false }] },
      ),
    ),
    custom_data: anything,
    m_redirect_url: usually(fc.constantFrom('http://127.0.0.1:1/x', '/relative', 'x')),
    app_scheme: usually(fc.constantFrom('myapp', 'myapp://', 'x y')),
    naverProducts: anything,
    kcpProducts: anything,
    bypass: anything,
    period: anything,
    company: anything,
    min_age: anything,
    phone: anything,
  },
  { requiredKeys: [] },
)

const message = fc
  .record({
    path: fc.constantFrom(
      '/checkout/requests',
      '/checkout/requests',
      '/certificates/requests',
      '/checkout/zzim',
    ),
    body: usually(
      fc.record(
        {
          user_code: usually(fc.constant('imp00000000')),
          data: usually(order, 12),
          version: usually(fc.constantFrom('1.0.0', '1.1.5', '1.2.0', 'v1', '1.3.0')),
          origin: usually(fc.constantFrom('http://127.0.0.1:1', 'null', 'https://shop.kr')),
          frame_pg: usually(fc.constantFrom('', ...PGS_OF_WINDOWS)),
        },
        { requiredKeys: ['user_code', 'data'] },
      ),
      12,
    ),
  })
  .map(({ path, body }): Sent => {
    return {
      surface: 'pages',
      method: 'POST',
      path,
      type: 'application/json',
      body: JSON.stringify(body) ?? '',
    }
  })

const fields = fc.dictionary(
  fc.constantFrom(
    'card_number',
    'card_code',
    'password',
    'phone',
    'bank',
    'agree',
    'outcome',
    'amount',
    'code',
    'step',
    'wait_ms',
    ...NAMES_OF_OBJECTS,
  ),
  fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.constantFrom('approve', 'cancel', '1000', '366', '', '1'.repeat(3000)),
  ),
  { maxKeys: 5 },
)

/** Forms of a window, for one that is open and for one that is not: `{window}` is filled by whoever sends. */
const form = fc
  .record({
    act: fc.constantFrom(
      '',
      '/steps/card',
      '/steps/agree',
      '/steps/authenticate',
      '/steps/x',
      '/outcome',
      '/closed',
      '/leave',
      '/app',
    ),
    base: fc.constantFrom('/checkout', '/certificates'),
    id: fc.constantFrom('{window}', '{window}', '{window}', 'x', 'toString', '__proto__'),
    fields,
  })
  .map(({ act, base, id, fields }): Sent => {
    const body = new URLSearchParams({ ...fields, wait_ms: '0' }).toString()
    return {
      surface: 'pages',
      method: 'POST',
      path: `${base}/${id}${act}`,
      type: 'application/x-www-form-urlencoded',
      body,
    }
  })

const PATHS = [
  '/payments/fail',
  '/payments/ready/imp00000000',
  '/payments/fready/imp00000000',
  '/certificates/ready/imp00000000',
  '/users/pg/imp00000000',
  '/users/pg/{word}',
  '/js/iamport.payment-1.1.5.js',
  '/v1/iamport.js',
  '/dashboard',
  '/dashboard/payments/{word}',
  '/dashboard/{word}',
  '/checkout/{word}',
  '/checkout/{window}',
  '/checkout/{word}/app',
  '/checkout/deposits/{word}',
  '/checkout/slips/{word}',
  '/checkout/cash-receipts/{word}',
  '/checkout/zzim',
  '/_sandbox/docs',
  '/payments/ready/{word}/{word}',
  '/js/{word}',
  '/{word}',
]

const page = fc
  .record({
    path: fc.constantFrom(...PATHS),
    word: fc.oneof(
      fc.constantFrom(...NAMES_OF_OBJECTS, 'imp_448280090638', '%', '..%2f..', 'x'),
      fc.string({ maxLength: 30 }),
    ),
    query: fc.array(
      fc.tuple(
        fc.constantFrom(
          'error_msg',
          'success',
          'name',
          'page',
          'q',
          'status',
          'back',
          'imp_uid',
          ...NAMES_OF_OBJECTS,
        ),
        fc.constantFrom('', '[toString]', '[]', '[a][b]', '[__proto__]'),
        fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom(...NAMES_OF_OBJECTS)),
      ),
      { maxLength: 3 },
    ),
  })
  .map(({ path, word, query }): Sent => {
    const encoded = encodeURIComponent(word.replace(/\p{Surrogate}/gu, '')).replace(/^\.*$/, 'x')
    const search = query
      .map(
        ([name, part, value]) => `${name}${part}=${encodeURIComponent(value.replace(/\p{Surrogate}/gu, ''))}`,
      )
      .join('&')
    return {
      surface: 'pages',
      method: 'GET',
      path: `${path.replaceAll('{word}', encoded)}${search === '' ? '' : `?${search}`}`,
    }
  })

export const pageRequest: fc.Arbitrary<Sent> = fc.oneof(
  { weight: 4, arbitrary: message },
  { weight: 3, arbitrary: form },
  { weight: 3, arbitrary: page },
)
