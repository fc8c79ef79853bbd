/**
 * No pattern is slow: whatever text somebody sends, each is done in a time that grows with the text, not with its square.
 * Every pattern of the sources and of the browser scripts is looked at by a checker.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isSafePattern } from 'redos-detector'
import { parseAst } from 'rolldown/parseAst'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')

interface Pattern {
  readonly where: string
  readonly source: string
  readonly flags: string
}

const patterns: readonly Pattern[] = ['src', 'views'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|js)$/.test(file))
    .flatMap((file) => patternsIn(`${folder}/${file}`)),
)

function patternsIn(file: string): Pattern[] {
  const found: Pattern[] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { regex } = node as { regex?: { pattern: string; flags: string } }
    if (regex) found.push({ where: file, source: regex.pattern, flags: regex.flags })
    for (const value of Object.values(node)) visit(value)
  }
  visit(parseAst(readFileSync(join(ROOT, file), 'utf8'), { lang: file.endsWith('.ts') ? 'ts' : 'js' }))
  return found
}

/** Files whose patterns only ever read what stands in our own sources: templates, paths of rows, helps, SQL. */
const OWN_TEXT = [
  'src/catalog/refusals.ts',
  'src/catalog/template.ts',
  'src/cli/usage.ts',
  'src/core/drivers/places.ts',
  'src/core/operation.ts',
  'src/replay/report.ts',
  'src/rest/docs-model.ts',
  'src/rest/openapi.ts',
  'src/rest/table.ts',
]

/** Files that read the developer's own sources, at a command of theirs, and only the beginning of a file. */
const OWN_PROJECT = ['src/cli/find-shop.ts']

/** Linear for a reason that the checker does not see, which looks at one place where a match may begin. */
const LINEAR: Readonly<Record<string, string>> = {
  '\\S\\s+\\S': 'a run of blanks has one beginning: the character before it is none',
  ' \\d+ms$': 'digits hold no blank, so that no second match begins among them',
  ':(\\d+)$': 'digits hold no colon, so that no second match begins among them',
  '(^|\\.)portone\\.io(:\\d+)?$': 'digits hold no point, and the rest has one length',
  '\\{(\\w+)\\}': 'a name holds no brace',
  ':\\d+$': 'digits hold no colon, so that no second match begins among them',
  '^(\\[[^\\]]*\\]|[^:]*)(?::(\\d{0,5}))?$':
    'begins at the beginning alone, and a colon or a bracket ends each run',
  '\\([^()]*\\)$': 'what stands in it is no bracket, so that no second match begins there',
  'token|secret|passw|pwd|signature|api_?-?key|authorization|cookie|birth|gender_?digit|"rrn"|"pin"|"cvc"|"cvv"|"otp"|:\\/\\/|"card[_-]?(?:number|num|no)"\\s*:\\s*"?\\d[\\d -]{11}|\\\\u':
    'blanks stand between a name in quotes and a colon, so that each run has one beginning',
  '-+$': 'it reads sixty letters at most',
  '^(\\d+|\\d{1,3}(,\\d{3})+)$': 'after the first three digits a comma decides which way it is',
  '^(\\d+|\\d{1,3}(,\\d{3})+)(\\.\\d+)?$': 'after the first three digits a comma decides which way it is',
}

/** Without a repetition a match has one length, wherever it begins. */
const hasRepetition = (source: string) => /(?<!\\)[*+]|\{\d+,\d*\}/.test(source)

test('patterns are found in the sources', () => {
  expect(patterns.length).toBeGreaterThan(150)
})

test.each(
  patterns
    .filter(({ where }) => ![...OWN_TEXT, ...OWN_PROJECT].includes(where))
    .map((p) => [p.where, p.source, p.flags]),
)('%s: /%s/%s reads any text in linear time', (_where, source, flags) => {
  if (!hasRepetition(source) || LINEAR[source] !== undefined) return expect(source).not.toBe('')
  // Bounded in steps, which are the same on any machine.
  const ignore_case = { caseInsensitive: flags.includes('i'), unicode: flags.includes('u') }
  const { safe } = isSafePattern(source, { ...ignore_case, downgradePattern: true })
  expect({ source, safe }).toEqual({ source, safe: true })
})

test('what is excused is there', () => {
  const sources = patterns.map(({ source }) => source)
  expect(Object.keys(LINEAR).filter((source) => !sources.includes(source))).toEqual([])
  expect(OWN_TEXT.filter((file) => !patterns.some(({ where }) => where === file))).toEqual([])
})

test('a pattern is made at run time of a number of digits alone, never of what somebody sends', () => {
  const made = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter(
      (file) => file.endsWith('.ts') && /new RegExp\(/.test(readFileSync(join(ROOT, 'src', file), 'utf8')),
    )
    .sort()
  expect(made).toEqual(['catalog/methods/japan.ts', 'kit/fields.ts'])
})
