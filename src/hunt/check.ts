/**
 * A side effect that is counted outside of the shop’s own words: rows in its database, mails, parcels.
 *
 * `--check 'psql -tAc "select count(*) from parcels where order_no = ''{merchant_uid}''"'`, or an address. It prints how often
 * an order was fulfilled, as a number; that must be once where its money was kept, and not at all where it was not.
 */
import { exec } from 'node:child_process'
import { promisify } from 'node:util'
import { BilingualError, inEach, say } from '../core/bilingual.ts'
import { sumMoney } from '../core/money.ts'
import type { Evidence } from '../replay/evidence.ts'
import type { Finding } from '../replay/findings.ts'
import { askHttp } from '../replay/http.ts'
import { fillIn, nameOf } from '../replay/shop.ts'

/** It answers nothing, or no number: whoever gave it must mend it, and no shop is to blame. */
export class CheckFailed extends BilingualError {}

export type Check = (seen: Evidence) => Promise<Finding[]>

export function createCheck(told: string, timeout_ms: number): Check {
  return async (seen) => {
    const findings: Finding[] = []
    for (const { merchant_uid } of seen.orders) {
      const count = readCount(await ask(told, merchant_uid, timeout_ms), told)
      const paid = seen.payments.filter((one) => one.merchant_uid === merchant_uid && one.paid_at > 0)
      const held = sumMoney(
        paid.flatMap(({ amount, cancel_amount }) => [amount, -cancel_amount]),
        paid[0]?.currency ?? 'KRW',
      )
      const detail = `${merchant_uid}: --check ${count}`
      if (count > 1) findings.push({ name: 'fulfilled_twice', detail, merchant_uid })
      if (count > 0 && paid.length === 0) findings.push({ name: 'fulfilled_not_paid', detail, merchant_uid })
      if (count === 0 && held > 0) findings.push({ name: 'paid_not_fulfilled', detail, merchant_uid })
    }
    return findings
  }
}

async function ask(told: string, merchant_uid: string, timeout: number): Promise<string> {
  const is_address = /^https?:\/\//.test(told)
  try {
    if (is_address) {
      const address = String(fillIn(told, { merchant_uid: encodeURIComponent(merchant_uid) }))
      return (await askHttp(address, { method: 'GET', headers: {}, body: '' }, timeout)).text
    }
    const command = String(fillIn(told, { merchant_uid: merchant_uid.replace(/[^\w.-]/g, '') }))
    const env = { ...process.env, MERCHANT_UID: merchant_uid }
    return (await promisify(exec)(command, { timeout, env })).stdout
  } catch (error) {
    const why = error instanceof Error && !is_address ? error.message.trim() : nameOf(error)
    throw new CheckFailed(inEach(why, (text) => `--check: ${text}`))
  }
}

function readCount(text: string, told: string): number {
  if (/^\d{1,9}$/.test(text.trim())) return Number(text.trim())
  const begin = text.trim().slice(0, 40)
  throw new CheckFailed(
    say(`--check: ${told}: 숫자가 아닙니다 (${begin})`, `--check: ${told}: not a number (${begin})`),
  )
}
