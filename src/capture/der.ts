/** DER, as much of it as a certificate needs (X.690): a tag, a length, and what is inside. */

export type Der = Buffer

export function sequence(...parts: readonly Der[]): Der {
  return tagged(0x30, Buffer.concat(parts))
}

export function set(...parts: readonly Der[]): Der {
  return tagged(0x31, Buffer.concat(parts))
}

/** `[n]`, around others or, for a primitive, in place of their own tag. */
export function context(n: number, content: Der, primitive = false): Der {
  return tagged((primitive ? 0x80 : 0xa0) | n, content)
}

export function integer(bytes: Buffer | number): Der {
  const raw = typeof bytes === 'number' ? Buffer.from([bytes]) : bytes
  return tagged(0x02, (raw[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), raw]) : raw)
}

export const TRUE: Der = Buffer.from([0x01, 0x01, 0xff])

export function bits(content: Buffer, unused = 0): Der {
  return tagged(0x03, Buffer.concat([Buffer.from([unused]), content]))
}

export function octets(content: Buffer): Der {
  return tagged(0x04, content)
}

export function utf8(text: string): Der {
  return tagged(0x0c, Buffer.from(text, 'utf8'))
}

/** `1.2.840.10045.4.3.2` */
export function oid(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

function base128(n: number): number[] {
  const low = [n & 0x7f]
  for (let left = n >>> 7; left > 0; left >>>= 7) low.unshift((left & 0x7f) | 0x80)
  return low
}

/** UTCTime up to 2049, GeneralizedTime after (RFC 5280, 4.1.2.5). */
export function time(at_ms: number): Der {
  const digits = new Date(at_ms).toISOString().slice(0, 19).replace(/[-:T]/g, '')
  const text = `${digits}Z`
  return Number(text.slice(0, 4)) < 2050
    ? tagged(0x17, Buffer.from(text.slice(2)))
    : tagged(0x18, Buffer.from(text))
}

function tagged(tag: number, content: Buffer): Der {
  const { length } = content
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content])
  const size: number[] = []
  for (let left = length; left > 0; left >>>= 8) size.unshift(left & 0xff)
  return Buffer.concat([Buffer.from([tag, 0x80 | size.length, ...size]), content])
}

export function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}
