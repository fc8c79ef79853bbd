/** Which names are captured, and what is answered by each of them. */
import { remembering } from '../core/remembering.ts'

/** Exactly these: `www.iamport.kr` and the vendor's other pages stay what they are. */
export const API_HOSTS = ['api.iamport.kr', 'static-api.iamport.kr'] as const
export const SERVICE_HOSTS = ['service.iamport.kr', 'cdn.iamport.kr'] as const
export const JQUERY_HOST = 'code.jquery.com'

/** The names that a shop's server or page has in its source, jQuery's with them: the vendor's guide loads it from there. */
export const CAPTURED_HOSTS: readonly string[] = [...API_HOSTS, ...SERVICE_HOSTS, JQUERY_HOST]

/** Asked by archived v1 scripts for PGs of the newer kind; only a browser with our rules comes here by it. */
export const CHECKOUT_SERVICE = 'checkout-service.prod.iamport.co'

export type Surface = 'rest' | 'sdk' | 'jquery' | 'checkout-service' | 'other' | 'own'

/** What is answered by this `Host`: by iamport's names nothing but what iamport has there, by any other name all there is. */
export const surfaceOf = (host = ''): Surface => surfaceOfHost(host)

/** There are few, and each request is asked several times. */
const surfaceOfHost = remembering((host): Surface => {
  const name = nameOf(host)
  if ((API_HOSTS as readonly string[]).includes(name)) return 'rest'
  if ((SERVICE_HOSTS as readonly string[]).includes(name)) return 'sdk'
  if (name === JQUERY_HOST) return 'jquery'
  if (name === CHECKOUT_SERVICE) return 'checkout-service'
  return /(^|\.)iamport\.(kr|co)$/.test(name) ? 'other' : 'own'
})

/** The name without its port and without a final dot, in small letters. */
export function nameOf(host: string | undefined): string {
  const name = (host ?? '').split(':', 1).join('').toLowerCase()
  return name.endsWith('.') ? name.slice(0, -1) : name
}

export function isCaptured(host: string): boolean {
  return CAPTURED_HOSTS.includes(nameOf(host))
}
