/** Why a browser was not sent to an address that a shop gave, in the words of the parameter. */

import type { Destination } from '../core/destination.ts'

type Refused = Extract<Destination, { refused: string }>['refused']

export function noWayThere(
  parameter: string,
  address: string,
  why: Refused,
): { headline: string; text: string } {
  const [shown = ''] = address.split('?imp_uid=', 1)
  const given = shown.replaceAll('`', "'").slice(0, 200)
  return { headline: `\`${parameter}\`의 주소로 이동할 수 없습니다: \`${given}\``, text: TEXTS[why] }
}

const TEXTS: Readonly<Record<Refused, string>> = {
  relative:
    '상대 주소입니다. 결제창은 쇼핑몰과 다른 서버의 화면이므로 `https://`로 시작하는 전체 주소(앱이라면 `myapp://`)를 지정하세요. 결제 결과는 아래와 같습니다.',
  forbidden:
    '브라우저 안에서 실행되거나 파일을 여는 주소입니다. `http:`, `https:`, 앱 스킴(`myapp://`)만 쓸 수 있습니다. 결제 결과는 아래와 같습니다.',
  long: '결과를 붙인 주소가 너무 깁니다. 서버와 브라우저가 읽는 헤더의 한도 안에서 8,000바이트까지 이동합니다. 결제 결과는 아래와 같습니다.',
  malformed:
    '주소의 형식이 올바르지 않습니다. `https://`로 시작하는 전체 주소(앱이라면 `myapp://`)를 지정하세요. 결제 결과는 아래와 같습니다.',
}
