/**
 * `npm run prove:exports`: every kind of test that a scenario can be exported as, run by its own runtime: it passes against the
 * demo shop, and fails with what is wrong against the careless one. What is not installed here is named as not run.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startCarelessShop } from '../../fixtures/shops/careless/shop.js'
import { startDemoShop } from '../../fixtures/shops/demo/shop.js'
import { freePort } from '../free-port.mjs'
import { exported, RUNTIMES } from './runtimes.mjs'

const ROOT = resolve(import.meta.dirname, '../..')
const port = await freePort()
const account = {
  sandbox_url: `http://127.0.0.1:${port}`,
  imp_key: '0000000000000000',
  imp_secret: 'iamport-sandbox-secret',
  user_code: 'imp00000000',
}
const good = await startDemoShop(account)
const bad = await startCarelessShop(account)
const story = {
  scenario: join(ROOT, 'fixtures/scenarios/plain-card-sale.yml'),
  port,
}
const adapterOf = (name) => join(ROOT, `fixtures/shops/${name}/iamport-shop.yml`)
const wanted = process.argv.slice(2)
let wrong = 0
for (const [kind, { there = () => true }] of Object.entries(RUNTIMES)) {
  if (wanted.length > 0 && !wanted.includes(kind)) continue
  if (!there()) {
    console.log(`- ${kind}: not run, its runtime is not installed here`)
    continue
  }
  const folder = mkdtempSync(join(tmpdir(), `iamport-sandbox-${kind}-`))
  try {
    const run = exported(kind, folder, story)
    const passes = await run({ url: good.url, adapter: adapterOf('demo') })
    const fails = await run({ url: bad.url, adapter: adapterOf('careless') })
    const is_right = passes.code === 0 && fails.code !== 0 && fails.said.includes('fulfilled_twice')
    console.log(`${is_right ? '✓' : '✗'} ${kind}`)
    if (is_right) continue
    wrong++
    console.log(passes.code === 0 ? fails.said : passes.said)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
await good.close()
await bad.close()
process.exitCode = wrong > 0 ? 1 : 0
