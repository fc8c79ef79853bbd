/** Fields and steps that many windows share. What real windows look like is in no source: their wording is ours. */
import { agreement, type Field, type Option, type Step, type Text, text } from './steps.ts'

const NEXT = text('다음', 'Next', '次へ')
export const PAY = text('결제하기', 'Pay', '支払う')
export const TRANSFER = text('이체하기', 'Transfer')
export const ISSUE = text('계좌 발급받기', 'Get an account')

interface StepMore {
  readonly next?: Text
  readonly notice?: Text
  readonly when?: Step['when']
}

/** `step('bank', text('은행 선택', 'Choose a bank'), [bankChoice()])` */
export function step(id: string, title: Text, fields: readonly Field[], more: StepMore = {}): Step {
  return { id, title, fields, next: NEXT, ...more }
}

/** The agreements that a window begins with, in its own words. */
export function terms(
  title: Text,
  agreements: readonly (readonly [name: string, ko: string, en: string])[],
  more: StepMore = {},
): Step {
  const fields = agreements.map(([name, ko, en]) => agreement(`terms_${name}`, ko, en))
  return step('terms', title, fields, more)
}

export const FINANCE = [
  'finance',
  '전자금융거래 이용약관에 동의합니다',
  'I agree to the terms of electronic finance',
] as const
export const PRIVACY = [
  'privacy',
  '개인정보 수집 및 이용에 동의합니다',
  'I agree to the use of my personal data',
] as const
export const THIRD = [
  'third',
  '개인정보 제3자 제공에 동의합니다',
  'My data may be given to the shop',
] as const
export const ALL = ['all', '전체 약관에 동의합니다', 'I agree to all terms'] as const

export const option = (value: string, ko: string, en: string, ja?: string): Option => ({
  value,
  label: text(ko, en, ja),
})

/** Tiles of which one is chosen; the first one counts when the buyer never came to it. */
export const choice = (name: string, label: Text, options: readonly Option[]): Field => ({
  name,
  label,
  kind: 'choice',
  options,
  sample: options[0]!.value,
})

const digits = (
  name: string,
  label: Text,
  kind: 'tel' | 'password',
  pattern: RegExp,
  sample: string,
  hint: Text,
): Field => ({
  name,
  label,
  kind,
  pattern,
  max_length: sample.length + (kind === 'tel' ? 4 : 0),
  hint,
  sample,
})

export const cardChoice: Field = {
  name: 'card_code',
  label: text('카드사', 'Card company'),
  kind: 'choice',
  options: 'cards',
  sample: '366',
}

export const quotaChoice: Field = {
  name: 'card_quota',
  label: text('할부 개월', 'Instalments', '支払回数'),
  kind: 'select',
  options: 'quotas',
  sample: '0',
}

export const cardNumber: Field = {
  name: 'card_number',
  label: text('카드번호', 'Card number', 'カード番号'),
  kind: 'tel',
  pattern: /^\d{14,16}$/,
  max_length: 19,
  hint: text(
    '카드번호 14~16자리를 입력하세요.',
    'Enter the 14 to 16 digits of the card number.',
    'カード番号14～16桁を入力してください。',
  ),
  sample: '5242420000000000',
}

export const expiry = digits(
  'card_expiry',
  text('유효기간 (MMYY)', 'Expiry (MMYY)', '有効期限 (MMYY)'),
  'tel',
  /^(0[1-9]|1[0-2])\d{2}$/,
  '1230',
  text(
    '유효기간을 월, 연도 순서로 4자리 입력하세요.',
    'Enter month and year, 4 digits.',
    '有効期限を月・年の順に4桁で入力してください。',
  ),
)

export const cvc = digits(
  'card_cvc',
  text('CVC', 'Security code', 'セキュリティコード'),
  'password',
  /^\d{3,4}$/,
  '0000',
  text(
    '카드 뒷면의 숫자 3자리를 입력하세요.',
    'Enter the 3 digits on the back of the card.',
    'カード裏面の3桁の数字を入力してください。',
  ),
)

export const cardPassword = digits(
  'card_password',
  text('비밀번호 앞 2자리', 'First 2 digits of the PIN'),
  'password',
  /^\d{2}$/,
  '00',
  text('숫자 2자리를 입력하세요.', 'Enter 2 digits.'),
)

export const bankChoice = (name: string): Field => ({
  name,
  label: text('은행', 'Bank'),
  kind: 'choice',
  options: 'banks',
  sample: '088',
})

export const accountNumber: Field = {
  name: 'account',
  label: text('출금 계좌번호', 'Account number'),
  kind: 'tel',
  pattern: /^\d{10,14}$/,
  max_length: 20,
  hint: text('계좌번호를 숫자 10~14자리로 입력하세요.', 'Enter the 10 to 14 digits of the account.'),
  sample: '110123456789',
}

