/** Answers are compared with their rows: what a row does not say is a fault of the sandbox, told and not answered. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { Answer, operation } from '../../src/core/operation.ts'
import { assumed } from '../../src/core/provenance.ts'
import { restRouter } from '../../src/rest/router.ts'
import { createInstance } from '../../src/sandbox.ts'
import { readSettings } from '../../src/settings.ts'

const returns = z.object({ imp_uid: z.string(), list: z.array(z.object({ amount: z.number() })) })

async function ask(answer: unknown, check_answers = true) {
  const world = await createInstance(readSettings({ db: ':memory:', seed: '1' }))
  const faults: string[] = []
  const row = operation({
    method: 'GET',
    path: '/thing',
    tag: 'things',
    summary: 'A thing.',
    token: false,
    returns: z.unknown(),
    known: assumed('a test'),
    handle: () => answer,
  })
  const { merchants } = world
  const fault = (error: unknown) => faults.push(String(error))
  const parts = { operations: [{ ...row, returns }], merchants, fault, remarked: () => {}, check_answers }
  const server = createServer(express().use(restRouter(parts)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.close()
    await world.close()
  })
  const { port } = server.address() as AddressInfo
  const envelope = await (await fetch(`http://127.0.0.1:${port}/thing`)).json()
  return { faults, envelope }
}

const right = { imp_uid: 'imp_1', list: [{ amount: 1 }] }

test('an answer that its row describes is no fault, plain or with another status', async () => {
  expect((await ask(right)).faults).toEqual([])
  expect((await ask(new Answer(207, right))).faults).toEqual([])
})

test.each([
  ['a wrong type', { ...right, imp_uid: 1 }, 'imp_uid'],
  ['a missing key', { imp_uid: 'imp_1' }, 'list'],
  ['a key too many', { ...right, secret: 1 }, 'the row does not name secret'],
  [
    'a key too many, deep inside',
    { ...right, list: [{ amount: 1, tax: 2 }] },
    'the row does not name list.0.tax',
  ],
])('%s is a fault, and the client gets the answer all the same', async (_what, answer, said) => {
  const { faults, envelope } = await ask(answer)
  expect(faults).toHaveLength(1)
  expect(faults[0]).toContain('GET /thing answers against its row')
  expect(faults[0]).toContain(said)
  expect(envelope).toEqual({ code: 0, message: null, response: answer })
})

test('in production nothing is compared', async () => {
  expect((await ask({ wrong: true }, false)).faults).toEqual([])
})
