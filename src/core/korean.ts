/** What is wrong with a parameter, in the words of a Korean sentence. */
import type { z } from 'zod'
import { josa } from './josa.ts'
import { isTooLarge } from './too-large.ts'
import { takenBy } from './union-issue.ts'

/** `display.card_quota.0` as people say it: `display.card_quota의 1번째 값`. */
export function koreanPath(path: readonly PropertyKey[]): string {
  let name = ''
  for (const part of path) {
    if (typeof part === 'number') name = name === '' ? `${part + 1}번째 값` : `${name}의 ${part + 1}번째 값`
    else
      name = /값$/.test(name)
        ? `${name}의 ${String(part)}`
        : name === ''
          ? String(part)
          : `${name}.${String(part)}`
  }
  return name || '본문'
}

/** What it must be: `숫자여야 합니다.` */
export function koreanMust(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (isTooLarge(issue)) return '너무 크지 않은 숫자여야 합니다.'
      return mustBe(issue.expected)
    case 'too_big':
      return issue.origin === 'number' && !issue.inclusive
        ? `${issue.maximum}보다 작아야 합니다.`
        : `${counted(Number(issue.maximum), issue.origin)} 이하여야 합니다.`
    case 'too_small':
      return issue.origin === 'number' && !issue.inclusive
        ? `${issue.minimum}보다 커야 합니다.`
        : `${counted(Number(issue.minimum), issue.origin)} 이상이어야 합니다.`
    case 'invalid_value':
      return `${issue.values.map(String).join(', ')} 중 하나여야 합니다.`
    case 'invalid_format':
      return issue.format === 'regex' ? `${issue.pattern ?? ''} 형식이어야 합니다.` : WRONG_FORM
    case 'unrecognized_keys':
      return `${issue.keys.join(', ')}은(는) 쓸 수 없습니다.`
    case 'invalid_key':
      return `이름이 ${issue.issues.map(koreanMust).join(' ')}`
    case 'invalid_union':
      return mustBeOneOf(takenBy(issue))
    case 'custom':
      return typeof issue.params?.ko === 'string' ? issue.params.ko : WRONG_FORM
    default:
      return /[가-힣]/.test(issue.message) ? issue.message : WRONG_FORM
  }
}

/** `40자`, `2개`, `20` */
function counted(n: number, origin: string): string {
  return `${n}${{ string: '자', array: '개' }[origin] ?? ''}`
}

/** `숫자여야 합니다.` */
function mustBe(type: string): string {
  const noun = NOUNS[type] ?? '형식이 올바른 값'
  // `false` is read 폴스.
  return `${noun}${type === 'boolean' ? '여야' : josa(noun, '이어야', '여야')} 합니다.`
}

/** `approve, cancel 중 하나이거나 객체여야 합니다.` */
function mustBeOneOf({ words, types }: ReturnType<typeof takenBy>): string {
  const last = types.at(-1)
  const listed = words.length > 0 ? [`${words.join(', ')} 중 하나`] : []
  if (last === undefined) return listed.length > 0 ? `${listed[0]}여야 합니다.` : WRONG_FORM
  const before = [...listed, ...types.slice(0, -1).map((type) => NOUNS[type] ?? type)]
  return `${before.map((one) => `${one}이거나 `).join('')}${mustBe(last)}`
}

const WRONG_FORM = '형식이 올바르지 않습니다.'

const NOUNS: Readonly<Record<string, string>> = {
  number: '숫자',
  int: '정수',
  string: '문자열',
  boolean: 'true 또는 false',
  array: '배열',
  object: '객체',
  record: '객체',
}
