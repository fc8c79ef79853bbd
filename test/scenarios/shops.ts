/** What the tests of scenarios share: a stage, the shops of fixtures/ that know it, and the library. */
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { startCarelessShop } from '../../fixtures/shops/careless/shop.js'
import { startDemoShop } from '../../fixtures/shops/demo/shop.js'
import { restOperations } from '../../src/replay/operations.ts'
import { type ReplayOptions, readAdapter, readScript, replay, type Script } from '../../src/replay/replay.ts'
import { openStage, type Stage } from '../../src/replay/stage.ts'
import type { Verdict } from '../../src/replay/verdict.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const FOLDER = join(ROOT, 'fixtures/scenarios')
const SHOPS = { demo: startDemoShop, careless: startCarelessShop }

export const OPERATIONS = await restOperations()

export const LIBRARY: readonly Script[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.yml'))
  .map((file) => readScript(join(FOLDER, file), OPERATIONS))

export interface TestShop {
  options(): ReplayOptions
  replay(script: Script): Promise<Verdict>
}

/** A shop and its stage for a test file. Call it outside the tests. */
export function useShop(name: keyof typeof SHOPS): TestShop {
  const adapter = readAdapter(join(ROOT, `fixtures/shops/${name}/iamport-shop.yml`))
  let stage: Stage
  let shop: { url: string; close(): Promise<void> }
  beforeAll(async () => {
    stage = await openStage(0)
    const account = {
      imp_key: '0000000000000000',
      imp_secret: 'iamport-sandbox-secret',
      user_code: 'imp00000000',
    }
    shop = await SHOPS[name]({ sandbox_url: stage.url, ...account })
  })
  afterAll(async () => {
    await shop.close()
    await stage.close()
  })
  const options = () => ({ stage, target: shop.url, adapter })
  return {
    options,
    replay: (script) => replay(script, options()),
  }
}

/** A scenario of the library by its name. */
export function scenario(name: string): Script {
  const found = LIBRARY.find((script) => script.scenario.name === name)
  if (!found) throw new Error(`no ${name} in the library`)
  return found
}

/** A scenario from text, as a file of this name would hold it. */
export function written(text: string, file = 'test.yml'): Script {
  return readScript(file, OPERATIONS, text)
}
