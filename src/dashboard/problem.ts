/** Errors of the dashboard as a page that a person can read: the status, what is wrong and what to do. */
import { Refusal } from '../catalog/refusals.ts'
import { CallerError } from '../core/caller-error.ts'

export interface ProblemPage {
  readonly status: number
  readonly title: string
  readonly text: string
  readonly hint: string | null
}

/** Null for a fault of the sandbox itself. */
export function problemPage(error: unknown): ProblemPage | null {
  if (error instanceof CallerError) {
    const { status, name, message, hint } = error
    const [title, text] = TEXTS[name] ?? ['요청을 처리할 수 없습니다', message]
    return { status, title, text, hint }
  }
  if (error instanceof Refusal) {
    const { status, message, hint } = error
    return { status: status >= 400 ? status : 409, title: message, text: hint ?? '', hint: null }
  }
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
  if (!(error instanceof Error) || status < 400 || status >= 500) return null
  return { status, title: '요청을 읽을 수 없습니다', text: error.message, hint: null }
}

export const FAULT: ProblemPage = {
  status: 500,
  title: '샌드박스에서 오류가 발생했습니다',
  text: '자세한 내용은 샌드박스의 로그를 확인하세요.',
  hint: null,
}

const TEXTS: Readonly<Record<string, readonly [string, string]>> = {
  unknown_host: [
    '허용되지 않은 호스트입니다',
    '이 이름으로는 대시보드를 열 수 없습니다. 이 컴퓨터의 이름이 맞다면 샌드박스를 시작할 때 허용하세요.',
  ],
  foreign_origin: [
    '다른 사이트에서 보낸 요청입니다',
    '대시보드의 폼은 대시보드 페이지에서만 보낼 수 있습니다. 아무것도 변경되지 않았습니다.',
  ],
  dashboard_name_only: [
    '대시보드는 localhost에서만 열립니다',
    '결제창과 같은 이름(127.0.0.1)의 페이지에서는 대시보드를 쓸 수 없습니다. 아무것도 변경되지 않았습니다.',
  ],
  foreign_page: [
    '다른 사이트에서 보낸 요청입니다',
    '대시보드는 대시보드 페이지에서만 읽을 수 있습니다. 아무것도 변경되지 않았습니다.',
  ],
  from_itself: ['샌드박스가 자신에게 보낸 요청입니다', '아무것도 변경되지 않았습니다.'],
  form_token_wrong: [
    '폼이 만료되었습니다',
    '샌드박스가 다시 시작되었거나 대시보드의 폼이 아닙니다. 아무것도 변경되지 않았습니다. 페이지를 새로 열고 다시 시도하세요.',
  ],
  not_found: ['페이지를 찾을 수 없습니다', '주소를 확인하세요.'],
  delivery_not_found: ['웹훅을 찾을 수 없습니다', '초기화되었거나 없는 번호입니다.'],
}
