/** What the page of a cash receipt (현금영수증) shows: the model that views/checkout/slip.ejs draws. */
import { pgByCode } from '../catalog/pgs/index.ts'
import { kstText } from '../core/kst.ts'
import { formatMoney } from '../core/money.ts'
import type { CashReceipt } from '../receipts/store.ts'
import { rows, type SlipModel } from './slip.ts'

export function cashReceiptModel(receipt: CashReceipt): SlipModel {
  const { amount, vat, applied_at, cancelled_at } = receipt
  const won = (value: number) => formatMoney(value, 'KRW')
  return {
    title: '현금영수증',
    notice: cancelled_at > 0 ? '취소된 현금영수증입니다.' : null,
    blocks: [
      rows([
        ['발급대행사', pgByCode(receipt.pg_provider)?.name.ko],
        ['주문번호', receipt.uid],
        ['상품명', receipt.name],
      ]),
      rows([
        ['용도', receipt.type === 'person' ? '소득공제용' : '지출증빙용'],
        ['발급번호', masked(receipt.identifier)],
        ['승인번호', receipt.apply_num],
        ['거래번호', receipt.receipt_tid],
      ]),
      rows([
        ['발급일시', kstText(applied_at)],
        ['취소일시', cancelled_at > 0 ? kstText(cancelled_at) : null],
      ]),
      rows([
        ['공급가액', won(amount - vat)],
        ['부가세', won(vat)],
      ]),
    ],
    total_label: '합계',
    total: won(amount),
  }
}

/** `010-****-5678`: what is printed of a number, all but the middle. */
function masked(identifier: string): string {
  const digits = identifier.replace(/\D/g, '')
  if (digits.length < 8) return ''
  return `${digits.slice(0, 3)}-${'*'.repeat(digits.length - 7)}-${digits.slice(-4)}`
}
