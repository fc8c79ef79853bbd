/** What a failed run leaves behind for CI's artefacts: payments, webhooks, REST calls, the log's lines, the trace, the world. */
import { statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { makeFolder } from '../core/make-folder.ts'
import { printPayment } from '../payments/print.ts'
import type { Instance } from '../sandbox.ts'

/** Writes one JSON file each; answers the folder. `start --world …/world.json` shows where it ended. */
export function writeReport(instance: Instance, folder: string, began_ms: number): string {
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
  const home = ownFolder(folder, began_ms)
  for (const [name, value] of Object.entries(files)) {
    writeFileSync(join(home, `${name}.json`), `${JSON.stringify(value, null, 2)}\n`)
  }
  return resolve(home)
}

/** A report that was written while this run went on is another run's: it stays, and ours lies beside it. */
function ownFolder(folder: string, began_ms: number): string {
  makeFolder(folder)
  const other = statSync(join(folder, 'payments.json'), { throwIfNoEntry: false })
  if (!other || other.mtimeMs < began_ms) {
    try {
      writeFileSync(join(folder, '.run'), String(process.pid), {
        flag: isTaken(folder, began_ms) ? 'wx' : 'w',
      })
      return folder
    } catch {}
  }
  const beside = `${folder}-${process.pid}`
  makeFolder(beside)
  return beside
}

/** Somebody else is just writing there. */
function isTaken(folder: string, began_ms: number): boolean {
  const claim = statSync(join(folder, '.run'), { throwIfNoEntry: false })
  return claim === undefined || claim.mtimeMs >= began_ms
}