export const accountPassword = digits(
  'account_password',
  text('계좌 비밀번호', 'Account PIN'),
  'password',
  /^\d{4}$/,
  '0000',
  text('숫자 4자리를 입력하세요.', 'Enter 4 digits.'),
)

export const depositor: Field = {
  name: 'depositor',
  label: text('입금자명', 'Depositor'),
  kind: 'text',
  max_length: 16,
  prefill: 'buyer_name',
  sample: '홍길동',
}

/** Carriers take a million won a month at most (assumed: the limit of all of them together). */
export const carrier: Field = {
  name: 'carrier',
  label: text('통신사', 'Carrier'),
  kind: 'choice',
  options: 'carriers',
  sample: 'SKT',
  most: 1_000_000,
}

export const phoneNumber: Field = {
  name: 'phone_number',
  label: text('휴대폰번호', 'Phone number', '電話番号'),
  kind: 'tel',
  prefill: 'buyer_tel',
  pattern: /^01\d{8,9}$/,
  max_length: 13,
  hint: text('01로 시작하는 휴대폰번호를 입력하세요.', 'Enter a mobile number that starts with 01.'),
  sample: '01012345678',
}

export const birth: Field = {
  name: 'birth',
  label: text('생년월일 6자리와 성별 1자리', 'Birth date (6 digits) and gender (1 digit)'),
  kind: 'tel',
  pattern: /^\d{7}$/,
  max_length: 8,
  hint: text('주민등록번호 앞 7자리를 입력하세요.', 'Enter 7 digits.'),
  sample: '9001011',
}

export const email: Field = {
  name: 'email',
  label: text('이메일', 'Email', 'メールアドレス'),
  kind: 'text',
  prefill: 'buyer_email',
  pattern: /^[^@\s]+@[^@\s]+$/,
  max_length: 64,
  hint: text('이메일 주소를 입력하세요.', 'Enter an email address.', 'メールアドレスを入力してください。'),
  sample: 'buyer@example.com',
}

export const loginId: Field = {
  name: 'login_id',
  label: text('아이디', 'ID', 'ID'),
  kind: 'text',
  max_length: 40,
  sample: 'sandbox',
}

export const loginPassword: Field = {
  name: 'login_password',
  label: text('비밀번호', 'Password', 'パスワード'),
  kind: 'password',
  max_length: 40,
  sample: '0000',
}

/** A wallet's own PIN, in as many digits as that wallet has. */
export const pin = (length: number): Field =>
  digits(
    'pin',
    text(`비밀번호 ${length}자리`, `PIN (${length} digits)`, `暗証番号（${length}桁）`),
    'password',
    new RegExp(`^\\d{${length}}$`),
    '0'.repeat(length),
    text(
      `숫자 ${length}자리를 입력하세요.`,
      `Enter ${length} digits.`,
      `数字${length}桁を入力してください。`,
    ),
  )

/** The code of a text message that is never sent. */
export const codeStep = (label: Text = text('인증번호', 'Code'), next: Text = PAY): Step =>
  step(
    'otp',
    text(`${label.ko} 입력`, 'Enter the code'),
    [
      {
        name: 'otp',
        label,
        kind: 'tel',
        pattern: /^\d{6}$/,
        max_length: 6,
        hint: text(`${label.ko} 6자리를 입력하세요.`, 'Enter the 6 digits.'),
        sample: '123456',
      },
    ],
    {
      next,
      notice: text(
        '문자는 발송되지 않습니다. 아무 숫자 6자리나 입력하세요.',
        'No message is sent. Enter any 6 digits.',
      ),
    },
  )

/** 현금영수증: for whom. The PG issues it as soon as the money is there. */
export const cashReceipt: Field = {
  name: 'cash_receipt',
  label: text('현금영수증', 'Cash receipt'),
  kind: 'select',
  options: [
    option('none', '미발행', 'None'),
    option('person', '소득공제용', 'For income deduction'),
    option('company', '지출증빙용', 'For business expenses'),
    option('anonymous', '자진발급', 'Without a number'),
  ],
  prefill: 'cash_receipt',
  optional: true,
  sample: 'none',
}

/** The number that the cash receipt is issued to; for those who want one. */
export const cashReceiptStep: Step = step(
  'cash_receipt',
  text('현금영수증 정보', 'Cash receipt'),
  [
    {
      name: 'cash_receipt_id',
      label: text('휴대폰번호 또는 사업자등록번호', 'Phone or company number'),
      kind: 'tel',
      prefill: 'cash_receipt_id',
      pattern: /^\d{10,13}$/,
      max_length: 16,
      hint: text('숫자 10~13자리를 입력하세요.', 'Enter 10 to 13 digits.'),
      sample: '01012345678',
    },
  ],
  { when: { field: 'cash_receipt', is: ['person', 'company'] } },
)
