/** The library speaks as the command line does: in the language that was asked for, or else in that of the process. */
import { describe, expect, onTestFinished, test } from 'vitest'
import { connectSandbox, createSandbox, type SandboxOptions } from '../../src/index.ts'
import { enter, leave } from '../../src/testing/current.ts'
import { matchers } from '../../src/testing/matchers.ts'

const HANGUL = /[가-힣]/
const CLOCK = '2026-01-01T00:00:00+09:00'
const ORDER = { merchant_uid: 'o1', amount: 1000, buyer_tel: '010-1234-5678' }

async function start(options: SandboxOptions) {
  const sandbox = await createSandbox({ clock: CLOCK, leaks: 'ignore', ...options })
  onTestFinished(() => sandbox.close())
  return sandbox
}

type Members = Awaited<ReturnType<typeof start>> | Awaited<ReturnType<typeof connectSandbox>>

/** What somebody does wrongly, of each member that can be used wrongly. */
const WRONG: readonly (readonly [string, (sandbox: Members) => unknown])[] = [
  ['pay', (sandbox) => sandbox.pay({ ...ORDER, outcome: 'explode' as 'approve' })],
  ['open', (sandbox) => sandbox.open({ ...ORDER, device: 'tv' as 'pc' })],
  ['end', (sandbox) => sandbox.end({ payment: null } as never, 'approve')],
  ['certify', (sandbox) => sandbox.certify({ outcome: 1 } as never)],
  ['deposit', (sandbox) => sandbox.deposit({ payment: null } as never)],
  ['deposit before now', (sandbox) => sandbox.deposit('imp_1', { at: '2020-01-01T00:00:00+09:00' })],
  ['deposit at no time', (sandbox) => sandbox.deposit('imp_1', { at: 'noon' })],
  ['issueBillingKey', (sandbox) => sandbox.issueBillingKey({} as never)],
  ['schedule', (sandbox) => sandbox.schedule({} as never)],
  ['resend', (sandbox) => sandbox.resend(4711)],
  ['webhookRule', async (sandbox) => sandbox.webhookRule({ nonsense: 1 } as never)],
  ['waitFor', (sandbox) => sandbox.waitFor('payment', { merchant_uid: 'none' }, { timeout_ms: 1 })],
  ['advance', (sandbox) => sandbox.advance('soon')],
  ['advance too far', (sandbox) => sandbox.advance('9000 years')],
  ['settings', async (sandbox) => sandbox.settings({ nonsense: 1 } as never)],
  ['restore', (sandbox) => sandbox.restore('none')],
  ['reset', (sandbox) => sandbox.reset({ payments: 1 } as never)],
]

describe.each(['ko', 'en'] as const)('in %s', (lang) => {
  const isSaid = (said: string) => {
    if (lang === 'ko') expect(said).toMatch(HANGUL)
    else expect(said).not.toMatch(HANGUL)
  }
  const saidBy = (work: () => unknown) =>
    Promise.resolve()
      .then(work)
      .then(
        () => expect.unreachable('it was taken'),
        (error: Error) => {
          expect(error.constructor.name).toBe('SandboxError')
          return error.message
        },
      )

  test.each(WRONG)('%s', async (_what, use) => {
    const sandbox = await start({ lang })
    isSaid(await saidBy(() => use(sandbox)))
    const connected = await connectSandbox(sandbox.url, { lang })
    isSaid(await saidBy(() => use(connected)))
  })

  test('options, a place where nothing listens, what is closed and what was left', async () => {
    isSaid(await saidBy(() => createSandbox({ lang, clock: 'noon' })))
    isSaid(await saidBy(() => createSandbox({ lang, world: { payments: 1 } as never })))
    isSaid(await saidBy(() => connectSandbox('sandbox', { lang })))
    const sandbox = await createSandbox({ lang, leaks: 'throw', webhook: 'http://127.0.0.1:1/hook' })
    await sandbox.pay(ORDER)
    const waiting = saidBy(() => sandbox.waitFor('payment', { merchant_uid: 'none' }))
    isSaid(await saidBy(() => sandbox.close()))
    isSaid(await waiting)
    isSaid(await saidBy(() => sandbox.payments()))
    isSaid(await saidBy(() => connectSandbox(sandbox.url, { lang })))
  })

  test('matchers and the story of a payment', async () => {
    const sandbox = await start({ lang, webhook: 'http://127.0.0.1:1/hook' })
    enter(sandbox, lang)
    onTestFinished(() => leave(sandbox))
    const { payment } = await sandbox.pay(ORDER)
    const told = [
      matchers.toHaveBeenPaid(payment, 14),
      matchers.toHaveFailed(payment, 'x'),
      matchers.toHaveBeenCancelled(payment),
      matchers.toHaveBeenCancelled(payment, 14),
      matchers.toBeWaitingForDeposit(payment),
      matchers.toHaveReceivedWebhook(payment, 'paid', { times: 2 }),
      matchers.toHaveReceivedWebhook('http://127.0.0.1:1/hook'),
      matchers.toHaveBeenPaid('nobody'),
      matchers.toHaveFailed(payment),
    ]
    for (const { pass, message } of told) {
      expect(pass).toBe(false)
      for (const line of message().split('\n')) if (!/^o1 imp_\d+: paid/.test(line)) isSaid(line)
    }
    isSaid(matchers.toHaveBeenPaid(payment).message().split('\n')[0]!)
  })
})

test('without an option it is the language of the process', async () => {
  const before = process.env.IAMPORT_SANDBOX_LANG
  onTestFinished(() => {
    if (before === undefined) delete process.env.IAMPORT_SANDBOX_LANG
    else process.env.IAMPORT_SANDBOX_LANG = before
  })
  const sandbox = await start({})
  process.env.IAMPORT_SANDBOX_LANG = 'en'
  await expect((await start({})).restore('x')).rejects.toThrow('There is no snapshot x (kept: none).')
  process.env.IAMPORT_SANDBOX_LANG = 'ko'
  await expect(sandbox.restore('x')).rejects.toThrow('x라는 이름으로 저장한 상태가 없습니다')
  await expect((await start({ lang: 'en' })).restore('x')).rejects.toThrow('There is no snapshot x')
})
