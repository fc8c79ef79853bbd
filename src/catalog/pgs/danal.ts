/** danal: 다날 휴대폰 소액결제. Phone only, in a 720×700 layer, with a callback everywhere. */
import { assumed, docs, manual, observed } from '../../core/provenance.ts'
import type { Pg } from '../pg.ts'
import { agreement, text } from '../steps.ts'

const sheet = docs('다날 error code sheet')

export const danal: Pg = {
  code: 'danal',
  name: text('다날', 'Danal'),
  known: manual('2.1.1 pg'),
  test_mids: ['A010002002'],
  pay_methods: ['phone'],
  currencies: ['KRW'],
  required: [
    {
      field: 'buyer_tel',
      message: '구매자 연락처(buyer_tel)는 필수 입력입니다.',
      known: assumed(
        'the manual says some PGs fail without buyer_tel, the vendor names 다날; the text is ours',
      ),
    },
  ],
  unset_amount_is_zero: docs('danal: an order without amount counts as one of 0 won'),
  windows: {
    pc: [{ kind: 'layer', home: 'callback', width: 720, height: 700, known: observed('SDK 1.2.0') }],
    mobile: [{ kind: 'layer', home: 'callback', known: manual('2.2.c') }],
  },
  window: {
    color: '#0072bc',
    ink: '#ffffff',
    accent: '#0072bc',
    layout: 'sheet',
    english: 'never',
    instead: {
      phone: [
        {
          id: 'carrier',
          title: text('통신사 선택', 'Choose your carrier'),
          next: text('다음', 'Next'),
          fields: [
            {
              name: 'carrier',
              label: text('통신사', 'Carrier'),
              kind: 'choice',
              options: ['SKT', 'KT', 'LG U+', '알뜰폰'].map((name) => ({
                value: name,
                label: text(name, name),
              })),
              sample: 'SKT',
            },
            agreement(
              'terms_danal',
              '다날 휴대폰결제 이용약관에 모두 동의합니다',
              'I agree to all terms of Danal',
            ),
          ],
        },
        {
          id: 'phone',
          title: text('휴대폰 정보 입력', 'Your phone'),
          next: text('인증번호 받기', 'Send the code'),
          fields: [
            {
              name: 'phone_number',
              label: text('휴대폰번호', 'Phone number'),
              kind: 'tel',
              prefill: 'buyer_tel',
              pattern: /^01\d{8,9}$/,
              max_length: 13,
              hint: text(
                '01로 시작하는 휴대폰번호를 입력하세요.',
                'Enter a mobile number that starts with 01.',
              ),
              sample: '01012345678',
            },
            {
              name: 'birth',
              label: text('생년월일 6자리와 성별 1자리', 'Birth date (6 digits) and gender (1 digit)'),
              kind: 'tel',
              pattern: /^\d{7}$/,
              max_length: 8,
              hint: text('주민등록번호 앞 7자리를 입력하세요.', 'Enter 7 digits.'),
              sample: '9001011',
            },
          ],
        },
        {
          id: 'otp',
          title: text('승인번호 입력', 'Enter the code'),
          notice: text(
            '문자는 발송되지 않습니다. 아무 숫자 6자리나 입력하세요.',
            'No message is sent. Enter any 6 digits.',
          ),
          next: text('결제하기', 'Pay'),
          fields: [
            {
              name: 'otp',
              label: text('승인번호', 'Code'),
              kind: 'tel',
              pattern: /^\d{6}$/,
              max_length: 6,
              hint: text('승인번호 6자리를 입력하세요.', 'Enter the 6 digits.'),
              sample: '123456',
            },
          ],
        },
      ],
    },
  },
  vbank_days: 0,
  vbank_holder: null,
  pg_tid: { '*': '{yyyyMMddHHmmss}{digits:8}' },
  receipt: true,
  refusals: {
    cancelled: {
      message: '[결제포기] 사용자가 결제를 취소하셨습니다',
      known: observed('callback objects of cancelled danal payments'),
    },
    format: '[{code}] {message}',
    declined: {
      phone: [
        { code: '410', message: '이용한도 초과', known: sheet },
        { code: '414', message: '통신 요금 미납', known: sheet },
        { code: '419', message: '분실/정지', known: sheet },
        { code: '420', message: '중복 결제', known: sheet },
        { code: '422', message: '고객 요청 차단', known: sheet },
        { code: '426', message: '미성년자', known: sheet },
        { code: '483', message: '시도 횟수 초과', known: sheet },
      ],
    },
  },
}
