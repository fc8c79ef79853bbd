/** Whether the sandbox is there, which one it is, and how to reach it. */
import { z } from 'zod'
import { type Operation, operation } from '../core/operation.ts'
import { packageVersion } from '../core/package.ts'
import { showClock } from './clock.ts'
import type { ControlParts } from './parts.ts'
import { row } from './row.ts'

export function healthOperations(parts: ControlParts): Operation[] {
  const { clock, merchants, url } = parts
  return [
    operation({
      ...row('GET', '/health', 'Whether the sandbox is ready, and which one it is.'),
      returns: z.unknown(),
      handle: () => ({
        status: 'ok',
        version: packageVersion(),
        url: url(),
        // Tokens and ids of windows are drawn from the seed, and whoever asks here needs no token.
        ...(parts.token === null ? { seed: parts.dice.seed } : {}),
        clock: showClock(clock),
        ...(parts.retention.is_on ? { retention: parts.retention.state() } : {}),
      }),
    }),
    operation({
      ...row(
        'GET',
        '/connection',
        'Where the sandbox is and with which keys: what `run` gives to its command.',
      ),
      returns: z.unknown(),
      handle: () => {
        const { user_code, imp_key, imp_secret } = merchants.byDefault()
        const capture = parts.capture.current
        return {
          url: url(),
          imp_key,
          imp_secret,
          user_code,
          token: parts.token,
          seed: parts.dice.seed,
          // Whether webhooks leave by themselves; otherwise in settle and advance.
          live: parts.ticker.isLive(),
          capture,
        }
      },
    }),
  ]
}
