/** What PGs may answer instead of approving. A code sheet is kept whole here where several PGs of one house share it. */
import { assumed, docs, type Provenance } from '../core/provenance.ts'
import type { Decline, Pg } from './pg.ts'

export type Declines = Pg['refusals']['declined']

/** `rows(known, '500644 1회 한도금액 초과', …)`: code, blank, text. */
export function rows(known: Provenance, ...lines: readonly string[]): Decline[] {
  return lines.map((line) => {
    const [, code = '', message = ''] = /^(\S+) (.*)$/.exec(line) ?? []
    return { code, message, known }
  })
}

/** A sheet's rows for pay_methods that it says nothing of. */
const like = ({ source }: Provenance): Provenance =>
  assumed(`${source}; that this pay_method gets them is ours`)

const inicis = docs('KG이니시스 error code sheet')
export const INICIS_DECLINES: Declines = {
  card: rows(
    inicis,
    '500644 1회 한도금액 초과',
    '120049 사용한도초과',
    '120054 잔액부족',
    '120004 유효기간 만료',
    '120032 연체카드',
    '120026 도난, 분실카드',
    '500617 비밀번호 입력오류',
    '500601 카드번호 오류',
  ),
  trans: rows(
    inicis,
    '160242 잔액부족',
    '160220 1회 이체한도',
    '160244 1일 출금한도',
    '160255 비밀번호 상이',
  ),
  vbank: rows(inicis, '504640 입금예정일·시간 오류', '504819 금액오류'),
  phone: rows(
    inicis,
    '110202 금월 사용 한도액을 초과',
    '110230 1회 사용한도',
    '110703 인증번호를 잘못 입력',
    '114455 만 19세 이하 사용 불가',
  ),
  '*': rows(
    like(inicis),
    '120054 잔액부족',
    '500644 1회 한도금액 초과',
    '120049 사용한도초과',
    '500619 상점주문번호 중복 오류',
  ),
}

const kcp = docs('NHN KCP error code sheet')
const kcp_gift = rows(
  assumed('no row of NHN KCP is known for gift certificates'),
  '8401 상품권 잔액 부족',
  '8402 상품권 회원 인증 실패',
)
export const KCP_DECLINES: Declines = {
  card: rows(
    kcp,
    'CC61 거래금액 한도초과',
    'CC10 통장 잔액부족',
    'CC54 카드유효기간만료 또는 불일치',
    'CC63 비밀번호 오류',
    'CC43 도난카드',
    'CC44 연체카드',
    'CC45 정지카드',
    'CC14 카드번호 오류',
    '9010 카드 최소 결제 금액은 1000원 이상',
  ),
  trans: rows(kcp, 'CC10 통장 잔액부족', '8041 시스템 타임아웃(잠시후 재시도바람)'),
  vbank: rows(kcp, '8338 주문번호 중복', '8041 시스템 타임아웃(잠시후 재시도바람)'),
  phone: rows(
    like(kcp),
    'CC07 1회 한도초과',
    'CC08 1일 한도초과',
    'CC69 인증오류 3회초과(당일거래 불가)',
    'CC62 가맹점 한도초과',
    '3008 데이터 수신 시간 초과',
  ),
  cultureland: kcp_gift,
  smartculture: kcp_gift,
  booknlife: kcp_gift,
  happymoney: kcp_gift,
  point: rows(kcp, 'CC88 카드사포인트 잔액부족', '8041 시스템 타임아웃(잠시후 재시도바람)'),
  '*': [
    ...rows(like(kcp), 'CC61 거래금액 한도초과', 'CC10 통장 잔액부족'),
    ...rows(kcp, '3008 데이터 수신 시간 초과', '8094 중복 거래요청, 처음부터 재시도 요망'),
  ],
}

