/** Who is answered in Korean, and who in English. */
import { expect, test } from 'vitest'
import { asBilingual, inLang, langOfEnvironment, langOfHeader, say } from '../../src/core/bilingual.ts'
import { gone, whyNotOpened, whyNotUsed } from '../../src/core/database-error.ts'
import type { Driver } from '../../src/core/drivers/driver.ts'

test.each([
  ['ko-KR,ko;q=0.9,en-US;q=0.8', 'ko'],
  ['en-US,en;q=0.9,ko;q=0.8', 'en'],
  ['ja,en;q=0.5,ko;q=0.7', 'ko'],
  ['EN', 'en'],
  ['en;q=0, ko;q=0.1', 'ko'],
  ['*', null],
  ['', null],
  [undefined, null],
  [';;;,,q=q', null],
])('a browser that asks for %j reads %j', (header, lang) => {
  expect(langOfHeader(header)).toBe(lang)
})

test.each([
  [{}, 'ko'],
  [{ LANG: 'C' }, 'ko'],
  [{ LANG: 'C.UTF-8' }, 'ko'],
  [{ LC_ALL: 'POSIX', LANG: 'en_US.UTF-8' }, 'ko'],
  [{ LANG: 'ko_KR.UTF-8' }, 'ko'],
  [{ LANG: 'en_US.UTF-8' }, 'en'],
  [{ LC_ALL: '', LANG: 'en_GB' }, 'en'],
  [{ LANG: 'ko_KR.UTF-8', LC_ALL: 'en_US.UTF-8' }, 'en'],
])('a terminal with %j reads %j', (env, lang) => {
  expect(langOfEnvironment(env)).toBe(lang)
})

test('a name is the same in both languages', () => {
  expect(inLang('html5_inicis', 'en')).toBe('html5_inicis')
  expect(inLang(say('결제', 'Payments'), 'en')).toBe('Payments')
  expect(inLang(say('결제', 'Payments'), 'ko')).toBe('결제')
})

test('a database that cannot be used says so in both languages, whatever is wrong with it', () => {
  const driver = { codeOf: (error: unknown) => String(error) } as unknown as Driver
  const codes = ['SQLITE_NOTADB', 'EMFILE', 'SQLITE_CANTOPEN', 'SQLITE_BUSY', 'SQLITE_FULL', 'SQLITE_CORRUPT']
  const opening = codes.map((code) => whyNotOpened(driver, code, 'shop.db').said)
  const in_use = ['SQLITE_FULL', 'SQLITE_BUSY', 'SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_IOERR']
  const using = in_use.map((code) => whyNotUsed(driver, code, 'shop.db')!.said)
  for (const said of [...opening, ...using, gone('shop.db', say('이(가) 잘렸습니다', ' was cut')).said]) {
    const { ko, en } = asBilingual(said)
    expect(ko).toMatch(/shop\.db.*[가-힣]/)
    expect(en).toMatch(/shop\.db/)
    expect(en).not.toMatch(/[가-힣]/)
  }
})
