/** What is wrong with a parameter, in the words of an English sentence, after `must be`. */
import type { z } from 'zod'
import { isTooLarge } from './too-large.ts'
import { takenBy } from './union-issue.ts'

/** What it must be: `a number`, `at most 40 characters`, `one of all, ready, paid`. */
export function englishMust(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (isTooLarge(issue)) return 'a number that is not too large'
      return TYPE_WORDS[issue.expected] ?? issue.expected
    case 'too_big':
      return issue.origin === 'number' && !issue.inclusive
        ? `less than ${issue.maximum}`
        : `at most ${counted(Number(issue.maximum), issue.origin)}`
    case 'too_small':
      return issue.origin === 'number' && !issue.inclusive
        ? `more than ${issue.minimum}`
        : `at least ${counted(Number(issue.minimum), issue.origin)}`
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`
    case 'unrecognized_keys':
      return `without ${issue.keys.join(', ')}`
    case 'invalid_format':
      // Words of our own say more than the pattern.
      return issue.format === 'regex' && /^Invalid /.test(issue.message)
        ? `of the form ${issue.pattern ?? ''}`
        : issue.message
    case 'invalid_key':
      return `under another name: that must be ${issue.issues.map(englishMust).join(' and ')}`
    case 'invalid_union':
      return oneOf(takenBy(issue)) || issue.message
    default:
      return issue.message
  }
}

/** `1 character`, `40 characters`, `2 items`, `20`: what is counted depends on what it is. */
function counted(n: number, origin: string): string {
  const noun = { string: 'character', array: 'item' }[origin]
  return noun === undefined ? String(n) : `${n} ${noun}${n === 1 ? '' : 's'}`
}

function oneOf({ words, types }: ReturnType<typeof takenBy>): string {
  const named = types.map((type) => TYPE_WORDS[type] ?? type)
  return [...(words.length > 0 ? [`one of ${words.join(', ')}`] : []), ...named].join(' or ')
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'a string',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}
