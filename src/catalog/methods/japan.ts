/** What inicis_jp sells with: Japanese wallets, each with the login that it is known for. */
import { docs } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import type { PayMethod } from '../method.ts'

const known = docs('이니시스 일본 page')
const PAY_JP = w.text('결제하기', 'Pay', '支払う')

/** Japanese numbers, 10 or 11 digits. */
export const phoneNumberJp: w.Field = {
  ...w.phoneNumber,
  pattern: /^\d{10,11}$/,
  hint: w.text(
    '전화번호를 숫자 10~11자리로 입력하세요.',
    'Enter the 10 or 11 digits of your phone number.',
    '電話番号を10～11桁の数字で入力してください。',
  ),
  sample: '09012345678',
}

const idField = (label: w.Text): w.Field => ({
  name: 'login_id',
  label,
  kind: 'text',
  max_length: 64,
  sample: 'sandbox',
})

const ANY_LOGIN = w.text(
  '테스트 결제창입니다. 아무 값으로나 로그인됩니다.',
  'This is a test window. Anything will do.',
  'テスト用の画面です。どの値でもログインできます。',
)

const code = (length: number): w.Field => ({
  name: 'otp',
  label: w.text(`인증번호 ${length}자리`, `Code (${length} digits)`, `認証コード（${length}桁）`),
  kind: 'tel',
  pattern: new RegExp(`^\\d{${length}}$`),
  max_length: length,
  hint: w.text(
    `숫자 ${length}자리를 입력하세요.`,
    `Enter ${length} digits.`,
    `数字${length}桁を入力してください。`,
  ),
  sample: '1'.repeat(length),
})

const smsStep = (length: number): w.Step =>
  w.step('jp_sms', w.text('SMS 인증', 'Text message', 'SMS認証'), [code(length)], {
    notice: w.text(
      `메시지는 발송되지 않습니다. 아무 숫자 ${length}자리나 입력하세요.`,
      `No message is sent. Enter any ${length} digits.`,
      `SMSは送信されません。任意の数字${length}桁を入力してください。`,
    ),
  })

const meansStep = (name: string, options: readonly (readonly [string, string, string, string])[]): w.Step =>
  w.step(
    'jp_means',
    w.text('결제 내용 확인', 'Confirm', 'お支払い内容の確認'),
    [
      w.choice(
        name,
        w.text('결제수단', 'Means', 'お支払い方法'),
        options.map(([value, ko, en, ja]) => w.option(value, ko, en, ja)),
      ),
    ],
    { next: PAY_JP },
  )

function wallet(id: string, name: string, login: readonly w.Field[], rest: readonly w.Step[]): PayMethod {
  return {
    code: id,
    name: w.text(name, name, name),
    known,
    settles: 'now',
    steps: [
      w.step('jp_login', w.text(`${name} 로그인`, `Log in to ${name}`, `${name}にログイン`), login, {
        notice: ANY_LOGIN,
        next: w.text('로그인', 'Log in', 'ログイン'),
      }),
      ...rest,
    ],
    approve: () => ({ apply_num: '' }),
  }
}

export const JAPANESE: readonly PayMethod[] = [
  wallet(
    'paypay',
    'PayPay',
    [phoneNumberJp, w.loginPassword],
    [
      smsStep(4),
      meansStep('paypay_means', [
        ['balance', 'PayPay 잔액', 'PayPay balance', 'PayPay残高'],
        ['credit', 'PayPay 크레딧', 'PayPay credit', 'PayPayクレジット'],
      ]),
    ],
  ),
  wallet(
    'amazonpay',
    'Amazon Pay',
    [w.email, w.loginPassword],
    [
      meansStep('amazon_means', [
        ['visa', 'Visa ••0000', 'Visa ••0000', 'Visa ••0000'],
        ['gift', 'Amazon 기프트카드', 'Amazon gift card', 'Amazonギフトカード'],
      ]),
    ],
  ),
  wallet(
    'rakutenpay',
    '楽天ペイ',
    [idField(w.text('라쿠텐 ID', 'Rakuten ID', '楽天ID')), w.loginPassword],
    [
      meansStep('rakuten_means', [
        ['card', '라쿠텐카드 ••0000', 'Rakuten Card ••0000', '楽天カード ••0000'],
        ['point', '라쿠텐 포인트', 'Rakuten points', '楽天ポイント'],
        ['cash', '라쿠텐 캐시', 'Rakuten Cash', '楽天キャッシュ'],
      ]),
    ],
  ),
  wallet(
    'merpay',
    'メルペイ',
    [w.email, w.loginPassword],
    [
      smsStep(6),
      w.step('jp_pin', w.text('메루페이 암호', 'Merpay passcode', 'メルペイのパスコード'), [w.pin(4)], {
        next: PAY_JP,
      }),
    ],
  ),
  wallet(
    'aupay',
    'au PAY',
    [
      idField(
        w.text(
          'au ID (전화번호 또는 이메일)',
          'au ID (phone or email)',
          'au ID（電話番号またはメールアドレス）',
        ),
      ),
      w.loginPassword,
    ],
    [
      w.step('jp_pin', w.text('au 비밀번호', 'au PIN', 'au暗証番号'), [w.pin(4)]),
      meansStep('au_means', [
        ['balance', 'au PAY 잔액', 'au PAY balance', 'au PAY 残高'],
        ['carrier', 'au 요금합산', 'With the phone bill', 'auかんたん決済'],
      ]),
    ],
  ),
  wallet(
    'dbarai',
    'd払い',
    [idField(w.text('d어카운트 ID', 'd ACCOUNT ID', 'dアカウントのID')), w.loginPassword],
    [
      {
        ...meansStep('d_means', [
          ['carrier', '전화요금 합산', 'With the phone bill', '電話料金合算払い'],
          ['balance', 'd바라이 잔액', 'd-barai balance', 'd払い残高'],
        ]),
        next: w.text('다음', 'Next', '次へ'),
      },
      w.step('jp_pin', w.text('네트워크 비밀번호', 'Network PIN', 'ネットワーク暗証番号'), [w.pin(4)], {
        next: PAY_JP,
      }),
    ],
  ),
]
