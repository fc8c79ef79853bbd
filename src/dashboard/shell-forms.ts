/** The forms that stand on every page: the clock and the language. */
import { turnClock } from '../acts/turn-clock.ts'
import { say } from '../core/bilingual.ts'
import { parseDuration } from '../core/duration.ts'
import { FormProblem } from './forms.ts'
import type { Form } from './page.ts'

export const SHELL_FORMS: readonly Form[] = [
  {
    name: 'clock',
    path: '/clock',
    says: { moved: say('시각을 옮겼습니다.', 'The clock was moved.') },
    act: (parts, { fields: { turn = '' } }) => {
      if (turn === 'next' || turn === 'stop' || turn === 'go') return turnClock(parts, turn)
      const by_s = parseDuration(turn)
      if (by_s !== null && by_s > 0) return turnClock(parts, { by_s })
      const allowed = 'next, stop, go, 1h, 1d'
      throw new FormProblem(
        422,
        say(
          `시각을 옮길 수 없습니다: ${turn} (${allowed})`,
          `No way to move the clock: ${turn} (${allowed})`,
        ),
        'turn',
      )
    },
  },
]
