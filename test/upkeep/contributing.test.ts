/** CONTRIBUTING.md tells the truth: its questions are answered by the tree, and `npm run check` is the gate. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from './sources.ts'

const page = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8')

/** `src/…` in backticks, and the word that stands there. */
const rows = page
  .split('## Where is …?')[1]!
  .split('\n## ')[0]!
  .split('\n')
  .filter((line) => line.startsWith('| Where') || line.startsWith('| Who'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, question = '', answer = '']) => {
    const words = [...answer.matchAll(/`([^`]+)`/g)].map((match) => match[1]!)
    const isPath = (word: string) => word.startsWith('src/')
    return { question, paths: words.filter(isPath), words: words.filter((word) => !isPath(word)) }
  })

test('ten questions are asked', () => {
  expect(rows).toHaveLength(10)
})

test.each(rows)('$question', ({ paths, words }) => {
  expect(paths.length).toBeGreaterThan(0)
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
  const [first = ''] = paths
  for (const word of words) expect(textOf(join(ROOT, first))).toMatch(new RegExp(`\\b${word}\\b`))
})

/** A file, or all files of a folder. */
function textOf(path: string): string {
  if (statSync(path).isFile()) return readFileSync(path, 'utf8')
  return readdirSync(path)
    .map((name) => textOf(join(path, name)))
    .join('\n')
}

test('npm run check runs what the gate runs', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const gate = readFileSync(join(ROOT, '.ci/run'), 'utf8')
  const steps = [...gate.matchAll(/^run (npm (?:run )?(?!ci\b)[\w:]+)/gm)].map((match) => match[1])
  expect(scripts.check.split(' && ')).toEqual(steps)
  expect(steps.length).toBeGreaterThan(2)
})

test('every script and file that the page names is there', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const named = [...page.matchAll(/npm run ([\w:]+)/g)].map((match) => match[1]!)
  expect(named.filter((name) => !(name in scripts))).toEqual([])
  const files = [...page.matchAll(/`((?:src|test|docs|fixtures)\/[\w./-]+)`/g)].map((match) => match[1]!)
  expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([])
})
