/**
 * How far an order of a page is trusted. What a shop's own pages ask for is done; a page of anybody else on the web may order,
 * but may not have the sandbox call addresses of its choosing.
 */
import { isIP } from 'node:net'

export interface TrustOptions {
  readonly allow_host: readonly string[]
  /** `--allow-origin`: pages on the web that are ours, as `https://shop.example`. */
  readonly allow_origin: readonly string[]
}

/** `origin` as a browser has told it; null where no browser has asked. */
export function isTrustedPage(origin: string | null, { allow_host, allow_origin }: TrustOptions): boolean {
  if (origin === null) return true
  if (allow_origin.some((own) => own.replace(/\/$/, '').toLowerCase() === origin.toLowerCase())) return true
  if (!URL.canParse(origin)) return false
  const { hostname, protocol } = new URL(origin)
  if (protocol !== 'http:' && protocol !== 'https:') return false
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase()
  return isIP(host) ? isPrivate(host) : isLocalName(host) || allow_host.includes(host)
}

/** Names that nobody on the web can have: RFC 6761, 6762, 8375, 9476, and those of a container or an office. */
function isLocalName(host: string): boolean {
  if (!host.includes('.')) return true
  return ['localhost', 'test', 'local', 'internal', 'lan', 'home.arpa', 'invalid', 'example'].some((end) =>
    host.endsWith(`.${end}`),
  )
}

function isPrivate(address: string): boolean {
  if (isIP(address) === 6) return address === '::1' || /^f[cd]/.test(address) || address.startsWith('fe80:')
  const [a = 0, b = 0] = address.split('.').map(Number)
  return (
    a === 127 ||
    a === 10 ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 169 && b === 254)
  )
}
