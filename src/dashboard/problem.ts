/** Errors of the dashboard as a page that a person can read: the status, what is wrong and what to do. */
import { Refusal } from '../catalog/refusals.ts'
import { type Bilingual, say } from '../core/bilingual.ts'
import { CallerError } from '../core/caller-error.ts'
import { DatabaseError } from '../core/database-error.ts'

type Text = Bilingual | string

export interface ProblemPage {
  readonly status: number
  readonly title: Text
  readonly text: Text
  readonly hint: Text | null
}

/** Null for a fault of the sandbox itself. */
export function problemPage(error: unknown): ProblemPage | null {
  if (error instanceof CallerError) {
    const { status, name, said, hint } = error
    const [title, text] = TEXTS[name] ?? [say('요청을 처리할 수 없습니다', 'This cannot be done'), said]
    return { status, title, text, hint }
  }
  if (error instanceof Refusal) {
    const { status, message, hint } = error
    return { status: status >= 400 ? status : 409, title: message, text: hint ?? '', hint: null }
  }
  if (error instanceof DatabaseError) {
    return {
      status: 503,
      title: say('데이터베이스를 쓸 수 없습니다', 'The database cannot be used'),
      text: error.said,
      hint: null,
    }
  }
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
  if (!(error instanceof Error) || status < 400 || status >= 500) return null
  return {
    status,
    title: say('요청을 읽을 수 없습니다', 'The request cannot be read'),
    text: error.message,
    hint: null,
  }
}

export const FAULT: ProblemPage = {
  status: 500,
  title: say('샌드박스에서 오류가 발생했습니다', 'The sandbox has made a mistake'),
  text: say('자세한 내용은 샌드박스의 로그를 확인하세요.', 'The sandbox’s log has the details.'),
  hint: null,
}

const UNCHANGED = say('아무것도 변경되지 않았습니다.', 'Nothing was changed.')
const unchanged = (ko: string, en: string) => say(`${ko} ${UNCHANGED.ko}`, `${en} ${UNCHANGED.en}`)
const FOREIGN = say('다른 사이트에서 보낸 요청입니다', 'Another site has sent this')

const TEXTS: Readonly<Record<string, readonly [Text, Text]>> = {
  unknown_host: [
    say('허용되지 않은 호스트입니다', 'This host name is not allowed'),
    say(
      '이 이름으로는 대시보드를 열 수 없습니다. 이 컴퓨터의 이름이 맞다면 샌드박스를 시작할 때 허용하세요.',
      'The dashboard does not open under this name. If it is a name of this machine, allow it when you start the sandbox.',
    ),
  ],
  foreign_origin: [
    FOREIGN,
    unchanged(
      '대시보드의 폼은 대시보드 페이지에서만 보낼 수 있습니다.',
      'Only the dashboard’s own pages send its forms.',
    ),
  ],
  dashboard_name_only: [
    say('대시보드는 localhost에서만 열립니다', 'The dashboard opens on localhost only'),
    unchanged(
      '결제창과 같은 이름(127.0.0.1)의 페이지에서는 대시보드를 쓸 수 없습니다.',
      'Pages under the name of the payment windows (127.0.0.1) cannot use it.',
    ),
  ],
  foreign_page: [
    FOREIGN,
    unchanged(
      '대시보드는 대시보드 페이지에서만 읽을 수 있습니다.',
      'Only the dashboard’s own pages read it.',
    ),
  ],
  from_itself: [say('샌드박스가 자신에게 보낸 요청입니다', 'The sandbox has sent this to itself'), UNCHANGED],
  form_token_wrong: [
    say('폼이 만료되었습니다', 'This form is out of date'),
    unchanged(
      '샌드박스가 다시 시작되었거나 대시보드의 폼이 아닙니다. 페이지를 새로 열고 다시 시도하세요.',
      'The sandbox was started again, or it is no form of the dashboard. Open the page anew and try again.',
    ),
  ],
  not_found: [
    say('페이지를 찾을 수 없습니다', 'There is no such page'),
    say('주소를 확인하세요.', 'Look at the address.'),
  ],
  delivery_not_found: [
    say('웹훅을 찾을 수 없습니다', 'There is no such webhook'),
    say('초기화되었거나 없는 번호입니다.', 'It went with a reset, or never was.'),
  ],
}
