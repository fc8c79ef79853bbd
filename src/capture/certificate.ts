/** X.509 certificates of two kinds (RFC 5280): our CA, which can sign few names, and a leaf for the captured ones. */
import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  X509Certificate,
} from 'node:crypto'
import { drawSecret } from '../core/ids.ts'
import { bits, context, type Der, integer, octets, oid, pem, sequence, set, TRUE, time, utf8 } from './der.ts'

export interface Issued {
  readonly cert: string
  readonly key: string
}

const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'))
const DAY_MS = 86_400_000

/** Names that the CA may sign, with all below them. Whoever trusts it trusts it for nothing else. */
export const CONSTRAINED_TO = ['iamport.kr', 'code.jquery.com'] as const

const CA_YEARS = 10
/** Short, because no one can revoke them; a listener that runs longer makes a new one. */
export const LEAF_DAYS = 7

/** A CA of its own for each machine. The name carries the host's, so that it is known in a list of certificates. */
export function createCa(machine: string, now_ms: number): Issued {
  const { privateKey, publicKey } = ecPair()
  const name = nameOf(`iamport-sandbox CA (${machine})`)
  const own_id = keyId(publicKey)
  const extensions = [
    extension('2.5.29.19', sequence(TRUE, integer(0)), true), // basicConstraints: CA, no CA below it
    extension('2.5.29.15', bits(Buffer.from([0x06]), 1), true), // keyUsage: keyCertSign, cRLSign
    extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'))), // extendedKeyUsage: serverAuth
    extension('2.5.29.30', nameConstraints(), true),
    extension('2.5.29.14', octets(own_id)),
  ]
  const life = { from: now_ms - DAY_MS, to: now_ms + CA_YEARS * 365 * DAY_MS }
  const cert = certificate({ subject: name, issuer: name, publicKey, life, extensions }, privateKey)
  return { cert, key: exportKey(privateKey) }
}

/** A certificate of the CA for these host names. */
export function createLeaf(ca: Issued, hosts: readonly string[], now_ms: number): Issued {
  const { privateKey, publicKey } = ecPair()
  const issuer = new X509Certificate(ca.cert)
  const names = hosts.map((host) => context(2, Buffer.from(host), true))
  const extensions = [
    extension('2.5.29.19', sequence(), true),
    extension('2.5.29.15', bits(Buffer.from([0x80]), 7), true), // digitalSignature
    extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.17', sequence(...names)),
    extension('2.5.29.14', octets(keyId(publicKey))),
    extension('2.5.29.35', sequence(context(0, keyId(issuer.publicKey), true))),
  ]
  const life = { from: now_ms - DAY_MS, to: now_ms + LEAF_DAYS * DAY_MS }
  const subject = nameOf('iamport-sandbox')
  const fields = { subject, issuer: subjectOf(issuer), publicKey, life, extensions }
  return { cert: certificate(fields, ca.key), key: exportKey(privateKey) }
}

/** What Chromium's `--ignore-certificate-errors-spki-list` asks for: base64 of the SHA-256 of the public key. */
export function spkiPin(cert: string): string {
  const { publicKey } = new X509Certificate(cert)
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64')
}

function ecPair() {
  return generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
}

function exportKey(key: KeyObject): string {
  return String(key.export({ type: 'pkcs8', format: 'pem' }))
}

function keyId(key: KeyObject): Buffer {
  return createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest()
}

function nameOf(common_name: string): Der {
  return sequence(set(sequence(oid('2.5.4.3'), utf8(common_name))))
}

/** The subject as our own CAs have it: one common name. */
function subjectOf({ subject }: X509Certificate): Der {
  return nameOf(subject.replace(/^CN=/, ''))
}

/** Only these DNS names, and no IP address at all. */
function nameConstraints(): Der {
  const permitted = CONSTRAINED_TO.map((name) => sequence(context(2, Buffer.from(name), true)))
  const excluded = [8, 32].map((size) => sequence(context(7, Buffer.alloc(size), true)))
  return sequence(context(0, Buffer.concat(permitted)), context(1, Buffer.concat(excluded)))
}

function extension(id: string, value: Der, critical = false): Der {
  return sequence(oid(id), ...(critical ? [TRUE] : []), octets(value))
}

interface Fields {
  readonly subject: Der
  readonly issuer: Der
  readonly publicKey: KeyObject
  readonly life: { readonly from: number; readonly to: number }
  readonly extensions: readonly Der[]
}

function certificate(
  { subject, issuer, publicKey, life, extensions }: Fields,
  key: KeyObject | string,
): string {
  const serial = createHash('sha256').update(drawSecret()).digest().subarray(0, 16)
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  const spki = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })).export({
    type: 'spki',
    format: 'der',
  })
  const body = sequence(
    context(0, integer(2)),
    integer(serial),
    ECDSA_SHA256,
    issuer,
    sequence(time(life.from), time(life.to)),
    subject,
    spki,
    context(3, sequence(...extensions)),
  )
  return pem('CERTIFICATE', sequence(body, ECDSA_SHA256, bits(sign('sha256', body, key))))
}
