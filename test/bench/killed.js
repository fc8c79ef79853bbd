/**
 * A sandbox at work that kills itself (SIGKILL) just before its nth SQL statement of a phase: while it starts, under load,
 * or during an advance. Whatever it says on its standard output has been promised to the shop.
 */
import { writeSync } from 'node:fs'
import { createRequire } from 'node:module'

const [built, db, webhook, run, phase, nth, live] = process.argv.slice(2)
const { createSandbox } = await import(built)
const counts = { start: 0, load: 0, advance: 0 }
let now = 'start'

/** Whichever driver the sandbox takes: Node's own has its statements' class, the others make each statement anew. */
process.removeAllListeners('warning')
const { StatementSync } = process.getBuiltinModule?.('node:sqlite') ?? {}
if (StatementSync) count(StatementSync.prototype)
for (const name of ['better-sqlite3', 'libsql']) {
  const Sqlite = installed(name)
  if (!Sqlite) continue
  const { prepare } = Sqlite.prototype
  Sqlite.prototype.prepare = function (sql) {
    return count(prepare.call(this, sql))
  }
}

function installed(name) {
  try {
    return createRequire(import.meta.url)(name)
  } catch {
    return null
  }
}

function count(statement) {
  for (const verb of ['run', 'get', 'all']) {
    const original = statement[verb]
    statement[verb] = function (...params) {
      counts[now]++
      if (now === phase && counts[now] === Number(nth)) die()
      return original.apply(this, params)
    }
  }
  return statement
}

function die() {
  process.kill(process.pid, 'SIGKILL')
  // The signal is on its way; nothing more may happen until it is here.
  for (;;);
}

const promise = (said) => writeSync(1, `${JSON.stringify(said)}\n`)

const sandbox = await createSandbox({
  db,
  webhook,
  seed: 1,
  clock: '2026-01-01T12:00:00+09:00',
  live: live === 'live',
})
sandbox.settings({ webhook_retries: true })
now = 'load'

async function shopper(who) {
  const order = { pg: 'html5_inicis', amount: 14000, buyer_tel: '010-1234-5678' }
  for (let n = 0; n < 2; n++) {
    const { payment: card } = await sandbox.pay({ ...order, merchant_uid: `${run}-${who}-${n}-card` })
    promise({ imp_uid: card.imp_uid, what: 'approved' })
    const { payment: vbank } = await sandbox.pay({
      ...order,
      merchant_uid: `${run}-${who}-${n}-vbank`,
      pay_method: 'vbank',
    })
    promise({ imp_uid: vbank.imp_uid, what: 'vbank issued' })
    if (live !== 'live') await sandbox.settle()
    if (n % 2 === 0) {
      await sandbox.deposit(vbank.imp_uid)
      promise({ imp_uid: vbank.imp_uid, what: 'deposited' })
    }
    await sandbox.cancel(card.imp_uid, { amount: 1000 })
    promise({ imp_uid: card.imp_uid, what: 'partly cancelled' })
  }
}
await Promise.all([shopper('a'), shopper('b'), shopper('c')])

now = 'advance'
for (let n = 0; n < 2; n++) {
  await sandbox.advance('12 hours')
  promise({ now: sandbox.now() })
}
promise({ counts })
process.exit(0)
