/** Who may look at the dashboard and press its buttons: the developer, and no page of another site. */
import { createHash } from 'node:crypto'
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { say } from '../core/bilingual.ts'
import { CallerError } from '../core/caller-error.ts'
import { foreignOrigin, type GuardOptions, hostGuard, isSame } from '../core/guard.ts'
import { drawSecret } from '../core/ids.ts'
import { originOf } from '../core/origin.ts'
import { readCookie } from '../core/page-lang.ts'
import type { Views } from '../core/views.ts'
import { type Fields, FormProblem, readFields } from './forms.ts'

/** `scripts`: the files of views/ that pages carry. */
export function createAccess(
  { allowed_hosts, token }: GuardOptions,
  views: Views,
  scripts: readonly string[],
) {
  /** In every form: a page of another site can post here, but cannot read this. */
  const form_token = drawSecret()
  /** In the cookie, in place of the bearer token itself: shops on other ports of this host get our cookies, too. */
  const session = drawSecret()

  const policy = [
    "default-src 'none'",
    `script-src ${scripts.map((file) => `'${digest(views.source(file))}'`).join(' ')}`,
    `style-src '${digest(views.source('style/dashboard.css'))}'`,
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

  const headers: RequestHandler = (_req, res, next) => {
    res.set({
      'content-security-policy': policy,
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      // Not `no-referrer`: with it a browser posts our own forms with `Origin: null`.
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
    })
    next()
  }

  function isLoggedIn(req: Request): boolean {
    if (token === null) return true
    const bearer = (req.get('authorization') ?? '').replace(/^Bearer\s+/i, '')
    return isSame(token, bearer) || isSame(session, readCookie(req, cookieName(req)))
  }

  return {
    form_token,
    headers,
    knownHost: hostGuard({ allowed_hosts }),

    ownPages(req: Request, _res: Response, next: NextFunction): void {
      next(isReading(req) ? undefined : foreignOrigin(req))
    },

    loggedIn(req: Request, _res: Response, next: NextFunction): void {
      next(
        isLoggedIn(req)
          ? undefined
          : new CallerError(
              401,
              'token_required',
              say('대시보드를 보려면 토큰이 필요합니다.', 'The dashboard needs the token.'),
            ),
      )
    },

    ownForms(req: Request, _res: Response, next: NextFunction): void {
      const is_ours = isReading(req) || isSame(form_token, readFields(req.body).token ?? '')
      next(
        is_ours
          ? undefined
          : new CallerError(
              403,
              'form_token_wrong',
              say(
                '이 양식에 대시보드의 토큰이 없습니다. 페이지를 새로 고친 뒤 다시 보내 주세요.',
                'The form does not carry the dashboard’s token. Reload the page and send it again.',
              ),
            ),
      )
    },

    /** The right token becomes a cookie that no script reads and no other site sends. */
    logIn(req: Request, res: Response, fields: Fields): void {
      if (token === null) return
      if (!isSame(token, fields.secret ?? ''))
        throw new FormProblem(422, say('토큰이 올바르지 않습니다.', 'This is not the token.'), 'secret')
      res.cookie(cookieName(req), session, {
        httpOnly: true,
        sameSite: 'strict',
        secure: originOf(req).startsWith('https:'),
        path: '/dashboard',
      })
    },
  }
}

function isReading({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD'
}

/** Cookies know no ports: each sandbox of this host names its own. */
function cookieName(req: Request): string {
  return `iamport_sandbox_${req.socket.localPort}`
}

/** A policy that names our own script and stylesheet lets no other run, even if a page let some text through. */
function digest(source: string): string {
  return `sha256-${createHash('sha256').update(source).digest('base64')}`
}
