/**
 * The life of a REST token. It is lived in real time: a shop's client reads `expired_at` by its own clock, and does not
 * know that the world behind it was reset, restored or moved (docs/decisions/0110-tokens-live-in-real-time.md).
 */
import type { Clock } from '../core/clock.ts'
import type { Dice } from '../core/ids.ts'
import { DEFAULT_MERCHANT } from './default-merchant.ts'
import type { Merchant } from './merchant.ts'
import type { MerchantStore } from './store.ts'
import type { Token, TokenStore } from './token-store.ts'

/** Seconds that a token lives (API document, authentication). */
const LIFETIME = 1800
/** With fewer seconds left than this, a token that is asked for again lives a little longer. */
const NEARLY_OVER = 60
const EXTENSION = 300

export interface TokenParts {
  readonly tokens: TokenStore
  readonly merchants: Pick<MerchantStore, 'byId' | 'byKey'>
  readonly clock: Pick<Clock, 'wall_ms'>
  readonly dice: Dice
}

export function createTokens({ tokens, merchants, clock, dice }: TokenParts) {
  const now = (): number => Math.floor(clock.wall_ms() / 1000)

  return {
    /** One live token per key: the same one again until it expires, a little longer when it is nearly over. */
    issue(imp_key: string, { user_code }: Merchant): Token & { readonly now: number } {
      const latest = tokens.ofKey(imp_key)
      const n = (latest?.n ?? 0) + 1
      const live = latest?.user_code === user_code ? renew(latest, now()) : null
      const token = live ?? {
        imp_key,
        user_code,
        n,
        access_token: dice.hex(40, 'access_token', imp_key, n),
        expired_at: now() + LIFETIME,
      }
      if (token !== latest) tokens.save(token)
      return { ...token, now: now() }
    },

    /**
     * The shop behind a token: the one that its key leads to, as long as that is the one it was given to. Null for a token
     * that is unknown or expired.
     */
    merchantOf(access_token: string): Merchant | null {
      const token = tokens.byToken(access_token)
      if (!token || token.expired_at <= now()) return null
      const shop = merchants.byKey(token.imp_key) ?? merchants.byId(DEFAULT_MERCHANT.id)
      return shop?.user_code === token.user_code ? shop : null
    },

    /** Ends the life of the tokens that are meant. Answers how many were alive. */
    expire(isMeant: (token: Token) => boolean): number {
      const live = tokens.all().filter((token) => token.expired_at > now() && isMeant(token))
      for (const token of live) tokens.save({ ...token, expired_at: now() })
      return live.length
    },
  }
}

/** A token that lives on, nearly over or not; null for one whose time is over. */
function renew(token: Token, now: number): Token | null {
  if (token.expired_at <= now) return null
  return token.expired_at - now < NEARLY_OVER ? { ...token, expired_at: token.expired_at + EXTENSION } : token
}
