/** Hosts: how they stand in a URL and in a `Host` header, and which of them only this machine reaches. */
import { isIP } from 'node:net'

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
