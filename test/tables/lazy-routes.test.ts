/** Routes that are loaded with the first request for them. */
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { expect, test } from 'vitest'
import { lazyRoutes } from '../../src/core/lazy-routes.ts'

const ask = (routes: RequestHandler) =>
  new Promise<unknown>((resolve) => {
    const res = { end: resolve } as unknown as Response
    routes({} as Request, res, resolve as NextFunction)
  })

test('they are loaded once, for however many ask at the same time', async () => {
  let loads = 0
  const routes = lazyRoutes(async () => {
    loads++
    return (_req, res) => void res.end('answered')
  })
  expect(await Promise.all([ask(routes), ask(routes)])).toEqual(['answered', 'answered'])
  expect(await ask(routes)).toBe('answered')
  expect(loads).toBe(1)
})

test('what could not be loaded is an error of that request, and is tried again at the next', async () => {
  const trouble = new Error('EMFILE: too many open files')
  let loads = 0
  const routes = lazyRoutes(async () => {
    if (loads++ === 0) throw trouble
    return (_req, res) => void res.end('answered')
  })
  expect(await ask(routes)).toBe(trouble)
  expect(await ask(routes)).toBe('answered')
})
