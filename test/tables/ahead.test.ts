/** What stands ahead of an app answers, hands on, or fails as one of its routes would. */
import { createServer, type RequestListener, type ServerOptions } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type NextFunction, type Request, type Response } from 'express'
import { expect, onTestFinished, test } from 'vitest'
import { ahead, createBorn, failedAhead } from '../../src/core/ahead.ts'

function appAhead() {
  const app = express()
  app.use(failedAhead)
  app.get('/page', (req, res) => res.json({ page: req.originalUrl, query: req.query }))
  app.use((error: Error, _req: Request, res: Response, _next: NextFunction) => {
    res.status(500).json({ failed: error.message })
  })
  const first = (req: Request, res: Response, next: NextFunction) => {
    if (req.path === '/first')
      return void res.status(201).json({ first: req.get('x-name'), query: req.query })
    if (req.path === '/broken') throw new Error('thrown')
    if (req.path === '/handed') return next(new Error('handed on'))
    return next()
  }
  return { app, listener: ahead(first, app) }
}

async function listening(listener: RequestListener, options: ServerOptions = {}) {
  const server = createServer(options, listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return async (path: string) => {
    const answer = await fetch(url + path, { headers: { 'x-name': 'kim' } })
    return [answer.status, answer.headers.get('content-type') === null ? null : await answer.text()]
  }
}

const SAID: [string, number, string][] = [
  ['/first?a[b]=1', 201, '{"first":"kim","query":{"a[b]":"1"}}'],
  ['/page?a=1', 200, '{"page":"/page?a=1","query":{"a":"1"}}'],
  ['/broken', 500, '{"failed":"thrown"}'],
  ['/handed', 500, '{"failed":"handed on"}'],
]

test.each(SAID)('%s is answered by whoever it is for', async (path, status, text) => {
  const { listener } = appAhead()
  const ask = await listening(listener)
  expect(await ask(path)).toEqual([status, text])
})

test('requests are born as the app wants them, from the moment that it is there', async () => {
  const { app, listener } = appAhead()
  const born = createBorn()
  const seen: boolean[] = []
  const ask = await listening((req, res) => {
    seen.push(Object.getPrototypeOf(req) === app.request && Object.getPrototypeOf(res) === app.response)
    listener(req, res)
  }, born.options)
  expect(await ask('/page')).toEqual([200, '{"page":"/page","query":{}}'])
  born.as(app)
  for (const [path, status, text] of SAID) expect(await ask(path)).toEqual([status, text])
  expect(seen).toEqual([false, true, true, true, true])
})
