/** What can be done to one payment, as forms: each is an act of `src/acts/`, and the word for it when it is done. */
import { PG_EVENTS } from '../../acts/notify.ts'
import { say } from '../../core/bilingual.ts'
import type { Fields } from '../forms.ts'
import { FormProblem, readAmount } from '../forms.ts'
import type { Form } from '../page.ts'

const at = (name: string) => `/payments/:imp_uid/${name}`
const filled = (text: string | undefined) => text || null

/** A part of an escrow sale that 이니시스 tells of; its number and what the buyer has said (escrow page). */
export const PAYMENT_FORMS: readonly Form[] = [
  {
    name: 'cancel',
    path: at('cancel'),
    says: { cancelled: say('취소했습니다.', 'Cancelled.') },
    act({ acts, payments }, { params: { imp_uid = '' }, fields }) {
      const { currency } = payments.get(imp_uid)
      acts.cancel(imp_uid, {
        amount: readAmount(fields, currency),
        // What was left when the form was drawn: pressed twice, it cancels once.
        checksum: fields.checksum ? readAmount({ amount: fields.checksum }, currency) : null,
        reason: fields.reason?.slice(0, 256) || null,
        refund: readAccount(fields),
      })
    },
  },
  {
    name: 'deposit',
    path: at('deposit'),
    says: { deposited: say('입금 처리했습니다.', 'Deposited.') },
    async act({ acts, payments }, { params: { imp_uid = '' }, fields }) {
      const { currency } = payments.get(imp_uid)
      const force = fields.force !== undefined
      await acts.deposit(imp_uid, { amount: readAmount(fields, currency), force })
    },
  },
  {
    name: 'end',
    path: at('end'),
    says: { ended: say('결제창을 끝냈습니다.', 'The window has ended.') },
    async act({ acts }, { params: { imp_uid = '' }, fields: { outcome = '', code = '', message = '' } }) {
      if (outcome === 'decline') {
        await acts.end(imp_uid, {
          decline: { code: code || 'F1000', message: message || '카드사에서 거절했습니다.' },
        })
      } else if (isEnding(outcome)) await acts.end(imp_uid, outcome)
      else
        throw new FormProblem(
          422,
          say(`결제창을 이렇게 끝낼 수 없습니다: ${outcome}`, `A window cannot end so: ${outcome}`),
          'outcome',
        )
    },
  },
  {
    name: 'expire',
    path: at('expire'),
    says: { expired: say('기한이 지난 것으로 했습니다.', 'Its time is over.') },
    act: ({ acts }, { params: { imp_uid = '' } }) => void acts.expire(imp_uid),
  },
  {
    name: 'late',
    path: at('approve-late'),
    says: { approved_late: say('PG가 뒤늦게 승인했습니다.', 'The PG has approved after all.') },
    act: ({ acts }, { params: { imp_uid = '' } }) => void acts.approveLate(imp_uid),
  },
  {
    name: 'escrow',
    path: at('escrow'),
    says: { escrow_told: say('에스크로 웹훅을 보냈습니다.', 'The escrow webhook is on its way.') },
    async act(
      { acts, clock, ticker },
      { params: { imp_uid = '' }, fields: { escrow_status = '', denied_reason } },
    ) {
      if (!/^\d{1,2}$/.test(escrow_status))
        throw new FormProblem(
          422,
          say(
            `에스크로 상태는 숫자입니다: ${escrow_status}`,
            `An escrow status is a number: ${escrow_status}`,
          ),
          'escrow_status',
        )
      const told = { escrow_status: Number(escrow_status), changed_at: clock.now() }
      const deliveries = acts.notify(imp_uid, PG_EVENTS[0], {
        ...told,
        ...(denied_reason ? { denied_reason } : {}),
      })
      if (deliveries.length === 0)
        throw new FormProblem(
          409,
          say('Notification URL이 없어 보낼 곳이 없습니다.', 'There is no Notification URL to send it to.'),
          'escrow_status',
        )
      await ticker.settle()
    },
  },
  {
    name: 'arrive',
    path: at('arrive'),
    says: { arrived: say('브라우저가 상점에 닿은 것으로 했습니다.', 'The browser has reached the shop.') },
    act: ({ acts }, { params: { imp_uid = '' } }) => void acts.arrive(imp_uid),
  },
  {
    name: 'resend',
    path: at('webhooks/:id/resend'),
    says: {
      resent: say(
        '웹훅을 다시 보냈고, 상점 서버가 받았습니다.',
        'The webhook was sent again, and the shop’s server took it.',
      ),
      resend_failed: say(
        '웹훅을 다시 보냈지만 실패했습니다. 마지막 시도를 확인하세요.',
        'The webhook was sent again and failed. See its last attempt.',
      ),
      doubled: say('같은 웹훅을 동시에 두 번 보냈습니다.', 'The same webhook was sent twice at once.'),
    },
    async act({ acts }, { params: { id = '' }, fields }) {
      const number = /^\d{1,15}$/.test(id) ? Number(id) : 0
      if (fields.twice !== undefined) {
        await Promise.all([acts.resend(number), acts.resend(number)])
        return { say: 'doubled' }
      }
      const { state } = await acts.resend(number)
      return { say: state === 'delivered' ? 'resent' : 'resend_failed' }
    },
  },
]

function isEnding(outcome: string): outcome is 'approve' | 'cancel' | 'close' | 'abandon' {
  return ['approve', 'cancel', 'close', 'abandon'].includes(outcome)
}

function readAccount({ refund_holder, refund_bank, refund_account }: Fields) {
  return { holder: filled(refund_holder), bank: filled(refund_bank), account: filled(refund_account) }
}
