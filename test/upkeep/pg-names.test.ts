/** One PG is one file: nothing else in the product spells a PG's code. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CERTIFICATION_PGS } from '../../src/catalog/certifications/index.ts'
import { PAY_METHODS } from '../../src/catalog/methods/index.ts'
import { PGS } from '../../src/catalog/pgs/index.ts'
import { windowParameters } from '../../src/payments/order-facts.ts'

const SRC = join(import.meta.dirname, '../../src')
const codes = [...PGS, ...CERTIFICATION_PGS].map(({ code }) => code)
const spelled = new RegExp(`(['"\`])(${codes.join('|')})(\\.[\\w.]+)?\\1`)

/** Words that are a PG's code by chance: the verb, tags and notes of its own REST operations, what an example says. */
const ANOTHER_WORD =
  /\btag: |\bexample: |\.addNote\(|\.notes\(|type NoteKind|command\('settle'\)|^\s*\*|'settle' \||`settle`/

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .filter((file) => !/^catalog\/(pgs|certifications)\//.test(file))

/** Where pay methods are spelled, some of which have the name of a PG. */
const isOfPayMethods = (file: string) => file.startsWith('catalog/methods/') || file === 'catalog/apps.ts'
const pay_methods = new Set(PAY_METHODS.map(({ code }) => code))

test('no PG is known by name outside its own file', () => {
  const found = files.flatMap((file) =>
    readFileSync(join(SRC, file), 'utf8')
      .split('\n')
      .filter((line) => !ANOTHER_WORD.test(line))
      .filter((line) => {
        const code = spelled.exec(line)?.[2]
        return code !== undefined && !(isOfPayMethods(file) && pay_methods.has(code))
      })
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(found).toEqual([])
  expect(files.length).toBeGreaterThan(200)
})

test('what a window’s steps ask of the order is kept with the order', () => {
  const facts = ['escrow', 'digital', 'customer_uid']
  const missing = PGS.flatMap((pg) => {
    const steps = [...(pg.window.before ?? []), ...Object.values(pg.window.instead ?? {}).flat()]
    const asked = steps.flatMap(({ asked, fields }) => [
      ...(asked ? [asked.param] : []),
      ...fields.flatMap(({ decided_by = [] }) => decided_by.map(({ param }) => param)),
    ])
    const params = [...asked, ...(pg.window.quota?.param ? [pg.window.quota.param] : [])]
    return params
      .map((param) => param.split('.')[0]!)
      .filter((param) => ![...facts, ...windowParameters(pg)].includes(param))
      .map((param) => `${pg.code} ${param}`)
  })
  expect([...new Set(missing)]).toEqual([])
})
