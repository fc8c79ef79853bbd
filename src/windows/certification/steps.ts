/** The steps of a verification window: who somebody is, then the six digits of the text message. */
import { certificationPg } from '../../catalog/certifications/index.ts'
import { CARRIERS, type Certification, type Person, readPerson } from '../../certifications/certification.ts'
import { own } from '../../core/record.ts'
import { agreement, type Field, type Option, type Text, text } from '../../kit/steps.ts'
import { type Input, type OpenField, type OpenStep, readForm } from '../form.ts'

const CARRIER_NAMES: Readonly<Record<string, Text>> = {
  SKT: text('SKT', 'SKT'),
  KT: text('KT', 'KT'),
  LGT: text('LG U+', 'LG U+'),
  SKT_MVNO: text('SKT 알뜰폰', 'SKT MVNO'),
  KT_MVNO: text('KT 알뜰폰', 'KT MVNO'),
  LGT_MVNO: text('LG U+ 알뜰폰', 'LG U+ MVNO'),
}

/** `carrier` of the page: SKT, KTF, LGT, or MVNO for all the small ones. */
const PAGE_CARRIERS: Readonly<Record<string, string>> = { KTF: 'KT', MVNO: 'SKT_MVNO' }

export function stepsOf({ facts }: Certification): readonly OpenStep[] {
  const named = own(PAGE_CARRIERS, facts.carrier ?? '') ?? facts.carrier
  // One that does not exist is no choice of the window's, and nothing is chosen.
  const carrier = CARRIERS.find((known) => known === named) ?? 'SKT'
  const carriers: Option[] = CARRIERS.map((value) => ({ value, label: CARRIER_NAMES[value]! }))
  const fields: OpenField[] = [
    {
      ...field('carrier', text('통신사', 'Carrier'), 'choice', carrier),
      options: carriers,
    },
    open(
      agreement('terms', '본인인증 이용약관에 모두 동의합니다', 'I agree to all terms of the verification'),
    ),
    field('name', text('이름', 'Name'), 'text', '홍길동'),
    {
      ...field('birth', text('생년월일 6자리', 'Date of birth (6 digits)'), 'tel', '900131'),
      pattern: /^\d{6}$/,
      max_length: 6,
      hint: text('생년월일 6자리(YYMMDD)를 입력하세요.', 'Enter 6 digits (YYMMDD).'),
    },
    {
      ...field(
        'gender_digit',
        text('주민등록번호 뒷자리 첫 숫자', 'First digit of the back number'),
        'tel',
        '1',
      ),
      pattern: /^[1-8]$/,
      max_length: 1,
      hint: text('1부터 8까지의 숫자를 입력하세요.', 'Enter a digit from 1 to 8.'),
    },
    {
      ...field('phone', text('휴대폰번호', 'Mobile number'), 'tel', '01012345678'),
      pattern: /^01\d{8,9}$/,
      max_length: 13,
      hint: text('01로 시작하는 휴대폰번호를 입력하세요.', 'Enter a mobile number that starts with 01.'),
    },
  ]
  const otp: OpenField = {
    ...field('otp', text('인증번호 6자리', 'Code (6 digits)'), 'tel', '123456'),
    pattern: /^\d{6}$/,
    max_length: 6,
    hint: text('숫자 6자리를 입력하세요.', 'Enter 6 digits.'),
  }
  return [
    {
      id: 'person',
      title: text('본인 확인', 'Who you are'),
      notice: text(
        `${facts.company ?? '포트원'}에서 본인인증을 요청했습니다.`,
        `${facts.company ?? 'PortOne'} asks who you are.`,
      ),
      next: text('인증번호 요청', 'Send me a code'),
      fields,
      read: (input) => readForm(fields, input),
    },
    {
      id: 'otp',
      title: text('인증번호 입력', 'Enter the code'),
      notice: text(
        '문자로 받은 인증번호를 3분 안에 입력하세요.',
        'Enter the code of the text message within 3 minutes.',
      ),
      next: text('확인', 'Confirm'),
      fields: [otp],
      one_use: true,
      read: (input) => readForm([otp], input),
    },
  ]
}

/** What the fields show before anybody types: what the page gave, where this PG takes it. */
export function prefilled({ pg_provider, facts }: Certification): Record<string, string> {
  if (!certificationPg(pg_provider)?.takes_person) return {}
  const given = { name: facts.name, phone: facts.phone?.replace(/\D/g, '') }
  return Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

/** The person of a window: what was typed, then what the page gave and nobody need correct, then the fields' samples. */
export function personOf(certification: Certification, input: Input): Person {
  const fields = stepsOf(certification)[0]!.fields
  const samples = Object.fromEntries(fields.map(({ name, sample }) => [name, sample]))
  const isFine = ([name, value]: [string, string]) =>
    value.trim() !== '' && (fields.find((field) => field.name === name)?.pattern?.test(value) ?? true)
  const given = Object.fromEntries(Object.entries(prefilled(certification)).filter(isFine))
  const {
    name = '',
    phone = '',
    birth = '',
    gender_digit = '',
    carrier = '',
  }: Record<string, string> = {
    ...samples,
    ...given,
    ...input,
  }
  return readPerson({ name, phone, birth, gender_digit, carrier })
}

function field(name: string, label: Text, kind: Field['kind'], sample: string): OpenField {
  return { name, label, kind, sample, options: [] }
}

function open({ options: _, ...rest }: Field): OpenField {
  return { ...rest, options: [] }
}
