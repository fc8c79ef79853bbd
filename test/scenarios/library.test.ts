/** The library, replayed against an honest shop and a careless one: a verdict that cannot fail is worth nothing. */
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { FINDING_NAMES } from '../../src/replay/findings.ts'
import { verdictLines } from '../../src/replay/report.ts'
import { LIBRARY, useShop } from './shops.ts'

test('the library has at least 40 scenarios, named as their files, each told in Korean and English', () => {
  expect(LIBRARY.length).toBeGreaterThanOrEqual(40)
  for (const { file, scenario } of LIBRARY) {
    expect(file.endsWith(`/${scenario.name}.yml`)).toBe(true)
    expect(scenario.why.ko).toMatch(/[가-힣]/)
    expect(scenario.why.en).toMatch(/^[A-Z]/)
  }
})

describe('the demo shop', () => {
  const shop = useShop('demo')
  // It logs what failed on purpose, stack and all.
  beforeEach(() => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {})
    return () => quiet.mockRestore()
  })

  test.each(LIBRARY)('holds in $scenario.name', async (script) => {
    const { findings, notes } = await shop.replay(script)
    expect({ findings, notes }).toEqual({ findings: [], notes: [] })
  })
})

/** What the careless shop does wrong in each scenario; nothing where it happens to do right. */
const FINDINGS_OF_THE_CARELESS: Readonly<Record<string, string>> = {
  'admin-cancel': 'fulfilled_not_paid fulfilled_twice refund_differs trusts_the_browser trusts_the_webhook',
  'admin-partial-cancel': 'fulfilled_twice refund_differs trusts_the_browser trusts_the_webhook wrong_amount',
  'amount-changed-at-pg':
    'fulfilled_twice keeps_wrong_amount trusts_the_browser trusts_the_webhook wrong_amount',
  'amount-forged-but-prepared': '',
  'amount-forged-without-browser': 'keeps_wrong_amount trusts_the_webhook wrong_amount',
  'amount-forged': 'fulfilled_twice keeps_wrong_amount trusts_the_browser trusts_the_webhook wrong_amount',
  'back-button': 'fulfilled_twice paid_not_fulfilled trusts_the_browser trusts_the_webhook',
  'browser-closed-after-approval': 'trusts_the_webhook',
  'buyer-gives-up': '',
  'callback-never': 'trusts_the_webhook',
  'cancel-answer-lost':
    'cancels_too_much fulfilled_twice refund_differs trusts_the_browser trusts_the_webhook wrong_amount',
  'cancel-refused-by-server-error':
    'fulfilled_twice refund_differs trusts_the_browser trusts_the_webhook wrong_amount',
  'card-declined-then-paid': 'fulfilled_twice trusts_the_browser trusts_the_webhook',
  'clock-jumps-past-deadline': 'fulfilled_not_paid fulfilled_twice trusts_the_browser',
  'declined-at-approval': '',
  'double-refund': 'fulfilled_not_paid fulfilled_twice refund_differs trusts_the_browser trusts_the_webhook',
  'duplicate-webhook': 'fulfilled_twice trusts_the_browser trusts_the_webhook',
  'foreign-imp-uid': 'fulfilled_not_paid fulfilled_twice trusts_the_browser trusts_the_webhook',
  'late-approval': 'trusts_the_webhook',
  'made-up-imp-uid': 'fulfilled_not_paid trusts_the_browser',
  'merchant-uid-reused': 'fulfilled_not_paid fulfilled_twice trusts_the_browser trusts_the_webhook',
  'midnight-auto-cancel':
    'fulfilled_not_paid fulfilled_twice refund_differs trusts_the_browser trusts_the_webhook',
  'mismatch-cancel-answer-lost':
    'fulfilled_twice keeps_wrong_amount trusts_the_browser trusts_the_webhook wrong_amount',
  'mobile-redirect-failed': '',
  'mobile-redirect-never': 'trusts_the_webhook',
  'mobile-redirect': 'fulfilled_twice trusts_the_browser trusts_the_webhook',
  'month-end-phone-refund':
    'fulfilled_twice refund_differs trusts_the_browser trusts_the_webhook wrong_amount',
  'partial-refunds-to-zero': 'fulfilled_not_paid fulfilled_twice trusts_the_browser trusts_the_webhook',
  'plain-card-sale': 'fulfilled_twice trusts_the_browser trusts_the_webhook',
  'popup-blocked': 'fulfilled_twice trusts_the_browser trusts_the_webhook',
  'refund-more-than-left':
    'fulfilled_twice refund_differs trusts_the_browser trusts_the_webhook wrong_amount',
  'reload-after-success': 'fulfilled_twice trusts_the_browser trusts_the_webhook',
  'request-refused': 'fulfilled_twice trusts_the_browser trusts_the_webhook',
  'rest-down-for-ten-minutes': 'fulfilled_twice trusts_the_browser trusts_the_webhook',
  'rest-empty-on-verify': 'fulfilled_twice trusts_the_browser trusts_the_webhook',
  'rest-malformed-on-verify': 'fulfilled_twice trusts_the_browser trusts_the_webhook',
  'rest-reset-on-verify': 'fulfilled_twice trusts_the_browser trusts_the_webhook',
  'rest-slow-on-verify': 'fulfilled_twice trusts_the_browser trusts_the_webhook',
  'rest-timeout-on-verify': 'fulfilled_twice trusts_the_browser trusts_the_webhook',
  'sandbox-restarted': 'trusts_the_webhook',
  'success-claimed-after-decline': 'fulfilled_not_paid trusts_the_browser',
  'success-claimed-before-payment': 'fulfilled_not_paid trusts_the_browser',
  'token-answer-lost': 'fulfilled_twice trusts_the_browser trusts_the_webhook',
  'token-expired-mid-verify': 'fulfilled_twice trusts_the_browser trusts_the_webhook',
  'token-revoked-mid-verify': 'fulfilled_twice trusts_the_browser trusts_the_webhook',
  'transfer-before-midnight': 'trusts_the_webhook',
  'two-tabs-one-order': 'fulfilled_twice trusts_the_browser trusts_the_webhook',
  'vbank-amount-forged': 'trusts_the_browser trusts_the_webhook',
  'vbank-deposit-after-expiry': 'fulfilled_not_paid fulfilled_twice trusts_the_browser',
  'vbank-deposited-twice': 'fulfilled_twice trusts_the_browser trusts_the_webhook',
  'vbank-issued-not-paid': 'fulfilled_not_paid fulfilled_twice trusts_the_browser',
  'vbank-overpaid': 'fulfilled_twice trusts_the_browser trusts_the_webhook',
  'vbank-paid-next-day': 'fulfilled_twice trusts_the_browser trusts_the_webhook',
  'vbank-short': 'fulfilled_not_paid fulfilled_twice trusts_the_browser',
  'billing-key-deleted-before-due': '',
  'schedule-declined-then-retried': 'trusts_the_webhook',
  'schedule-paid': 'trusts_the_webhook',
  'schedule-webhook-twice': 'fulfilled_twice trusts_the_webhook',
  'confirm-lost': '',
  'webhook-before-callback': 'fulfilled_twice trusts_the_browser trusts_the_webhook',
  'webhook-body-cut': 'trusts_the_browser',
  'webhook-forged-for-unknown-payment': 'fulfilled_not_paid trusts_the_webhook',
  'webhook-forged': 'fulfilled_not_paid trusts_the_webhook',
  'webhook-garbage': 'trusts_the_browser',
  'webhook-late': 'fulfilled_twice trusts_the_browser trusts_the_webhook',
  'webhook-lost-then-resent': 'trusts_the_webhook',
  'webhook-lost': 'trusts_the_browser',
  'webhook-resent-by-hand': 'fulfilled_twice trusts_the_browser trusts_the_webhook',
  'webhook-wrong-status': 'trusts_the_browser',
  'webhooks-out-of-order': 'fulfilled_twice trusts_the_browser trusts_the_webhook',
  'window-abandoned': '',
}

