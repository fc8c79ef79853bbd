/** Hosts: how they stand in a URL and in a `Host` header, and which of them only this machine reaches. */
import { isIP } from 'node:net'
import type { RequestHandler } from 'express'
import { remembering } from './remembering.ts'

/** A host as it stands in a URL. Nobody can call "every address" (0.0.0.0, ::), so that one is told as loopback. */
export function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

/** A name or an address as `Host` headers have it, without a port; null for what is none. `fd00::1` stands in brackets there. */
export function hostName(text: string): string | null {
  if (isIP(text) === 6) return `[${text.toLowerCase()}]`
  if (text.startsWith('['))
    return isIP(text.slice(1, -1)) === 6 && text.endsWith(']') ? text.toLowerCase() : null
  return text.length <= 253 && /^[a-z0-9_]([\w-]*[a-z0-9_])?(\.[a-z0-9_]([\w-]*[a-z0-9_])?)*\.?$/i.test(text)
    ? text.toLowerCase()
    : null
}

/** Whether a `Host` header is one: a name or an address, and perhaps a port. */
export function isHostHeader(text: string): boolean {
  const [, name = '', port = '0'] = /^(\[[^\]]*\]|[^:]*)(?::(\d{0,5}))?$/.exec(text) ?? []
  return hostName(name) !== null && (!name.includes(':') || name.startsWith('[')) && Number(port) <= 65_535
}

/** There are few, and each request has one. */
const isKnownHost = remembering(isHostHeader)

/** No address is made of a `Host` that is none. Who sends none at all is no browser, and speaks HTTP/1.0. */
export const refuseMalformedHost: RequestHandler = (req, res, next) => {
  const { host } = req.headers
  if (host === undefined && req.httpVersion === '1.0') return next()
  if (isKnownHost(host ?? '')) return next()
  const message = 'The Host header is malformed: it must be a name or an address, and perhaps a port.'
  const body = req.path.startsWith('/_sandbox')
    ? { error: { name: 'host_malformed', message, hint: null } }
    : { code: -1, message, response: null }
  res.status(400).set('x-content-type-options', 'nosniff').json(body)
}
