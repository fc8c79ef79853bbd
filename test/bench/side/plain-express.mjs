/** What a developer writes in an afternoon: Express 5 and SQLite, one row read, or two rows written in one transaction. */
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import express from 'express'

const [file, modules] = process.argv.slice(2)
const sqlite = await open()
sqlite.exec(`
  pragma journal_mode = wal; pragma synchronous = normal;
  create table payments (imp_uid text primary key, merchant_uid text unique, amount integer, status text, body text) strict;
  create table deliveries (id integer primary key, imp_uid text, url text, body text, due_at integer) strict;`)
const read = sqlite.prepare('select * from payments where imp_uid = ?')
const payment = sqlite.prepare('insert into payments values (?, ?, ?, ?, ?)')
const delivery = sqlite.prepare('insert into deliveries (imp_uid, url, body, due_at) values (?, ?, ?, ?)')
const more = JSON.stringify({ buyer_name: '홍길동', text: 'x'.repeat(1200) })
let last = 0

function pay(merchant_uid, amount) {
  const imp_uid = `imp_${String(++last).padStart(12, '0')}`
  sqlite.exec('begin immediate')
  payment.run(imp_uid, merchant_uid, amount, 'paid', more)
  delivery.run(
    imp_uid,
    'http://127.0.0.1/hook',
    JSON.stringify({ imp_uid, merchant_uid, status: 'paid' }),
    last,
  )
  sqlite.exec('commit')
  return imp_uid
}

const app = express()
app.disable('x-powered-by')
app.use(express.json())
app.get('/payments/:imp_uid', (req, res) => {
  const row = read.get(req.params.imp_uid)
  if (!row) return void res.status(404).json({ code: -1, message: 'none', response: null })
  res.json({ code: 0, message: null, response: { ...row, ...JSON.parse(row.body), body: undefined } })
})
app.post('/payments', (req, res) => {
  const { merchant_uid, amount } = req.body
  const imp_uid = pay(merchant_uid, amount)
  res.json({ code: 0, message: null, response: { imp_uid, ...JSON.parse(more) } })
})
const server = app.listen(0, '127.0.0.1', () =>
  console.log(`ready http://127.0.0.1:${server.address().port}`),
)

/** better-sqlite3 where it could be installed; else Node's own. */
async function open() {
  try {
    const Sqlite = createRequire(pathToFileURL(`${modules}/package.json`))('better-sqlite3')
    return new Sqlite(file)
  } catch {
    const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
    return new DatabaseSync(file)
  }
}
