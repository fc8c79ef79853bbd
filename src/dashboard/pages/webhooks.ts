/** 웹훅: every delivery with its attempts, why others never came, what is done to them on purpose, and the test call. */
import { inLang, say } from '../../core/bilingual.ts'
import { kstText } from '../../core/kst.ts'
import { withoutSecrets } from '../../merchants/secret-settings.ts'
import type { Payment } from '../../payments/payment.ts'
import { provenanceText } from '../../telling/provenance.ts'
import { benderText, silencesOf } from '../../telling/silences.ts'
import { failureText, timelineText } from '../../telling/words.ts'
import type { DeliveryFilter, DeliveryState } from '../../webhooks/delivery.ts'
import { rewrite } from '../../webhooks/rewrite.ts'
import { CORRUPTIONS, WEBHOOK_ORDERS } from '../../webhooks/rules.ts'
import { cutBody } from '../cut-body.ts'
import { showDelivery } from '../deliveries.ts'
import { type Fields, FormProblem } from '../forms.ts'
import { notificationForm } from '../notification-form.ts'
import type { Form, Page } from '../page.ts'
import { pager, readPage } from '../paging.ts'
import type { DashboardParts } from '../parts.ts'
import { askedShop, backOf, shopChoice } from '../shop.ts'
import { deliveryWords, readRule, ruleText } from '../webhook-rules.ts'

const SIZE = 30
/** Of how many of the newest payments it is looked why no webhook came. */
const SILENT = 40

export const webhooks: Page = {
  path: '/webhooks',
  view: 'webhooks',
  nav: {
    name: say('웹훅', 'Webhooks'),
    failures: {
      count: ({ merchants, webhooks }) => webhooks.countState(merchants.byDefault().id, 'failed'),
      title: say(
        '상점에 닿지 않은 웹훅. 다시 보내서 성공하면 빠집니다',
        'Webhooks that did not reach the shop, until they are sent again and do',
      ),
      are_new: false,
    },
  },
  model(parts, asked) {
    const shop = askedShop(parts, asked)
    const { id, settings } = shop
    const filter = readFilter(asked.query)
    const current = readPage(asked.query.page)
    const { list, total } = parts.webhooks.list({
      merchant: id,
      ...filter,
      newest_first: true,
      limit: SIZE,
      offset: (current - 1) * SIZE,
    })
    return {
      back: backOf(asked),
      shop,
      shops: shopChoice(parts, shop),
      filter: { state: '', event: '', error: '', q: '', ...filter },
      kinds: kindsOf(parts, id),
      total,
      deliveries: list.map((delivery) => ({
        ...showDelivery(delivery),
        by: (delivery.fault?.by ?? []).map((bender) => ({
          text: benderText(bender),
          href:
            'scenario' in bender ? '/dashboard/faults' : 'rule' in bender ? '#rules' : '/dashboard/settings',
        })),
        can_resend: delivery.event !== 'confirm_url',
      })),
      cutBody,
      pages: pager(asked.req.originalUrl, total, SIZE, current),
      notification: withoutSecrets(settings),
      silences: silences(parts, shop.id),
      rules: parts.webhooks
        .rules(id)
        .map(({ id, seen, used, ...rule }) => ({ id, seen, used, text: ruleText(rule) })),
      rewrites: rewrites(parts, id),
      orders: WEBHOOK_ORDERS.map((name) => ({ name, text: deliveryWords.order[name] })),
      corruptions: CORRUPTIONS.map((name) => ({ name, text: deliveryWords.corrupt[name] })),
    }
  },
  forms: forms(),
}

