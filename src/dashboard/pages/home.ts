/** 홈: how to connect, what went wrong, and the newest payments. */
import { SDK_DEFAULT } from '../../catalog/sdk-versions.ts'
import { say } from '../../core/bilingual.ts'
import type { Page } from '../page.ts'
import { newestPayments } from './payments.ts'

export const home: Page = {
  path: '',
  view: 'home',
  nav: { name: say('홈', 'Home') },
  model(parts, { origin }) {
    const { user_code, imp_key, imp_secret } = parts.merchants.byDefault()
    return {
      connect: {
        origin,
        user_code,
        imp_key,
        imp_secret,
        script_tag: `<script src="${origin}/js/iamport.payment-${SDK_DEFAULT}.js"></script>`,
        init_line: `IMP.init('${user_code}')`,
      },
      newest: newestPayments(parts, 10),
    }
  },
}
