/** In which language somebody reads the sandbox's own pages: as chosen on one of them, else as the browser asks. */
import type { Request } from 'express'
import { type Lang, langOfHeader } from './bilingual.ts'

/** On every path and port of the host: a language is no secret, and the docs follow the dashboard. */
export const LANG_COOKIE = 'iamport_sandbox_lang'

export function langOf(req: Request): Lang {
  const chosen = readCookie(req, LANG_COOKIE)
  if (chosen === 'ko' || chosen === 'en') return chosen
  return langOfHeader(req.get('accept-language')) ?? 'ko'
}

export function readCookie(req: Request, name: string): string {
  const cookies = (req.get('cookie') ?? '').split('; ')
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
}