const toss = docs('토스페이먼츠 error code sheet')
export const TOSS_DECLINES: Declines = {
  card: rows(
    toss,
    'A8 한도 부족·체크카드 잔액 부족',
    'B6 1회 사용한도 초과',
    'A1 유효기간만료',
    'C1 비밀번호상이',
    'A7 도난·분실·위변조',
    '32 연체카드',
    'A9 거래정지카드',
    'A0 카드번호오류',
  ),
  trans: rows(toss, '526 예금잔액 부족', '514 1회 한도', '515 1일 한도', '525 비밀번호 횟수'),
  vbank: rows(toss, 'A016 중복된 주문번호'),
  phone: rows(toss, '202 월 한도', '230 1회 한도', '208 정지/해지', '703 인증번호 오류', '415 미납'),
  '*': rows(
    like(toss),
    'D5 계좌잔액부족 또는 해지계좌',
    'B6 1회 사용한도 초과',
    'S052 시간초과',
    'A016 중복된 주문번호',
  ),
}

const danal = docs('다날 error code sheet')
export const DANAL_DECLINES: Declines = {
  phone: rows(
    danal,
    '410 이용한도 초과',
    '414 통신 요금 미납',
    '419 분실/정지',
    '420 중복 결제',
    '422 고객 요청 차단',
    '426 미성년자',
    '483 시도 횟수 초과',
  ),
  card: rows(
    danal,
    '3112 한도 초과',
    '3133 잔액 부족',
    '1152 유효기간',
    '1151 비밀번호',
    '3122 도난/분실',
    '3128 거래정지',
  ),
  trans: rows(danal, '3242 잔액부족', '3220 거래한도 초과', '3244 1일 출금한도', '3248 계좌 비밀번호 불일치'),
  vbank: rows(danal, '1130 입금 만료기간 설정 오류'),
  '*': rows(like(danal), '3133 잔액 부족', '1132 1회 한도', '2137 결제 인증 시간 만료', '1103 중복 거래'),
}

const kakaopay = docs('카카오페이 error code sheet')
export const KAKAOPAY_DECLINES: Declines = {
  '*': rows(
    kakaopay,
    'LIMIT_ONE_TIME 1회 한도 초과',
    'LIMIT_USE_PER_DAY 일일 결제한도 초과',
    'LACK_BALANCE 계좌 잔액이 부족합니다',
    'BANK_ACCOUNT_NOT_FOUND 연결된 계좌가 없거나 휴면',
    'USER_LOCKED 진행중인 거래가 있습니다',
    '-780 승인 실패',
    '-723 결제 만료 시간이 지남',
  ),
}

const mobilians = docs('KG파이낸셜 error code sheet')
export const MOBILIANS_DECLINES: Declines = {
  phone: rows(
    mobilians,
    '0031 한도초과',
    '0016 요금 체납',
    '0013 분실/사용정지',
    '0014 해지',
    '0032 미성년자',
    '0051 중복 결제',
    '0057 가맹점 한도 초과',
  ),
}

const ours = assumed('no code sheet of this PG is known; common refusals in words that Korean PGs use')
/** For PGs whose own codes nobody has published. */
export const COMMON_DECLINES: Declines = {
  card: rows(
    ours,
    '8001 카드 한도초과',
    '8002 체크카드 잔액부족',
    '8003 유효기간 오류',
    '8004 비밀번호 오류',
    '8005 도난·분실카드',
    '8006 거래정지카드',
  ),
  trans: rows(ours, '8101 계좌 잔액부족', '8102 이체한도 초과', '8103 계좌 비밀번호 오류'),
  vbank: rows(ours, '8201 가상계좌 입금기한 오류', '8202 가상계좌 발급 실패'),
  phone: rows(ours, '8301 휴대폰 이용한도 초과', '8302 통신요금 미납', '8303 인증번호 불일치'),
  '*': rows(ours, '8401 잔액 부족', '8402 인증 실패', '8403 이용한도 초과'),
}

/** A PG's declines for one of its pay_methods; those of `*` for a pay_method that has none of its own. */
export function declinesOf(pg: Pg, pay_method: string): readonly Decline[] {
  const { declined } = pg.refusals
  return declined[pay_method] ?? declined['*'] ?? COMMON_DECLINES[pay_method] ?? COMMON_DECLINES['*']!
}
