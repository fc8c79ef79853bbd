/** 홈: three steps that tick themselves, what went wrong by its cause, and the newest payments. */

import { DEFAULT_PG } from '../../catalog/pgs/index.ts'
import { SDK_DEFAULT } from '../../catalog/sdk-versions.ts'
import { say } from '../../core/bilingual.ts'
import { kstText } from '../../core/kst.ts'
import { withoutSecrets } from '../../merchants/secret-settings.ts'
import type { TraceRecord } from '../../trace/record.ts'
import type { Asked, Page } from '../page.ts'
import type { DashboardParts } from '../parts.ts'
import { HOME } from '../paths.ts'
import { problemsOf } from '../problems.ts'
import { newestPayments } from './payments.ts'

const NEWEST = 10

export const home: Page = {
  path: '',
  view: 'home',
  nav: { name: say('홈', 'Home') },
  model(parts, asked) {
    const { merchants, capture, dice } = parts
    const { user_code, imp_key, imp_secret, settings } = merchants.byDefault()
    const { origin } = asked
    const newest = newestPayments(parts, NEWEST)
    return {
      origin,
      keys: { user_code, imp_key, imp_secret },
      seed: dice.seed,
      script_tag: `<script src="${origin}/js/iamport.payment-${SDK_DEFAULT}.js"></script>`,
      init_line: `IMP.init('${user_code}')`,
      notification_url: withoutSecrets(settings).notification_url,
      content_type: settings.notification_content_type,
      is_captured: capture.current !== null,
      seen: stepsSeen(parts),
      problems: problemsOf(parts, newest),
      newest,
    }
  },
  forms: [
    {
      name: 'first',
      path: '/first-payment',
      says: { first_paid: say('결제 한 건을 만들었습니다.', 'A payment was made.') },
      act: makePayment,
    },
  ],
}

/** A whole shopper, as `POST /_sandbox/payments` has one. */
async function makePayment({ acts, clock, merchants, payments, ticker }: DashboardParts, { t }: Asked) {
  const { id } = merchants.byDefault()
  let merchant_uid = `first_${clock.now()}`
  for (let n = 2; payments.read.isKnown(id, merchant_uid); n++) merchant_uid = `first_${clock.now()}_${n}`
  const { payment } = await acts.pay({
    pg: DEFAULT_PG,
    pay_method: 'card',
    merchant_uid,
    name: t('첫 결제', 'First payment'),
    amount: 14_000,
    buyer_name: '홍길동',
    buyer_tel: '010-1234-5678',
    buyer_email: 'buyer@example.com',
    sdk: SDK_DEFAULT,
    device: 'pc',
  })
  ticker.poke()
  return payment ? { to: `${HOME}/payments/${payment.imp_uid}` } : {}
}

/** When each of the three was last seen, as the sandbox's clock told it; null where it never was. */
function stepsSeen({ trace, webhooks }: DashboardParts) {
  const records = trace.newest()
  const lastOf = (is: (record: TraceRecord) => boolean) => {
    const record = records.findLast(is)
    return record ? kstText(record.clock) : null
  }
  const [delivered] = webhooks.newest('delivered', 1)
  const attempt = delivered?.attempts.findLast(({ error }) => error === null)
  return {
    script: lastOf(({ surface, request }) => surface === 'sdk' && request !== null),
    rest: lastOf(({ surface }) => surface === 'rest'),
    webhook: attempt ? kstText(attempt.at) : null,
  }
}
