/** Who is compared: ours with a file and in memory, the bare machine, plain Express, and what npm has of the kind. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { here, post, start } from './process.mjs'

export const ROOT = resolve(here('.'), '../../..')
export const PROGRAM = join(ROOT, 'bin/iamport-sandbox.js')
const CACHE = join(ROOT, 'node_modules/.cache/bench')
const NODE = Number.parseInt(process.versions.node, 10)
const READY = /ready (http:\/\/127\.0\.0\.1:\d+)/

/** Peers are no dependencies: each is installed once into a folder of its own, where the registry has it. */
function peer(spec) {
  const folder = join(CACHE, spec)
  const name = spec.replace(/(.)@.*$/, '$1')
  if (existsSync(join(folder, 'failed'))) return null
  if (!existsSync(join(folder, 'node_modules', name))) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{}')
    try {
      execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', spec], {
        cwd: folder,
        stdio: 'ignore',
      })
    } catch {
      writeFileSync(join(folder, 'failed'), '')
      return null
    }
  }
  return folder
}

const CARD = {
  card_number: '4242-4242-4242-4242',
  expiry: '2030-12',
  birth: '900101',
  pwd_2digit: '00',
  name: '주문명',
}
const JSON_TYPE = { 'content-type': 'application/json' }
export const KEYS = { imp_key: '0000000000000000', imp_secret: 'iamport-sandbox-secret' }

export function ours(name, db, webhook) {
  return {
    name,
    async start() {
      const folder = mkdtempSync(join(tmpdir(), 'bench-'))
      const args = [
        PROGRAM,
        '--port',
        '0',
        '--db',
        db === 'file' ? join(folder, 'sandbox.db') : ':memory:',
        '--seed',
        '1',
      ]
      const server = await start([...args, '--webhook', webhook], {
        ready: READY,
        // What a shop asks first.
        path: '/payments/imp_000000000000',
        cwd: folder,
      })
      return { ...server, folder }
    },
    /** From now on a webhook is written with its payment, and leaves an hour later. Those before it have all left. */
    async holdWebhooks({ url }) {
      for (let total = 1; total > 0; ) {
        ;({ total } = await (await fetch(`${url}/_sandbox/webhooks?state=pending&limit=1`)).json())
        if (total > 0) await new Promise((resolve) => setTimeout(resolve, 50))
      }
      await post(`${url}/_sandbox/settings`, { webhook_delay_ms: 3_600_000 }, {}, 'PUT')
    },
    async calls({ url }) {
      const { response } = await post(`${url}/users/getToken`, KEYS)
      const headers = { ...JSON_TYPE, authorization: response.access_token }
      const body = JSON.stringify({ ...CARD, merchant_uid: 'order_{n}', amount: 1004 })
      const write = { method: 'POST', path: '/subscribe/payments/onetime', headers, body }
      const ids = []
      for (let n = 0; n < 100; n++) {
        const paid = await post(
          url + write.path,
          { ...CARD, merchant_uid: `before_${n}`, amount: 1004 },
          headers,
        )
        if (paid.code !== 0) throw new Error(JSON.stringify(paid))
        ids.push(paid.response.imp_uid)
      }
      return { read: { path: '/payments/{id}', headers }, write, ids }
    },
  }
}

export function bare() {
  return {
    name: 'bare node:http',
    start: () => start([here('bare.mjs')], { ready: READY }),
    calls: async () => ({
      read: { path: '/payments/{id}' },
      write: {
        method: 'POST',
        path: '/',
        headers: JSON_TYPE,
        body: JSON.stringify({ ...CARD, merchant_uid: '{n}' }),
      },
      ids: ['1'],
    }),
  }
}

/** better-sqlite3 12 does not run on Node 24, 13 not on Node 20. */
export function plainExpress() {
  const modules = peer(NODE >= 22 ? 'better-sqlite3@13' : 'better-sqlite3@12')
  return {
    name: `plain Express 5 + ${modules ? 'better-sqlite3' : 'node:sqlite'}`,
    async start() {
      const file = join(mkdtempSync(join(tmpdir(), 'bench-')), 'plain.db')
      return start([here('plain-express.mjs'), file, modules ?? ROOT], { ready: READY })
    },
    async calls({ url }) {
      const ids = []
      for (let n = 0; n < 100; n++) {
        ids.push(
          (await post(`${url}/payments`, { merchant_uid: `before_${n}`, amount: 1004 })).response.imp_uid,
        )
      }
      const body = JSON.stringify({ ...CARD, merchant_uid: 'order_{n}', amount: 1004 })
      return {
        read: { path: '/payments/{id}' },
        write: { method: 'POST', path: '/payments', headers: JSON_TYPE, body },
        ids,
      }
    },
  }
}

/** An emulator of other services; its Stripe stands for a payment of ours. */
export function emulate() {
  const folder = NODE >= 22 ? peer('emulate@0.12.2') : null
  if (!folder) return null
  const headers = { authorization: 'Bearer sk_test_1', 'content-type': 'application/x-www-form-urlencoded' }
  return {
    name: 'emulate 0.12.2 (its Stripe, memory)',
    async start() {
      const port = 42_000 + Math.floor(Math.random() * 2000)
      const program = join(folder, 'node_modules/emulate/dist/index.js')
      return start([program, 'start', '--service', 'stripe', '--port', String(port)], {
        ready: `http://127.0.0.1:${port}`,
      })
    },
    async calls({ url }) {
      const made = await fetch(`${url}/v1/payment_intents`, {
        method: 'POST',
        headers,
        body: 'amount=1004&currency=krw',
      })
      const { id } = await made.json()
      const write = { method: 'POST', path: '/v1/payment_intents', headers, body: 'amount=1004&currency=krw' }
      // It allows 5,000 calls an hour.
      return { read: { path: '/v1/payment_intents/{id}', headers }, write, ids: [id], count: 2000 }
    },
  }
}

/**
 * REST-only, in memory. Where the registry does not have it, `BENCH_FAKE_IAMPORT` names a folder with a built one; where that reads
 * WEBHOOK_URL, its webhooks go where ours go.
 */
export function fakeIamport(webhook) {
  const folder = process.env.BENCH_FAKE_IAMPORT ?? peer('fake-iamport-server')
  if (!folder) return null
  return {
    name: `fake-iamport-server ${versionOf(folder)}(memory)`,
    async start() {
      const port = 10_851
      const program = [
        join(folder, 'lib/executable/server.js'),
        join(folder, 'node_modules/fake-iamport-server/lib/executable/server.js'),
      ].find(existsSync)
      return start([program], { ready: `http://127.0.0.1:${port}`, env: { WEBHOOK_URL: webhook } })
    },
    async calls({ url }) {
      const { response } = await post(`${url}/users/getToken`, {
        imp_key: 'test_imp_key',
        imp_secret: 'test_imp_secret',
      })
      const headers = { ...JSON_TYPE, authorization: response.access_token }
      const order = {
        ...CARD,
        card_number: '1111-2222-3333-4444',
        expiry: '2028-12',
        birth: '880311',
        amount: 1004,
      }
      const path = '/subscribe/payments/onetime'
      const paid = await post(url + path, { ...order, merchant_uid: 'before' }, headers)
      const write = {
        method: 'POST',
        path,
        headers,
        body: JSON.stringify({ ...order, merchant_uid: 'order_{n}' }),
      }
      return { read: { path: '/payments/{id}', headers }, write, ids: [paid.response.imp_uid] }
    },
  }
}

function versionOf(folder) {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return version ? `${version} ` : ''
}
