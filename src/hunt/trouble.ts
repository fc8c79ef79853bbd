/** What gets in the way of a hunt besides a shop that is wrong: one that is dead, slow, unreadable, or a `--check` that is broken. */
import { asBilingual, type Bilingual, inEach, say } from '../core/bilingual.ts'
import { type Shop, ShopTrouble } from '../replay/shop.ts'
import { CheckFailed } from './check.ts'
import type { Trial } from './trial.ts'

export type Trouble = ShopTrouble | CheckFailed

export const isTrouble = (error: unknown): error is Trouble =>
  error instanceof ShopTrouble || error instanceof CheckFailed

/** Null where trouble came in between; `told` of it. */
export async function unlessTrouble<T>(
  work: () => Promise<T>,
  told: (trouble: Trouble) => void = () => {},
): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (!isTrouble(error)) throw error
    told(error)
    return null
  }
}

/** Gathers it while programs are played, each thing once. */
export function createTroubles(shop: Shop) {
  const lines = new Map<string, Bilingual>()
  let broken: CheckFailed | null = null
  const add = (line: Bilingual) => void lines.set(line.ko, line)

  return {
    lines: () => [...lines.values()],
    add,

    broke(trouble: Trouble): void {
      add(asBilingual(trouble.said))
      if (trouble instanceof CheckFailed) broken = trouble
    },

    /** What the shop did in a program besides being wrong. */
    look({ seen }: Trial): void {
      for (const { name, detail } of seen.findings) {
        if (name === 'shop_unreachable' || name === 'shop_nonsense')
          add(inEach(detail, (text) => `${name} ${text}`))
      }
    },

    /** Why it makes no sense to go on; null where it does. */
    async whyStop(): Promise<Bilingual | null> {
      if (broken)
        return say('--check가 답하지 않아 멈췄습니다.', '--check does not answer; the hunt has stopped.')
      if (lines.size === 0) return null
      const is_dead = (await unlessTrouble(() => shop.ask('GET', '/'))) === null
      return is_dead
        ? say(
            '상점이 더는 응답하지 않아 멈췄습니다.',
            'The shop answers nothing any more; the hunt has stopped.',
          )
        : null
    },
  }
}
