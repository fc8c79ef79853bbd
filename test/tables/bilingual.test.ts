/** Who is answered in Korean, and who in English. */
import { expect, test } from 'vitest'
import { inLang, langOfEnvironment, langOfHeader, say } from '../../src/core/bilingual.ts'

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
