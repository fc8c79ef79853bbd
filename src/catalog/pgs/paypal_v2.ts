/** paypal_v2: PayPal SPB and RT, drawn by IMP.loadUI. A payment may be approved after it seemed to fail. */
import { toMinor } from '../../core/money.ts'
import { assumed, docs } from '../../core/provenance.ts'
import { isRecord } from '../../core/schema.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import type { Asked } from '../pg.ts'
import { given, never } from '../rules.ts'
import { popup } from '../windows.ts'

const page = docs('PayPal (SPB, RT) page')
const caution = docs('PayPal (SPB) caution')
const window = popup(docs('PayPal (SPB, RT) caution: always a popup; its size is assumed'), [440, 700])

export const paypal_v2 = definePg({
  code: 'paypal_v2',
  name: w.text('페이팔', 'PayPal'),
  known: page,
  sources: {
    currencies: assumed('PayPal’s own list; the page has it as a picture'),
    receipt: assumed('PayPal sends its own mail; no source has a slip'),
  },
  sells: {
    pay_methods: ['paypal'],
    pay_method_message: { message: '페이팔에서 제공하지 않는 결제 수단입니다.', known: caution },
    currencies: w.PAYPAL_CURRENCIES,
  },
  order: {
    rules: [
      never(
        (param) => !param.customer_uid && Number(param.tax_free ?? 0) !== 0,
        'taxFreeAmount must be 0 in Paypal!',
        caution,
      ),
      never(
        (param, asked) => !param.customer_uid && !addsUp(param.products, asked),
        '상품(products)의 단가와 수량의 합이 결제금액(amount)과 일치하지 않습니다.',
        assumed('PayPal (SPB) caution: they must be equal; the text is ours'),
      ),
      never(
        (param) => {
          const units = given(param, 'bypass.paypal_v2.purchase_units')
          return Array.isArray(units) && units.length > 1
        },
        'bypass.paypal_v2.purchase_units는 1개까지만 입력할 수 있습니다.',
        assumed('PayPal (SPB) caution: none or one; the text is ours'),
      ),
      never(
        (param) => {
          const address = given(param, 'bypass.paypal_v2.shipping_address')
          return isRecord(address) && ['line1', 'city', 'country_code'].some((key) => !given(address, key))
        },
        '배송 정보의 line1, city, country_code는 필수 입력입니다.',
        assumed('PayPal (RT) caution: all three are required; the text is ours'),
        { billing: true },
      ),
    ],
  },
  window: {
    opens: { pc: [window], mobile: [window] },
    color: '#ffc439',
    ink: '#142c8e',
    accent: '#0058a8',
    button: { color: '#142c8e', ink: '#ffffff' },
    layout: 'card',
    mother_tongue: 'en',
    languages: ['ja', 'zh', 'fr', 'de', 'es'],
    foreign: true,
    instead: { paypal: w.PAYPAL_BUTTONS },
  },
  home: {
    short_result: page,
  },
  reports: {
    receipt: false,
    pg_tid: { '*': '{digits:17}' },
  },
  billing: { charges: 'never', known: docs('billing table') },
  rest: {
    able: ['card_issuer'],
    insists: {
      'POST /subscribe/payments/again': ['currency'],
      'schedules[]': ['currency'],
    },
  },
  refusals: {
    cancelled: {
      message: '사용자가 결제를 취소하였습니다',
      code: 'PAY_PROCESS_CANCELED',
      known: assumed('no source has the text'),
    },
  },
  quirks: {
    is_channel: docs('vendor’s staff in a public issue: PGs of the newer modules are looked up as channels'),
    late_approval: page,
  },
  notes: [
    { text: 'pay_method is always paypal, and neither card nor instalments are told', known: page },
    {
      text: 'a cancel may be granted later: until then status is not cancelled; here it is at once',
      known: page,
    },
    {
      text: 'another pay_method with a customer_uid says 페이팔에서 제공하지 않는 빌링키 발급 수단입니다.; here the text for payments',
      known: docs('PayPal (RT) caution'),
    },
    { text: 'Korean accounts can pay no Korean shop, and register no key', known: page },
    {
      text: '`language` is ignored: the buyer’s own country decides; here it is read as for paypal',
      known: caution,
    },
  ],
})

type Products = readonly unknown[]

/** The sum of the products, where there are any and all have a price, is the amount. */
function addsUp(products: unknown, { amount, currency }: Asked): boolean {
  if (!Array.isArray(products) || products.length === 0) return true
  const prices = (products as Products).map((product) => {
    const { unitPrice, amount: price = unitPrice, quantity = 1 } = isRecord(product) ? product : {}
    return (toMinor(Number(price), currency) ?? Number.NaN) * Number(quantity)
  })
  const sum = prices.reduce((total, price) => total + price, 0)
  return Number.isNaN(sum) || sum === amount
}
