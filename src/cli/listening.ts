/** Why the sandbox cannot listen, and which setting to change. */

import type { Settings } from '../settings.ts'
import { Failure } from './failure.ts'
import { t } from './lang.ts'

export function refuseListening(
  error: unknown,
  { host, port, flag = '--port' }: Pick<Settings, 'host' | 'port'> & { readonly flag?: string },
): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  switch (code) {
    case 'EADDRINUSE':
      return new Failure(
        t(
          `포트 ${port}은(는) 이미 사용 중입니다; ${flag}로 다른 번호를 주거나 ${flag} 0 으로 빈 포트를 쓰세요.`,
          `Port ${port} is taken; give another one with ${flag}, or ${flag} 0 for any free one.`,
        ),
      )
    case 'EACCES':
    case 'EPERM':
      return new Failure(
        t(
          `포트 ${port}을(를) 열 권한이 없습니다; ${flag}로 1024 이상의 번호를 주세요.`,
          `Port ${port} may not be opened by you; give one from 1024 on with ${flag}.`,
        ),
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
    case 'EAFNOSUPPORT':
      return new Failure(
        t(
          `${host} 주소로는 연결을 받을 수 없습니다 (${code}); --host에 이 컴퓨터의 주소를 주거나 --host 127.0.0.1 을 쓰세요.`,
          `${host} cannot be listened on (${code}); give an address of this machine with --host, such as --host 127.0.0.1.`,
        ),
      )
    default:
      return error
  }
}
