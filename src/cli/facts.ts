/** What `start` says at its start and at its end: each value on a line of its own, ready to be copied. */

import { resolve } from 'node:path'
import { withoutSecrets } from '../merchants/secret-settings.ts'
import type { Started } from '../sandbox.ts'
import type { Settings } from '../settings.ts'
import { t } from './lang.ts'
import { visible } from './log.ts'

/** The lines for people, and the same for programs. */
type Said = [lines: string[], detail: Record<string, unknown>]

interface More {
  readonly demo_url: string | null
  readonly note: string | null
  /** Of hard-coded names, where they are answered. */
  readonly capture: readonly string[]
}

export function describeStart(instance: Started, url: string, { demo_url, note, capture }: More): Said {
  const { user_code, imp_key, imp_secret, settings } = instance.merchants.byDefault()
  const { notification_url, default_pg } = withoutSecrets(settings)
  const script = `<script src="${url}/js/iamport.payment-1.1.5.js"></script>`
  const dashboard = `${url}/dashboard`
  const { token, seed } = instance
  const db = shownDb(instance.settings)
  const lines = [
    '',
    ...fact(
      t('결제 페이지에 넣을 스크립트', 'Script for the payment page'),
      script,
      `IMP.init('${user_code}')`,
    ),
    ...fact(
      t('상점 서버가 호출할 REST API', 'REST API for the shop’s server'),
      url,
      `imp_key=${imp_key}`,
      `imp_secret=${imp_secret}`,
    ),
    ...(notification_url.length > 0
      ? fact(t('웹훅을 받을 Notification URL', 'Notification URL for webhooks'), ...notification_url)
      : fact(
          t(
            '웹훅은 아직 보낼 곳이 없습니다. 보내려면 이렇게 시작하세요',
            'Webhooks go nowhere yet. To send them, start with',
          ),
          `--webhook ${EXAMPLE_WEBHOOK}`,
        )),
    ...(demo_url === null ? [] : fact(t('데모 상점', 'Demo shop'), demo_url)),
    ...fact(
      t('pg를 쓰지 않은 주문이 갈 기본 PG (--default-pg)', 'PG of orders without pg (--default-pg)'),
      default_pg,
    ),
    ...(capture.length === 0
      ? []
      : fact(t('하드코딩된 iamport.kr 주소', 'Hard-coded addresses of iamport.kr'), ...capture)),
    ...fact(t('대시보드', 'Dashboard'), dashboard),
    ...(token === null
      ? []
      : fact(t('제어 API와 대시보드의 토큰', 'Token of the control API and the dashboard'), token)),
    ...fact(t('데이터베이스', 'Database'), db),
    ...fact('seed', seed),
    ...(note === null ? [] : [note]),
    '',
  ]
  const detail = {
    url,
    script,
    user_code,
    imp_key,
    imp_secret,
    notification_url,
    default_pg,
    demo_url,
    capture: instance.capture.current,
    dashboard,
    token,
    db,
    seed,
  }
  return [lines.map(visible), { ...detail, note }]
}

/** As in the manual's own example of a webhook's address. */
const EXAMPLE_WEBHOOK = 'http://localhost:3000/iamport/webhook'

function fact(label: string, ...values: readonly string[]): string[] {
  return [label, ...values.map((value) => `  ${value}`)]
}

/** `gone`: why nothing of it is kept. A database that cannot be read any more is promised nothing of, either. */
export function describeEnd(instance: Started, gone: Error | null): Said {
  const db = shownDb(instance.settings)
  const total = gone ? null : countPayments(instance)
  const is_kept = total !== null && instance.settings.db !== ':memory:'
  const detail = { db, payments: total, kept: is_kept }
  if (gone) return [['', visible(`${t('종료합니다', 'Ending')}. ${gone.message}`)], detail]
  const line = is_kept
    ? t(
        `종료합니다. 결제 ${total}건은 ${db}에 남아 있어, 다시 시작하면 이어집니다.`,
        `Ending. The payments (${total}) stay in ${db}; the next start goes on with them.`,
      )
    : t(
        `종료합니다. 메모리(:memory:)에 있던 결제 ${total}건은 사라집니다.`,
        `Ending. The payments (${total}) were in memory (:memory:) and go with it.`,
      )
  return [
    [
      '',
      visible(
        total === null
          ? t(`종료합니다. ${db}을(를) 읽을 수 없습니다.`, `Ending. ${db} cannot be read.`)
          : line,
      ),
    ],
    detail,
  ]
}

function countPayments({ merchants, payments }: Started): number | null {
  try {
    return payments.read.countAll(merchants.byDefault().id)
  } catch {
    return null
  }
}

/** The database as the copyable fact: whole path, or `:memory:`. */
export function shownDb({ db }: Pick<Settings, 'db'>): string {
  return db === ':memory:' ? db : resolve(db)
}
