/** What a failed run leaves behind for CI's artefacts: payments, webhooks, REST calls, the log's lines, the trace, the world. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { printPayment } from '../payments/view.ts'
import type { Instance } from '../sandbox.ts'

/** Writes one JSON file each; answers the folder. `start --world …/world.json` shows where it ended. */
export function writeReport(instance: Instance, folder: string): string {
  const merchant = instance.merchants.byDefault().id
  const { read } = instance.payments
  const { list } = read.list({ merchant, sorting: 'started', limit: 10_000, offset: 0 })
  const files = {
    payments: list.map((payment) => ({
      ...printPayment(payment),
      timeline: read.timeline(payment.imp_uid),
    })),
    webhooks: instance.webhooks.list({ limit: 10_000 }).list,
    requests: instance.journal.requests(),
    events: instance.journal.events(),
    trace: instance.trace.list({ limit: 100_000 }).list,
    world: instance.exportWorld(),
  }
  mkdirSync(folder, { recursive: true })
  for (const [name, value] of Object.entries(files)) {
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(value, null, 2)}\n`)
  }
  return resolve(folder)
}
