/** Every setting of a shop in words: what it is, where it belongs, and how we know that iamport has it. */
import { type Bilingual, say } from '../core/bilingual.ts'
import { docs, manual, observed, type Provenance } from '../core/provenance.ts'
import type { MerchantSettings } from '../merchants/merchant.ts'
import { OURS } from './provenance.ts'

export const SETTING_GROUPS = {
  pg: say('PG와 결제창', 'PGs and windows'),
  webhooks: say('웹훅', 'Webhooks'),
  rest: say('REST API', 'REST API'),
  contract: say('계약과 부가 서비스', 'Contracts and services'),
  sandbox: say('샌드박스만의 것', 'The sandbox’s own'),
} as const

export interface SettingWords {
  readonly group: keyof typeof SETTING_GROUPS
  readonly text: Bilingual
  readonly known: Provenance
}

const WEBHOOK_PAGE = 'developers page on webhooks, V1'

function words(group: SettingWords['group'], ko: string, en: string, known: Provenance): SettingWords {
  return { group, text: say(ko, en), known }
}

export const SETTING_WORDS: Readonly<Record<keyof MerchantSettings, SettingWords>> = {
  default_pg: words(
    'pg',
    '기본 PG. 주문에 pg가 없을 때 씁니다. {PG} 또는 {PG}.{MID}',
    'The default PG, for orders that name none. {PG} or {PG}.{MID}',
    manual('2.1.2 pg'),
  ),
  channels: words(
    'pg',
    'PG 계약(채널). 비어 있으면 모든 PG를 쓸 수 있습니다.',
    'PG contracts (channels). Empty: every PG may be used.',
    docs('admin console, channels'),
  ),
  window_lifetime_s: words(
    'pg',
    '열린 결제창이 만료되기까지의 초. 0은 만료하지 않음',
    'Seconds until an open window expires. 0: never',
    OURS,
  ),
  pg_test_refusals: words(
    'pg',
    'PG의 테스트 상점이 거절하는 것을 결제창도 거절합니다. (NHN KCP의 KB카드 등)',
    'Windows refuse what the test shops of a PG refuse, such as KB cards at NHN KCP.',
    docs('pages of single PGs'),
  ),
  sdk_jquery: words(
    'pg',
    'required: 1.2.0까지의 스크립트는 jQuery가 없는 페이지에서 실제처럼 실패합니다.',
    'required: scripts up to 1.2.0 fail in a page without jQuery, as the real ones do.',
    manual('2.1.1'),
  ),
  notification_url: words(
    'webhooks',
    'Notification URL. 웹훅을 보낼 주소',
    'Notification URLs: where webhooks go',
    manual('2.3 Notification URL'),
  ),
  notification_content_type: words(
    'webhooks',
    '웹훅의 Content-Type',
    'Content-Type of webhooks',
    docs(WEBHOOK_PAGE),
  ),
  webhook_retries: words(
    'webhooks',
    '네트워크 오류나 5xx이면 1분 간격으로 5번 더 보냅니다. 지원팀에 요청한 상점의 동작입니다.',
    'A network error or a 5xx is tried again, 5 times a minute apart, as for shops that asked support for it.',
    docs(WEBHOOK_PAGE),
  ),
  webhook_order: words(
    'webhooks',
    '결제가 승인될 때 웹훅과 브라우저 중 무엇이 먼저인지',
    'Which comes first when a payment is approved: the webhook or the browser',
    docs(WEBHOOK_PAGE),
  ),
  webhook_delay_ms: words(
    'webhooks',
    '상태가 바뀐 뒤 웹훅을 보내기까지의 밀리초',
    'Milliseconds between the change and its webhook',
    OURS,
  ),
  webhook_headers: words(
    'webhooks',
    '웹훅에 더하거나 바꿀 헤더. {"이름": "값"}',
    'Headers to add to webhooks, or to replace. {"name": "value"}',
    OURS,
  ),
  webhook_vendor_address: words(
    'webhooks',
    'X-Forwarded-For에 아임포트의 주소를 적습니다. 그 주소만 받는 상점을 위한 것입니다.',
    'X-Forwarded-For names an address of iamport, for shops that let only those in.',
    docs(`${WEBHOOK_PAGE}, source addresses`),
  ),
  webhook_verify_tls: words(
    'webhooks',
    '상점의 인증서를 검사합니다. 끄면 자체 서명한 인증서도 받습니다.',
    'The shop’s certificate is checked; off: a self-signed one will do.',
    OURS,
  ),
  webhook_rewrites: words(
    'webhooks',
    '공개 주소(ngrok 등)를 이 컴퓨터의 주소로 바꿉니다. [{"from": "https://*.ngrok.app", "to": "http://127.0.0.1:3000"}]',
    'Public addresses (ngrok) become ones of this machine. [{"from": "https://*.ngrok.app", "to": "http://127.0.0.1:3000"}]',
    OURS,
  ),
  confirm_process: words(
    'webhooks',
    'confirm_url을 씁니다. 실제로는 지원팀이 켜 줍니다.',
    'confirm_url is used. At iamport, support activates it.',
    docs('developers page on confirm_process'),
  ),
  payment_keys: words(
    'rest',
    'REST가 보여 주는 키. classic은 엄격한 옛 클라이언트가 읽는 것만 보여 줍니다.',
    'Which keys REST prints. classic: only those that strict old clients decode.',
    observed('the strict Go client'),
  ),
  include_sandbox: words(
    'rest',
    'GET /payments/{imp_uid}가 테스트 결제를 묻지 않아도 보여 줍니다. 아임포트의 기본은 false입니다.',
    'GET /payments/{imp_uid} shows test payments unasked. iamport’s own default is false.',
    docs('API document v1, include_sandbox'),
  ),
  strictness: words(
    'rest',
    'strict: 문서와 다른 요청을 거절합니다. lenient: 받고 힌트로 알려 줍니다.',
    'strict: what is not as documented is refused. lenient: it is taken, and a hint tells of it.',
    OURS,
  ),
  is_any_key_accepted: words(
    'rest',
    '모르는 imp_key와 user_code를 기본 상점의 것으로 받습니다. 기본 상점에만 해당합니다.',
    'Unknown imp_keys and user_codes count as the default shop’s. For the default shop only.',
    OURS,
  ),
  digital_contract: words(
    'contract',
    '디지털 상품 계약(daou). null은 검사하지 않음',
    'What was agreed on digital goods (daou). null: not checked',
    docs('page of daou'),
  ),
  tiers: words(
    'contract',
    '하위 상점. [{"tier_code": "ABC", "tier_name": "하위 상점"}]',
    'Sub-merchants. [{"tier_code": "ABC", "tier_name": "Sub-shop"}]',
    docs('API document v1, tiers'),
  ),
  channel_groups: words(
    'contract',
    '스마트 라우팅의 채널 그룹. [{"channel_group_id": "group", "channels": ["{PG}.{MID}"]}]',
    'Groups of channels for smart routing. [{"channel_group_id": "group", "channels": ["{PG}.{MID}"]}]',
    docs('API document v1, channelGroupId'),
  ),
  promotions: words(
    'contract',
    '카드 프로모션. [{"promotion_id": "p1", "discount": 1000, "min_amount": 10000}]',
    'Card promotions. [{"promotion_id": "p1", "discount": 1000, "min_amount": 10000}]',
    docs('API document v1, promotion_id'),
  ),
  certification_phone: words(
    'contract',
    '본인인증에서 통신사가 phone과 carrier를 알려 줍니다.',
    'The carriers let this shop have phone and carrier of a certification.',
    docs('API document v1, certifications'),
  ),
  certification_foreigner: words(
    'contract',
    'danal이 내·외국인 구분을 알려 줍니다.',
    'danal tells this shop who is a foreigner.',
    docs('API document v1, certifications'),
  ),
  naverco_sync: words(
    'contract',
    '네이버페이 주문형에서 구매자가 한 일이 보이는 때. minute은 다음 정각 분',
    'When a buyer’s act at Naver (naverco) is seen. minute: at the next full minute',
    docs('API document v1, naver'),
  ),
  auto_cancel: words(
    'contract',
    'PG가 테스트 결제를 스스로 취소합니다. midnight은 23:50',
    'The PG cancels test payments by itself. midnight: at 23:50',
    manual('1'),
  ),
  auto_cancel_interval_s: words(
    'contract',
    'auto_cancel이 interval일 때의 간격(초). 자정부터 셉니다.',
    'Seconds between such cancels when auto_cancel is interval, counted from midnight.',
    manual('1'),
  ),
  auto_cancel_is_seen: words(
    'contract',
    'PG의 자동 취소를 아임포트가 압니다. false면 여전히 paid로 보입니다.',
    'iamport learns of it; false: it still says paid.',
    manual('1'),
  ),
}
