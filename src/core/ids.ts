/**
 * Ids and digits: the only file that may roll dice.
 *
 * Draws are addressed, not taken in turn: `digits(8, 'apply_num', imp_uid)` is the same for the same seed, whatever
 * was drawn before it and however often the sandbox was restarted.
 */
import { randomBytes } from 'node:crypto'
import { hmacOf } from './hmac.ts'

export interface Dice {
  readonly seed: string
  /** `length` decimal digits; the first may be 0. */
  digits(length: number, ...address: Address): string
  /** `length` lower-case hexadecimal digits. */
  hex(length: number, ...address: Address): string
  /** `length` characters of Crockford's base 32, as in iamport's `cancellation_id`. */
  base32(length: number, ...address: Address): string
  /** A UUID of version 4. */
  uuid(...address: Address): string
}

/** The dice of a sandbox, which may start over with another seed. */
export interface SandboxDice extends Dice {
  /** From now on, draw as dice of another seed do. */
  reseed(seed: string): void
}

type Address = readonly (string | number)[]

const BASE32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Dice for one seed: the same seed gives the same draws. */
export function createDice(initial: string): SandboxDice {
  let seed = initial
  let hmac = hmacOf(seed)
  const draw = (length: number, alphabet: string, address: Address): string => {
    const fair = 256 - (256 % alphabet.length)
    let text = ''
    for (let block = 0; text.length < length; block++) {
      const bytes = hmac(JSON.stringify([block, ...address]))
      for (let n = 0; n < bytes.length && text.length < length; n++) {
        const byte = bytes.charCodeAt(n)
        if (byte < fair) text += alphabet[byte % alphabet.length]
      }
    }
    return text
  }
  const hex = (length: number, ...address: Address) => draw(length, '0123456789abcdef', address)
  return {
    get seed() {
      return seed
    },
    reseed: (next) => {
      seed = next
      hmac = hmacOf(seed)
    },
    digits: (length, ...address) => draw(length, '0123456789', address),
    hex,
    base32: (length, ...address) => draw(length, BASE32, address),
    uuid: (...address) => {
      const h = hex(32, ...address)
      return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20, 32)}`
    },
  }
}

/** A fresh seed, for a sandbox that was given none. No secret, so that a start need not load ciphers for it. */
export function drawSeed(): string {
  return String(1 + Math.floor(Math.random() * (2 ** 31 - 1)))
}

/** A secret that nobody can guess, for the control API and the dashboard. Never part of seeded data. */
export function drawSecret(): string {
  return randomBytes(24).toString('base64url')
}
