/** Every REST operation that only one PG has. */
import type { Operation } from '../core/operation.ts'
import type { Payment } from '../payments/payment.ts'
import type { PaymentView } from '../payments/view.ts'
import { benepiaOperations } from './benepia-operations.ts'
import { deliveryOperations } from './delivery-operations.ts'
import { kakaoOperations } from './kakao-operations.ts'
import { kcpquickOperations } from './kcpquick-operations.ts'
import type { Naverco } from './naverco.ts'
import { navercoOperations } from './naverco-operations.ts'
import { naverpayOperations } from './naverpay-operations.ts'
import type { PgOrders } from './pg-orders.ts'

export function pgOperations(
  parts: PgOrders,
  naverco: Naverco,
  print: (payment: Payment) => PaymentView,
): Operation[] {
  return [
    ...navercoOperations(naverco),
    ...naverpayOperations(parts),
    ...kcpquickOperations(parts, print),
    ...benepiaOperations(parts, print),
    ...deliveryOperations(parts),
    ...kakaoOperations(parts),
  ]
}
