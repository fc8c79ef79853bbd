/** The emulated API is whole: nothing of the checklist is missing, nothing stands beside it, and every example arrives. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Refusal } from '../../src/catalog/refusals.ts'
import { restRouter } from '../../src/rest/router.ts'
import { createInstance } from '../../src/sandbox.ts'
import { readSettings } from '../../src/settings.ts'
import { askAsStranger, checklist, nameOf, requestOf, runExamples } from './coverage.ts'

const world = await createInstance(readSettings({ db: ':memory:', seed: '1' }))
const { merchants, operations } = world
const { access_token } = merchants.issueToken('0000000000000000', 'iamport-sandbox-secret')

/** The same routes with handlers that only say who they are. */
const reached: string[] = []
const app = express().set('query parser', 'extended')
app.use(
  restRouter({
    operations: operations.map((row) => ({ ...row, handle: () => reached.push(nameOf(row)) })),
    merchants,
    fault: (error) => {
      throw error
    },
    remarked: () => {},
    check_answers: false,
  }),
)
const server = createServer(app)
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(async () => {
  server.close()
  await world.close()
})

test('the routes are those of fixtures/operations.txt, no more and no less', () => {
  const listed = checklist()
  expect(new Set(listed).size).toBe(83)
  expect(operations.map(nameOf).sort()).toEqual([...listed].sort())
})

test('every operation says how it is known', () => {
  expect(
    operations.filter(({ known, summary }) => known.source === '' || summary === '').map(nameOf),
  ).toEqual([])
})

test.each(operations.map((row) => [nameOf(row), row] as const))(
  'the example of %s reaches its own handler',
  async (name, row) => {
    const { port } = server.address() as AddressInfo
    const { path, init } = requestOf(row, access_token)
    reached.length = 0
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, init)
    expect({ reached, answer: await answer.json() }).toMatchObject({ reached: [name], answer: { code: 0 } })
  },
)

test('every example is answered well in the world that the examples speak of', async () => {
  const runs = await runExamples()
  const bad = runs.filter(({ status, answer }) => status >= 300 || JSON.parse(answer).code !== 0)
  expect(bad.map(({ request, status, answer }) => `${request} → ${status} ${answer}`)).toEqual([])
}, 120_000)

/** What names something that somebody has made before. */
const foreign = operations
  .filter(
    ({ method, path }) =>
      /\{(imp_uid|product_order_id|member_id)\}/.test(path) || (path.includes('{') && method !== 'POST'),
  )
  .filter(({ path }) => !/^\/(banks|cards|tiers|payments\/status)\//.test(path))
  .map(nameOf)

test.each(foreign)('%s shows and changes nothing of another merchant', async (name) => {
  const answer = await askAsStranger(name)
  if (answer instanceof Refusal) return
  expect(answer).toEqual(
    name.includes('fido')
      ? expect.objectContaining({ value: null })
      : expect.objectContaining({ total: 0, list: [] }),
  )
})
