/** Whatever is used wrongly is said in the language that was asked for: on the command line and by the control API. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { REFUSALS } from '../../src/catalog/refusals.ts'
import { controlRows } from '../../src/control/rows.ts'
import { createInstance } from '../../src/sandbox.ts'
import { readSettings } from '../../src/settings.ts'
import { makeFolder, run, startCli } from './command-line.ts'

const HANGUL = /[가-힣]/
/** Three English words in a row that are no name, flag or code. */
const SENTENCE = /(?<![`'"(\w/.-])[a-z]{2,} [a-z]{2,} [a-z]{2,}(?![\w/])/i

describe('the control API', () => {
  test('every row with wrong input answers in the language of Accept-Language', {
    timeout: 120_000,
  }, async () => {
    const instance = await createInstance(readSettings({ port: '0', db: ':memory:' }))
    onTestFinished(() => instance.close())
    const url = await instance.listen()
    const seen: string[] = []
    const hints: (string | null)[] = []
    for (const { method, path, body: takes } of controlRows(instance)) {
      const address = `${url}/_sandbox${path.replace(/\{\w+\??\}/g, 'nobody')}`
      const wrong = method === 'GET' ? `${address}?limit=zero&page=-1&since=x&after=y&id=z` : address
      for (const lang of ['ko', 'en'] as const) {
        const headers = { 'content-type': 'application/json', 'accept-language': lang }
        const names = takes && 'shape' in takes ? Object.keys(takes.shape as object) : ['nonsense']
        const body = JSON.stringify(Object.fromEntries(names.map((name) => [name, [{}]])))
        const answer = await fetch(wrong, { method, headers, ...(method === 'GET' ? {} : { body }) })
        if (answer.ok) continue
        const { error } = (await answer.json()) as {
          error: { name: string; message: string; hint: string | null }
        }
        expect(answer.status, `${method} ${path}`).toBeLessThan(500)
        const is_iamports = error.name in REFUSALS && !error.name.startsWith('parameter_')
        // What iamport itself would say stays as it is; the hint beside it is ours.
        if (is_iamports) hints.push(error.hint)
        if (is_iamports && error.hint !== null) {
          if (lang === 'en') expect(error.hint, `${method} ${path}`).not.toMatch(HANGUL)
          else expect(error.hint, `${method} ${path}`).toMatch(HANGUL)
        }
        if (is_iamports) continue
        // PGs are called by their Korean names.
        const said = `${error.message} ${error.hint ?? ''}`.replace(/KCP 퀵페이|KG이니시스/g, '')
        seen.push(`${method} ${path}`)
        if (lang === 'en') expect(said, `${method} ${path}`).not.toMatch(HANGUL)
        else {
          expect(error.message, `${method} ${path}`).toMatch(HANGUL)
          expect(said, `${method} ${path}`).not.toMatch(SENTENCE)
        }
      }
    }
    expect(new Set(seen).size).toBeGreaterThan(15)
    expect(hints.filter((hint) => hint !== null).length).toBeGreaterThan(10)
  })

  test('without a header it is the language of the sandbox; the hint header stays English', async () => {
    const instance = await createInstance(readSettings({ port: '0', db: ':memory:', lang: 'en' }))
    onTestFinished(() => instance.close())
    const url = await instance.listen()
    const read = async (headers: Record<string, string>) => {
      const answer = await fetch(`${url}/_sandbox/snapshots/x`, { method: 'DELETE', headers })
      return ((await answer.json()) as { error: { message: string } }).error.message
    }
    // undici sends `accept-language: *` of its own.
    expect(await read({})).toBe('There is no snapshot x (kept: none).')
    expect(await read({ 'accept-language': 'ko-KR' })).toBe(
      'x라는 이름으로 저장한 상태가 없습니다 (저장된 것: 없음).',
    )
  })

  test('lines of the journal come in the language of whoever asks', async () => {
    const folder = makeFolder()
    const { url } = await startCli(folder, ['--port', '0', '--db', ':memory:'])
    await run(folder, ['pay', '--merchant-uid', 'o1'])
    const lines = async (lang: string) => {
      const answer = await fetch(`${url}/_sandbox/events`, { headers: { 'accept-language': lang } })
      return ((await answer.json()) as { list: { text: string }[] }).list.map(({ text }) => text).join('\n')
    }
    expect(await lines('ko')).toContain('결제 승인 o1 14,000원')
    expect(await lines('en')).toContain('approved o1 14,000 KRW')
    expect(await lines('en')).not.toMatch(HANGUL)
  })
})

describe('the command line', () => {
  const WRONG: readonly string[][] = [
    ['strat'],
    ['help', 'strat'],
    ['--prot', '1'],
    ['--port'],
    ['--port', 'abc'],
    ['--webhook', 'x'],
    ['--webhook-type', 'xml'],
    ['--clock', 'noon'],
    ['--db', ''],
    ['--host', ''],
    ['--keep-trace', 'much'],
    ['--trust-proxy', 'x'],
    ['--allow-origin', 'x/y'],
    ['--default-pg', 'inicsi'],
    ['--world', 'nowhere.json'],
    ['deposit'],
    ['payments', 'all'],
    ['payments', '--limit', 'zero'],
    ['payments', '--status', 'gone'],
    ['pay', '--device', 'tv'],
    ['pay', '--amount', 'much'],
    ['pay', '--pg', 'inicsi'],
    ['pay', '--pay-method', 'crad'],
    ['pay', '--param', 'x'],
    ['pay', '--outcome', 'close', '--decline', 'X'],
    ['payments', '--url', 'sandbox'],
    ['advance', 'soon'],
    ['logs', '-n', 'many'],
    ['run'],
    ['run', '--app-port', 'x', '--', 'true'],
    ['run', '--wait-for', 'x', '--', 'true'],
    ['run', '--', 'no-such-program'],
    ['replay', '--target', 'x'],
    ['replay', '--diff', 'a'],
    ['scenario', 'amr'],
    ['scenario', 'arm'],
    ['import', 'nowhere.json'],
    ['completion', 'tcsh'],
    ['open', 'x'],
    ['stop'],
    ['status'],
    ['health'],
    ['settle'],
  ]
  test.each(WRONG)('%s %s %s', async (...args) => {
    const words = args.filter((word) => typeof word === 'string')
    const folder = makeFolder()
    const korean = await run(folder, words)
    const english = await run(folder, words, { LANG: 'en_US.UTF-8' })
    expect(korean.code).toBeGreaterThan(0)
    expect(english.code).toBe(korean.code)
    expect(korean.stderr).toMatch(HANGUL)
    expect(korean.stderr).not.toMatch(SENTENCE)
    expect(english.stderr).toMatch(/^[^\n]+\n/)
    expect(english.stderr).not.toMatch(HANGUL)
  })

  test('C and POSIX name no language, --lang goes before all', async () => {
    const folder = makeFolder()
    const said = async (args: string[], env: Record<string, string>) =>
      (await run(folder, ['strat', ...args], env)).stderr
    expect(await said([], { LANG: 'C.UTF-8' })).toMatch(HANGUL)
    expect(await said([], { LC_ALL: 'POSIX', LANG: 'en_US' })).toMatch(HANGUL)
    expect(await said([], { LANG: 'en_US', IAMPORT_SANDBOX_LANG: 'ko' })).toMatch(HANGUL)
    expect(await said(['--lang', 'en'], { LANG: 'ko_KR.UTF-8' })).not.toMatch(HANGUL)
  })
})

test('a world file that is a payment of iamport says what to do with it', async () => {
  const folder = makeFolder()
  const payment = { imp_uid: 'imp_448280090638', merchant_uid: 'o1', amount: 100, status: 'paid' }
  writeFileSync(join(folder, 'p.json'), JSON.stringify({ code: 0, message: null, response: payment }))
  const { code, stderr } = await run(folder, ['--port', '0', '--world', 'p.json'])
  expect(code).toBe(2)
  expect(stderr).toMatch(/^[^\n]*iamport-sandbox import[^\n]*\n$/)
})
