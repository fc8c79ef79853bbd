/** The types of iamport-sandbox/imp, and those that shops use already: both compile against pages that load our script. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')

/** Compiles one page as a shop would; answers what the compiler says. */
async function compile(page: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'types-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const config = {
    compilerOptions: {
      ...{ target: 'es2022', module: 'esnext', moduleResolution: 'bundler', lib: ['es2022', 'dom'] },
      ...{ strict: true, noEmit: true, skipLibCheck: true, types: [] },
      paths: {
        'iamport-sandbox/imp': [join(ROOT, 'src/imp.ts')],
        'iamport-typings': [join(ROOT, 'node_modules/iamport-typings/src/index.d.ts')],
      },
    },
    files: ['page.ts'],
  }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config))
  await writeFile(join(folder, 'page.ts'), page)
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc')
  const run = promisify(execFile)(process.execPath, [compiler, '-p', folder])
  return run.then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  )
}

test('a page with iamport-sandbox/imp compiles, and what is wrong in it does not', async () => {
  const said = await compile(`import type { ImpResult } from 'iamport-sandbox/imp'
    window.IMP.init('imp00000000')
    IMP.request_pay(
      { pg: 'html5_inicis', pay_method: 'card', merchant_uid: 'order_1', amount: 14000, display: { card_quota: [2, 3] } },
      (rsp: ImpResult) => console.log(rsp.success, rsp.imp_uid, rsp.paid_amount, rsp.apply_num, rsp.error_msg),
    )
    IMP.certification({ min_age: 19, popup: true }, ({ success, imp_uid }) => console.log(success, imp_uid))
    IMP.agency('imp00000000', 'ABC')
    IMP.communicate({ result: 'process' })
    IMP.naver_zzim({ naverProducts: [{ uid: 'p', name: '상품', count: 1 }] })
    IMP.close()
    IMP.loadUI('paypal-spb', { channelKey: 'channel-key-1', amount: 10 }, (rsp) => console.log(rsp.imp_uid))
    IMP.updateLoadUIRequest('paypal-spb', { amount: 12 })
    IMP.loadModule('toss-brandpay', { userCode: 'imp1' }, { customerKey: 'k' }).then((module) => module.openSettings())
    IMP.payport({ action: 'pay' }, ({ impSuccess }) => console.log(impSuccess))
    // @ts-expect-error an amount is a number
    IMP.request_pay({ amount: '14000' })
    // @ts-expect-error a shop has to say who it is
    IMP.init()
  `)
  expect(said).toBe('')
})

test('a page with the npm package iamport-typings compiles, and takes what our callback gives', async () => {
  const said = await compile(`import type { RequestPayParams, RequestPayResponse } from 'iamport-typings'
    const param: RequestPayParams = {
      pg: 'html5_inicis', pay_method: 'card', merchant_uid: 'order_1', amount: 14000, name: '주문명', buyer_tel: '010-1234-5678',
    }
    window.IMP?.init('imp00000000')
    window.IMP?.request_pay(param, (rsp: RequestPayResponse) => console.log(rsp.success, rsp.imp_uid, rsp.error_msg))
  `)
  expect(said).toBe('')
})

test('a result of ours fits into the response type of iamport-typings', async () => {
  const said = await compile(`import type { RequestPayResponse } from 'iamport-typings'
    const rsp: Pick<RequestPayResponse, 'success' | 'merchant_uid' | 'paid_amount' | 'status' | 'apply_num'> =
      { success: true, merchant_uid: 'order_1', paid_amount: 14000, status: 'paid', apply_num: '12345678' }
    console.log(rsp)
  `)
  expect(said).toBe('')
})
