/**
 * Where a request came in, as the browser that sent it would write it: the one answer for scripts, slips and redirects.
 *
 * What the socket says is the truth of the last metre only. A TLS front in between tells the rest in `Forwarded` or
 * `X-Forwarded-*`, which count from loopback and from the proxies that the settings name. A name of iamport's is always
 * `https://service.iamport.kr`: pages of shops are on https, and a frame of an http address would not load in them.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { BlockList, isIP } from 'node:net'
import type { Request } from 'express'
import { isHostHeader } from './hosts.ts'

/** The Express setting that holds the addresses of proxies besides loopback. */
export const PROXIES = 'iamport-sandbox proxies'

export const SERVICE_ORIGIN = 'https://service.iamport.kr'

/** `https://shop.example:8443`, without a path. */
export function originOf(req: Request): string {
  const own = { proto: req.protocol, host: req.get('host') ?? '' }
  const { proto, host } = { ...own, ...forwarded(req) }
  return isIamport(host) ? serviceOrigin(req, host) : `${proto}://${host}`
}

/** Whether a host, with or without a port, is one of iamport's names. */
export function isIamport(host: string): boolean {
  return /^([a-z0-9-]+\.)*iamport\.kr\.?(:\d+)?$/i.test(host)
}

/** Scripts, REST and frames have hosts of their own; windows and slips are at the service. A plain port is not that of https. */
function serviceOrigin(req: Request, host: string): string {
  const port = /:(\d+)$/.exec(host)?.[1]
  const is_tls = req.protocol === 'https'
  return is_tls && port !== undefined && port !== '443' ? `${SERVICE_ORIGIN}:${port}` : SERVICE_ORIGIN
}

/** What a proxy that may be believed says of the browser's side; the first of several is the outermost. */
function forwarded(req: Request): { proto?: string; host?: string } {
  if (!isProxy(req.socket.remoteAddress, req.app.get(PROXIES) ?? [])) return {}
  const standard = readForwarded(req.get('forwarded'))
  const proto = standard.proto ?? first(req.get('x-forwarded-proto'))
  const host = standard.host ?? first(req.get('x-forwarded-host'))
  return {
    ...(proto && /^https?$/i.test(proto) ? { proto: proto.toLowerCase() } : {}),
    ...(host && isHostHeader(host) ? { host } : {}),
  }
}

/** `Forwarded: for=192.0.2.1;proto=https;host="shop.example:8443", for=…` (RFC 7239). */
function readForwarded(header: string | undefined): { proto?: string; host?: string } {
  const pairs = (header ?? '')
    .split(',')[0]!
    .split(';')
    .map((pair) => /^(proto|host)\s*=\s*"?([^"\s]*)"?$/i.exec(pair.trim()))
    .flatMap((match) => (match ? [[match[1]!.toLowerCase(), match[2]!] as const] : []))
  return Object.fromEntries(pairs)
}

function first(header: string | undefined): string | undefined {
  return header?.split(',', 1).join('').trim()
}

/** Loopback, or one of the given addresses and networks (`10.0.0.0/8`). */
function isProxy(address: string | undefined, proxies: readonly string[]): boolean {
  if (address === undefined) return false
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  return listOf(proxies).check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4')
}

const lists = new WeakMap<readonly string[], BlockList>()

function listOf(proxies: readonly string[]): BlockList {
  const known = lists.get(proxies)
  if (known) return known
  const list = new BlockList()
  for (const network of ['127.0.0.0/8', '::1', ...proxies]) add(list, network)
  lists.set(proxies, list)
  return list
}

function add(list: BlockList, network: string): void {
  const [address = '', bits] = network.split('/')
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  if (bits === undefined) list.addAddress(address, family)
  else list.addSubnet(address, Number(bits), family)
}

/** Whether a text is an address or a network that a proxy may have. */
export function isNetwork(text: string): boolean {
  const match = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text)
  const family = isIP(match?.[1] ?? '')
  return family !== 0 && Number(match![2] ?? 0) <= (family === 6 ? 128 : 32)
}

const asked = new AsyncLocalStorage<string>()

/**
 * Lets all that a request causes know from where it was asked, where that is not the sandbox's own address: a proxy, or a
 * captured name. Whatever prints an address in an answer then prints one that the asker reaches.
 */
export function withOutsideOrigin(req: Request, next: () => void): void {
  const { proto, host } = isTold(req) ? forwarded(req) : {}
  const is_forwarded = host !== undefined || (proto !== undefined && proto !== req.protocol)
  if (is_forwarded || isIamport(req.headers.host ?? '')) asked.run(originOf(req), next)
  else next()
}

/** Most requests come without a proxy: they are not looked at twice. */
function isTold({ headers }: Request): boolean {
  return 'forwarded' in headers || 'x-forwarded-proto' in headers || 'x-forwarded-host' in headers
}

/** The origin that the running request was sent to through a proxy or by a captured name; undefined everywhere else. */
export function outsideOrigin(): string | undefined {
  return asked.getStore()
}
