/** The API describes itself: an OpenAPI document that holds together, and a page of it that works. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { KOREAN } from '../../src/rest/korean.ts'
import { seriousIn } from '../gallery/axe.ts'
import { startSandbox, useBrowser } from '../harness.ts'
import { checklist } from '../upkeep/coverage.ts'

const browser = useBrowser()

const ENGLISH = { locale: 'en-US' }

interface Described {
  operationId: string
  parameters: { name: string; in: string; required: boolean; schema: object }[]
  responses: Record<string, { content: Record<string, { schema: object }> }>
}

async function document(url: string) {
  const text = await (await fetch(`${url}/_sandbox/openapi.json`)).text()
  return JSON.parse(text) as {
    openapi: string
    paths: Record<string, Record<string, Described>>
    components: object
  }
}

test('every operation of the emulated API and of the control API is in the document, once', async () => {
  const sandbox = await startSandbox()
  const { openapi, paths } = await document(sandbox.url)
  expect(openapi).toBe('3.1.0')
  for (const name of checklist()) {
    const [method = '', path = ''] = name.split(' ')
    expect(paths[path.replaceAll('?}', '}')]?.[method.toLowerCase()], name).toBeDefined()
  }
  expect(paths['/payments/find/{merchant_uid}']?.get).toBeDefined()
  expect(paths['/_sandbox/payments']?.post).toBeDefined()
  const ids = Object.values(paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  )
  expect(new Set(ids).size).toBe(ids.length)
})

test('each path parameter is described, and each reference leads somewhere', async () => {
  const sandbox = await startSandbox()
  const whole = await document(sandbox.url)
  for (const [path, methods] of Object.entries(whole.paths)) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()
    for (const [method, { parameters, responses }] of Object.entries(methods)) {
      const described = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)
      expect(described.sort(), `${method} ${path}`).toEqual(named)
      expect(responses['200']?.content['application/json']?.schema).toBeDefined()
    }
  }
  const references = [...JSON.stringify(whole).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
    (m) => m[1]!,
  )
  expect([...new Set(references)].sort()).toEqual(['CallerError', 'Refusal'])
})

test('an operation lists the statuses that the vendor’s document has for it', async () => {
  const { paths } = await document((await startSandbox()).url)
  const statusesOf = (path: string, method: string) => Object.keys(paths[path]?.[method]?.responses ?? {})
  expect(statusesOf('/payments', 'get')).toEqual(['200', '207', '400', '401', '404', 'default'])
  expect(statusesOf('/payments/cancel', 'post')).toEqual(['200', '401', 'default'])
  expect(statusesOf('/users/getToken', 'post')).toEqual(['200', '400', '401', 'default'])
  expect(statusesOf('/receipts/{imp_uid}', 'post')).toEqual(['200', '400', '401', '500', '501', 'default'])
  expect(statusesOf('/escrows/logis/{imp_uid}', 'put')).toEqual([
    '200',
    '400',
    '401',
    '404',
    '405',
    '409',
    '500',
    'default',
  ])
})

test('words are listed as words, though others pass, and what must be there is marked', async () => {
  const { paths } = await document((await startSandbox()).url)
  const of = (path: string, method: string, name: string) =>
    paths[path]?.[method]?.parameters.find((parameter) => parameter.name === name)
  expect(of('/payments/status/{payment_status}', 'get', 'payment_status')?.schema).toMatchObject({
    enum: ['all', 'ready', 'paid', 'cancelled', 'failed'],
  })
  expect(of('/subscribe/customers/{customer_uid}', 'delete', 'extra[requester]')).toMatchObject({
    in: 'query',
    schema: { enum: ['customer', 'admin'] },
  })
  expect(of('/subscribe/payments/schedule', 'get', 'schedule_from')?.required).toBe(true)
  const text = JSON.stringify(paths)
  expect(text).toContain('"enum":["DELIVERY_START","PURCHASE_DECISION","CANCELED"]')
  expect(text).not.toContain('"nothing"')
  expect(text).not.toContain('"documented"')
})

test('strangers’ host names see no page', async () => {
  const sandbox = await startSandbox()
  const { port } = new URL(sandbox.url)
  const page = await fetch(`${sandbox.url}/_sandbox/docs`)
  expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(await page.text()).toContain('POST')
  expect(port).not.toBe('')
})

test('a developer finds an operation on the page, tries it, and sees the answer', async () => {
  const sandbox = await startSandbox()
  const { payment } = await sandbox.pay({ merchant_uid: 'm1', amount: 14000, buyer_tel: '010-1234-5678' })
  const { page, errors, console: said } = await browser.visit(`${sandbox.url}/_sandbox/docs`, ENGLISH)
  await page.getByLabel('Find').fill('verifies a sale')
  const operation = page.locator('.operation:visible', { hasText: 'the call that verifies a sale' })
  await operation.locator('summary').first().click()
  await operation.getByRole('button', { name: 'Send' }).click()
  await operation.getByText(`"imp_uid": "${payment!.imp_uid}"`).waitFor()
  expect(await page.locator('.operation:visible').count()).toBe(1)
  expect(errors).toEqual([])
  expect(said.filter((line) => line.startsWith('error'))).toEqual([])
})

test('the page speaks Korean and English, leads to every tag, and opens what its address names', async () => {
  const sandbox = await startSandbox()
  const { page } = await browser.visit(`${sandbox.url}/_sandbox/docs#post-payments-cancel`, {
    locale: 'ko-KR',
  })
  const cancel = page.locator('#post-payments-cancel')
  await cancel.getByText('결제를 전부 또는 일부 취소합니다.').first().waitFor()
  expect(await cancel.evaluate((element) => 'open' in element && element.open)).toBe(true)
  await cancel.getByText('응답').click()
  expect(await cancel.locator('.shape pre').textContent()).toContain('cancel_amount')
  const refusals = page.locator('#refusals-tag-payments')
  await cancel.getByRole('link', { name: /거절/ }).click()
  await expect.poll(() => refusals.evaluate((element) => 'open' in element && element.open)).toBe(true)
  expect(await refusals.textContent()).toContain('cancel_exceeds_balance')
  const targets = await page
    .locator('nav a')
    .evaluateAll((links) => links.map((link) => (link as { hash?: string }).hash ?? ''))
  expect(targets.length).toBeGreaterThan(20)
  for (const target of targets) expect(await page.locator(target).count(), target).toBe(1)
  await page.getByRole('link', { name: 'English' }).click()
  await page.getByLabel('Find').fill('취소합니다')
  await page.locator('.operation:visible', { hasText: 'Gives back all that is left' }).waitFor()
  expect(await seriousIn(page)).toEqual([])
})

test('every operation of the emulated API is told in Korean, and none that is not there', async () => {
  const told = Object.keys(KOREAN)
  expect(checklist().filter((name) => !told.includes(name))).toEqual([])
  const emulated = told.filter((name) => !name.includes(' /_sandbox'))
  expect(emulated.filter((name) => !checklist().includes(name))).toEqual([])
})

test('what is copied as curl works as it is, whatever the payment is called', async () => {
  const sandbox = await startSandbox()
  const hostile = `o'1 "$(id)" <b>`
  await sandbox.pay({ merchant_uid: hostile, amount: 14000, buyer_tel: '010-1234-5678', name: hostile })
  const { page, alerts } = await browser.visit(
    `${sandbox.url}/_sandbox/docs#get-payments-find-merchant-uid-payment-status-`,
    ENGLISH,
  )
  const find = page.locator('#get-payments-find-merchant-uid-payment-status-')
  await find.getByRole('button', { name: 'Copy as curl' }).click()
  const command = (await find.locator('output pre').textContent()) ?? ''
  const { stdout } = await promisify(execFile)('sh', ['-c', command])
  expect((JSON.parse(stdout) as { response: { merchant_uid: string } }).response.merchant_uid).toBe(hostile)
  const body = page.locator('#post-payments-cancel')
  await page.goto(`${sandbox.url}/_sandbox/docs#post-payments-cancel`)
  await body.locator('textarea').fill(JSON.stringify({ merchant_uid: hostile, reason: "it's" }))
  await body.getByRole('button', { name: 'Copy as curl' }).click()
  const cancel = (await body.locator('output pre').textContent()) ?? ''
  const cancelled = JSON.parse((await promisify(execFile)('sh', ['-c', cancel])).stdout) as {
    response: { status: string; cancel_reason: string }
  }
  expect(cancelled.response).toMatchObject({ status: 'cancelled', cancel_reason: "it's" })
  expect(alerts).toEqual([])
})