describe('the careless shop', () => {
  const shop = useShop('careless')

  test('is judged in every scenario of the library', () => {
    expect(Object.keys(FINDINGS_OF_THE_CARELESS).sort()).toEqual(
      LIBRARY.map(({ scenario }) => scenario.name).sort(),
    )
  })

  test.each(LIBRARY)('is found out in $scenario.name', async (script) => {
    const verdict = await shop.replay(script)
    const { findings, holds } = verdict
    // The scenarios' own texts speak of nothing that English has no words for.
    expect(verdictLines(verdict, 'en').join('\n')).not.toMatch(/[가-힣]/)
    const names = new Set<string>(findings.map(({ name }) => name).filter((name) => name !== 'expectation'))
    const expected = FINDINGS_OF_THE_CARELESS[script.scenario.name]!
    expect([...names].sort().join(' ')).toBe(expected)
    expect(holds).toBe(findings.length === 0)
  })

  test('commits nearly everything that can be found', () => {
    const committed = new Set(Object.values(FINDINGS_OF_THE_CARELESS).flatMap((names) => names.split(' ')))
    const elsewhere = [
      'slow_on_webhook',
      'refuses_webhook',
      'breaks_on_duplicate',
      'paid_twice',
      'unknown_to_shop',
    ]
    const troubles = ['shop_unreachable', 'shop_nonsense', 'step_failed', 'expectation']
    expect(FINDING_NAMES.filter((name) => !committed.has(name)).sort()).toEqual(
      [...elsewhere, ...troubles].sort(),
    )
  })
})