function forms(): Form[] {
  return [
    notificationForm('webhook-target', '/webhooks/target'),
    {
      name: 'webhook-resend',
      path: '/webhooks/:id/resend',
      says: {
        webhook_resent: say(
          '다시 보냈고, 상점 서버가 받았습니다.',
          'Sent again, and the shop’s server took it.',
        ),
        webhook_resend_failed: say(
          '다시 보냈지만 실패했습니다. 마지막 시도를 확인하세요.',
          'Sent again, and it failed. See its last attempt.',
        ),
      },
      async act({ acts }, { params: { id = '' } }) {
        const { state } = await acts.resend(/^\d{1,15}$/.test(id) ? Number(id) : 0)
        return { say: state === 'delivered' ? 'webhook_resent' : 'webhook_resend_failed' }
      },
    },
    {
      name: 'webhooks-resend',
      path: '/webhooks/resend',
      says: {
        webhooks_resent: say(
          '모두 다시 보냈고, 상점 서버가 모두 받았습니다.',
          'All were sent again, and all were taken.',
        ),
        webhooks_resent_partly: say(
          '모두 다시 보냈지만 받지 않은 것이 있습니다. 아래에서 확인하세요.',
          'All were sent again; some were not taken. See below.',
        ),
      },
      async act(parts, asked) {
        const merchant = askedShop(parts, asked).id
        const sent = await parts.acts.resendAll({ merchant, ...readFilter(asked.fields) })
        if (sent.length === 0) {
          throw new FormProblem(409, say('다시 보낼 웹훅이 없습니다.', 'There is no webhook to send again.'))
        }
        const is_whole = sent.every(({ state }) => state === 'delivered')
        return { say: is_whole ? 'webhooks_resent' : 'webhooks_resent_partly' }
      },
    },
    {
      name: 'rule-add',
      path: '/webhooks/rules',
      says: { rule_added: say('규칙을 걸었습니다.', 'The rule is set.') },
      act(parts, asked) {
        const { user_code } = askedShop(parts, asked)
        parts.acts.addWebhookRule(readRule(asked.fields), user_code)
      },
    },
    {
      name: 'rule-remove',
      path: '/webhooks/rules/:id/remove',
      says: { rule_removed: say('규칙을 풀었습니다.', 'The rule is taken back.') },
      act(parts, asked) {
        parts.acts.removeWebhookRules(Number(asked.params.id), askedShop(parts, asked).user_code)
      },
    },
  ]
}

const STATES: readonly DeliveryState[] = ['pending', 'sending', 'delivered', 'failed']

function readFilter({ state, event, error, q }: Fields): DeliveryFilter {
  const known = STATES.find((one) => one === state)
  return {
    ...(known && { state: known }),
    ...(event && { event: event.slice(0, 80) }),
    ...(error && { error: error.slice(0, 80) }),
    ...(q && { q: q.slice(0, 200) }),
  }
}

/** What the list can be narrowed by, each with how many there are. */
function kindsOf({ webhooks }: DashboardParts, merchant: number) {
  const { states, events, errors } = webhooks.kinds(merchant)
  return {
    states: states.map((kind) => ({ ...kind, text: deliveryWords.state[kind.name as DeliveryState] })),
    events,
    errors: errors.map((kind) => ({ ...kind, text: failureText(kind.name) })),
  }
}

/** Why no webhook came of the newest payments: each reason once, with all that it is true of. */
function silences(parts: DashboardParts, merchant: number) {
  const all = everySilence(parts, merchant)
  return [...new Set(all.map(({ text }) => inLang(text, 'en')))].map((reason) => {
    const rows = all.filter(({ text }) => inLang(text, 'en') === reason)
    return { text: rows[0]!.text, source: rows[0]!.source, rows }
  })
}

function everySilence(parts: DashboardParts, merchant: number) {
  const { clock, merchants, payments, webhooks } = parts
  const { notification_url } = merchants.byId(merchant).settings
  return changedLately(parts, merchant)
    .flatMap((payment) => {
      const { imp_uid, merchant_uid } = payment
      const { list } = webhooks.list({ imp_uid, limit: 100 })
      const timeline = payments.read.timeline(imp_uid)
      const facts = { timeline, deliveries: list, notification_url, now: clock.now() }
      return silencesOf(payment, facts).map(({ at, what, text, known, by }) => ({
        imp_uid,
        merchant_uid,
        seconds: at,
        at: kstText(at),
        what: timelineText({ what }),
        text,
        source: provenanceText(known),
        by,
      }))
    })
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, SILENT)
}

/** What has changed lately stands in the trace; the newest payments follow, where it does not reach back so far. */
function changedLately({ payments, trace }: DashboardParts, merchant: number): Payment[] {
  const changed = trace
    .newest()
    .flatMap(({ surface, imp_uid }) => (surface === 'state' && imp_uid ? [imp_uid] : []))
  const imp_uids = [...new Set(changed.reverse())].slice(0, SILENT)
  const lately = payments.read.byIds(merchant, imp_uids, [])
  const newest = payments.read.search({ merchant, words: [], limit: SILENT - lately.length, offset: 0 })
  return [...lately, ...newest.filter(({ imp_uid }) => !imp_uids.includes(imp_uid))]
}

/** The address rules, each with how many webhooks went another way because of it. */
function rewrites({ merchants, webhooks }: DashboardParts, merchant: number) {
  const { webhook_rewrites } = merchants.byId(merchant).settings
  const moved = webhooks.rewritten(merchant)
  const hits = webhook_rewrites.map(() => 0)
  for (const { original_url, n } of moved) {
    const first = webhook_rewrites.findIndex((rule) => rewrite(original_url, [rule]) !== original_url)
    if (first >= 0) hits[first]! += n
  }
  return webhook_rewrites.map(({ from, to }, n) => ({ from, to, hits: hits[n] }))
}
