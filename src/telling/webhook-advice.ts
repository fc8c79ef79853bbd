/** What to look at when a shop's server does not take a webhook: by how the attempt went. */
import { type Bilingual, say } from '../core/bilingual.ts'
import type { Attempt } from '../webhooks/delivery.ts'

/** Null where it went well. */
export function webhookAdvice({ status, error }: Pick<Attempt, 'status' | 'error'>): Bilingual | null {
  const name = error?.split(': ')[0] ?? null
  if (name !== null && name !== 'status' && name !== 'redirect') return BY_ERROR[name] ?? null
  if (status === null || (status >= 200 && status < 300)) return null
  return (
    BY_STATUS.find(({ statuses }) => statuses.includes(status))?.advice ?? (status >= 500 ? FAILED : REFUSED)
  )
}

const BY_ERROR: Readonly<Record<string, Bilingual>> = {
  refused: say(
    '이 주소에서 듣고 있는 서버가 없습니다. 상점이 켜져 있는지, 포트가 맞는지 보세요. 컨테이너 안에서는 localhost가 그 컨테이너 자신입니다.',
    'Nobody listens at this address. Is the shop up, and is the port right? Inside a container localhost is the container itself.',
  ),
  dns: say(
    '호스트 이름을 찾을 수 없습니다. 철자와 컨테이너의 서비스 이름을 보세요.',
    'The host’s name is not known: its spelling, or the name of the container’s service.',
  ),
  'connect timeout': say(
    '연결이 되지 않습니다. 방화벽이나 잘못된 주소일 수 있습니다.',
    'No connection came about: a firewall, or a wrong address.',
  ),
  'read timeout': say(
    '상점이 제때 답하지 않았습니다. 먼저 200으로 답하고 나머지를 뒤에서 하세요.',
    'The shop did not answer in time. Answer 200 first and do the rest afterwards.',
  ),
  reset: say(
    '상점이 연결을 끊었습니다. 처리 중에 죽었는지 상점의 로그를 보세요.',
    'The shop cut the connection: its own log says whether it crashed.',
  ),
  tls: say(
    'https 인증서를 믿을 수 없습니다. 개발 중에는 http 주소를 쓰세요.',
    'The certificate is not trusted. Use an http address in development.',
  ),
  'address refused': say(
    '공인 주소로는 --allow-public-webhooks가 있어야 보냅니다.',
    'Public addresses are called with --allow-public-webhooks only.',
  ),
}

const BY_STATUS: readonly { readonly statuses: readonly number[]; readonly advice: Bilingual }[] = [
  {
    statuses: [301, 302, 303, 307, 308],
    advice: say(
      '리다이렉트는 따라가지 않습니다. 주소 끝의 /, http와 https, 로그인 페이지로 보내는 미들웨어를 보세요.',
      'Redirects are not followed: look at a slash at the end, at http against https, at a middleware that asks for a login.',
    ),
  },
  {
    statuses: [401, 403, 419],
    advice: say(
      '로그인이나 CSRF 검사가 막았습니다. 웹훅 주소를 예외로 두세요. 아임포트는 쿠키도 CSRF 토큰도 보내지 않습니다.',
      'A login or a CSRF check is in the way. Exempt the webhook’s route: iamport sends neither cookies nor a CSRF token.',
    ),
  },
  {
    statuses: [404, 405],
    advice: say('상점에 이 경로의 POST가 없습니다.', 'The shop has no POST at this path.'),
  },
  {
    statuses: [400, 415, 422],
    advice: say(
      '본문을 읽지 못했습니다. 기본은 JSON이고, 설정 notification_content_type이 form이면 폼입니다.',
      'The body was not read. It is JSON by default, and a form with the setting notification_content_type.',
    ),
  },
]
const FAILED = say(
  '상점의 코드가 실패했습니다. 상점의 로그를 보세요.',
  'The shop’s own code failed: its log says why.',
)
const REFUSED = say(
  '상점이 거절했습니다. 응답 본문과 상점의 로그를 보세요.',
  'The shop refused: see its answer and its log.',
)
