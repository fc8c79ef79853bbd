/** What stands around every page: where one can go and what went wrong there, the clock, what is armed, the language. */
import { type Bilingual, say } from '../core/bilingual.ts'
import type { NextWork } from '../core/due-work.ts'
import { kstText } from '../core/kst.ts'
import { CLOCK_MODES } from '../telling/words.ts'
import { readLooks } from './looks.ts'
import type { Asked, Page } from './page.ts'
import type { DashboardParts } from './parts.ts'
import { HOME } from './paths.ts'

export function shellOf(parts: DashboardParts, pages: readonly Page[], page: Page | null, asked: Asked) {
  const { clock, demo, merchants, scenarios, ticker, webhooks } = parts
  const now = clock.now()
  const next = ticker.next()
  const armed = scenarios.list().length + webhooks.rules(merchants.byDefault().id).length
  const looks = readLooks(parts, asked.req)
  const current = page && pages.find((other) => other.nav && isBelow(page, other))
  return {
    nav: pages.flatMap((other) => {
      const { path, nav } = other
      return nav
        ? {
            href: HOME + path,
            name: nav.name,
            failures: failuresOf(parts, other, looks[other.view] ?? 0, other === current),
            title: nav.failures?.title ?? '',
            is_current: other === current,
          }
        : []
    }),
    clock: { now, text: kstText(now), mode: clock.mode(), word: CLOCK_MODES[clock.mode()] },
    next: next && {
      name: NEXT[next.kind] ?? say('예정된 일', 'Due work'),
      about: next.about,
      at: kstText(Math.ceil(next.due_at)),
      is_due: next.due_at <= now,
    },
    armed,
    demo_url: demo.current,
    other_lang: asked.lang === 'ko' ? 'en' : 'ko',
  }
}

/** What is new is not counted where it is being looked at. */
function failuresOf(parts: DashboardParts, { nav }: Page, since: number, is_current: boolean): number {
  const failures = nav?.failures
  if (!failures || (failures.are_new && is_current)) return 0
  return failures.count(parts, since)
}

function isBelow(page: Page, { path, below = [] }: Page): boolean {
  return page.path === path || below.includes(page) || (path !== '' && page.path.startsWith(`${path}/`))
}

const NEXT: Readonly<Record<NextWork['kind'], Bilingual>> = {
  webhook: say('웹훅 전송', 'Webhook'),
  vbank: say('입금기한 만료', 'Deposit deadline'),
  window: say('결제창 만료', 'Window expires'),
  auto_cancel: say('테스트 결제 자동 취소', 'Test payment cancelled'),
  test_charge: say('카드 확인 금액 반환', 'Test charge given back'),
  schedule: say('예약 결제', 'Scheduled payment'),
  naver_sync: say('네이버 주문 반영', 'Naver order synced'),
  jump: say('시나리오의 시각 이동', 'Scenario moves the clock'),
}
