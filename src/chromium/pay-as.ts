/** A buyer's hand in a real browser: finds the payment window wherever it opened, and ends it by its accessible names. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Frame, Locator, Page } from 'playwright-core'
import { told } from '../library/speaking.ts'

/** What the buyer does. `steps`: goes through the window's own steps, as typed in by their samples. */
export type BuyerOutcome =
  | 'approve'
  | 'steps'
  | 'cancel'
  | 'close'
  /** Approved, and the browser dies before it comes home. */
  | 'vanish'
  | 'abandon'
  /** By a code of the list that the window shows. */
  | { decline: string }
  /** Another amount than the order's. */
  | { approve: { amount: number } }

const TIMEOUT_MS = 15_000
const LOOK_AGAIN_MS = 50

/**
 * Waits for the payment window that the page opened (a layer, a popup, or the page itself after it was sent away), and
 * does there what the buyer does.
 */
export async function payAs(
  page: Page,
  outcome: BuyerOutcome = 'approve',
  { timeout_ms = TIMEOUT_MS } = {},
): Promise<void> {
  const { frame, panel } = await findWindow(page, timeout_ms)
  const press = (name: string) => panel.getByRole('button', { name, exact: true }).click()
  if (outcome === 'approve') return press('승인')
  if (outcome === 'cancel') return press('취소')
  if (outcome === 'close') return press('닫기')
  if (outcome === 'steps') return walkSteps(frame, timeout_ms)
  if (typeof outcome === 'object' && 'decline' in outcome) {
    await panel.getByLabel('거절 사유').selectOption(outcome.decline)
    return press('거절')
  }
  await panel.getByText('더보기').click()
  if (outcome === 'vanish') return press('승인 후 이탈')
  if (outcome === 'abandon') return press('결제 전 이탈')
  await panel.getByLabel('변조 금액').fill(String(outcome.approve.amount))
  await press('금액 변조 승인')
}

interface Window {
  readonly frame: Frame
  readonly panel: Locator
}

/** Every window, of every PG, has a region of this name. */
async function findWindow(page: Page, timeout_ms: number): Promise<Window> {
  for (let left_ms = timeout_ms; left_ms > 0; left_ms -= LOOK_AGAIN_MS) {
    for (const open of page.context().pages()) {
      for (const frame of open.frames()) {
        const panel = frame.getByRole('region', { name: 'iamport-sandbox' })
        // A frame that goes away while it is looked at is none.
        if (await panel.isVisible().catch(() => false)) return { frame, panel }
      }
    }
    await wait(LOOK_AGAIN_MS)
  }
  throw told(
    `${timeout_ms}ms 안에 결제창이 열리지 않았습니다: 페이지가 샌드박스의 스크립트로 IMP.request_pay를 불렀나요?`,
    `No payment window opened within ${timeout_ms} ms: did the page call IMP.request_pay, with a script of the sandbox?`,
  )
}

/** Fills in each step from the samples that its fields show, until the window is gone. */
async function walkSteps(frame: Frame, timeout_ms: number): Promise<void> {
  const step = frame.locator('form.step')
  for (let last: string | null = ''; await isThere(step, timeout_ms); ) {
    const title = await step.getByRole('heading').textContent()
    if (title === last)
      throw told(
        `결제창이 '${title}' 단계에서 넘어가지 않습니다.`,
        `The payment window does not go on from its step ${title}.`,
      )
    last = title
    for (const field of await step.locator('input[placeholder]').all()) {
      if ((await field.inputValue()) === '') await field.fill((await field.getAttribute('placeholder')) ?? '')
    }
    for (const box of await step.getByRole('checkbox').all()) await box.check()
    const address = frame.url()
    await step.locator('button.next').click()
    await frame.waitForURL((url) => url.href !== address, { timeout: 2000 }).catch(() => {})
  }
}

async function isThere(step: Locator, timeout_ms: number): Promise<boolean> {
  return step.isVisible({ timeout: timeout_ms }).catch(() => false)
}
