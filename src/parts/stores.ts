/** Every store of a sandbox, and the schema that they make together. A new store is listed here and nowhere else. */
import { migrations as billing, createBillingStore } from '../billing/store.ts'
import { migrations as certifications, createCertificationStore } from '../certifications/store.ts'
import { type Database, orderMigrations } from '../core/database.ts'
import { createMemory, migrations as memory } from '../core/memory.ts'
import { createDeadlineStore, migrations as deadlines } from '../deadlines/store.ts'
import { createEscrowStore, migrations as escrow } from '../escrow/store.ts'
import { createMerchantStore, migrations as merchants } from '../merchants/store.ts'
import { createTokenStore, migrations as tokens } from '../merchants/token-store.ts'
import { createOrderStore, migrations as orders } from '../orders/store.ts'
import { listMigrations as paymentLists } from '../payments/list-store.ts'
import { searchMigrations as search } from '../payments/search-store.ts'
import { createPaymentStore, migrations as payments } from '../payments/store.ts'
import { createReceiptStore, migrations as receipts } from '../receipts/store.ts'
import { createRetentionStore } from '../retention/store.ts'
import { createTraceStore, migrations as trace } from '../trace/store.ts'
import { createDeliveryLists, listMigrations } from '../webhooks/list-store.ts'
import { createOutbox, migrations as outbox } from '../webhooks/outbox.ts'
import { createRuleStore } from '../webhooks/store.ts'
import { createCertificationWindowStore, createWindowStore, migrations as windows } from '../windows/store.ts'
import { TABLES } from './tables.ts'

/** The history of the tables. */
export const HISTORY = orderMigrations(
  billing,
  certifications,
  deadlines,
  escrow,
  memory,
  merchants,
  orders,
  outbox,
  listMigrations,
  payments,
  paymentLists,
  search,
  receipts,
  tokens,
  trace,
  windows,
)

/** A new database is not walked through all that tables have been. */
export const MIGRATIONS = HISTORY.map((one) => (one === HISTORY.at(-1) ? { ...one, tables: TABLES } : one))

export type Stores = ReturnType<typeof createStores>

/** `origin`: where the sandbox is reached, asked whenever an address of its own is read. */
export function createStores(database: Database, origin: () => string) {
  const payments = createPaymentStore(database, origin)
  const certifications = createCertificationStore(database)
  const deliveries = createDeliveryLists(database)
  const outbox = createOutbox(database, deliveries.wrote)
  /** What is remembered of rows is not so any more: some have gone, or others have come back. */
  const forget = () => {
    payments.forget()
    certifications.forget()
    deliveries.forget()
    outbox.forget()
  }
  return {
    billing: createBillingStore(database),
    certification_windows: createCertificationWindowStore(database),
    certifications,
    deadlines: createDeadlineStore(database),
    escrow: createEscrowStore(database),
    memory: createMemory(database),
    forget,
    merchants: createMerchantStore(database, forget),
    orders: createOrderStore(database),
    outbox: { ...outbox, ...deliveries, forget },
    payments,
    receipts: createReceiptStore(database),
    retention: createRetentionStore(database, {
      removed: forget,
      webhooksByPayment: () => void outbox.byPayment(),
    }),
    rules: createRuleStore(database),
    tokens: createTokenStore(database),
    trace: createTraceStore(database),
    windows: createWindowStore(database),
  }
}
