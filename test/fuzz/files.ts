/** Files that people write, and get wrong: scenarios, worlds, descriptions of shops. Each is read, or refused in sentences. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { parseYaml, YamlError } from '../../src/core/yaml-file.ts'
import { ShopAdapter } from '../../src/replay/adapter.ts'
import { readYaml } from '../../src/replay/read-yaml.ts'
import { readScript } from '../../src/replay/replay.ts'
import { parseWorld, WorldError } from '../../src/world/read.ts'

const FIXTURES = join(import.meta.dirname, '../../fixtures')

function texts(folder: string): string[] {
  return readdirSync(join(FIXTURES, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ya?ml|json)$/.test(file))
    .map((file) => readFileSync(join(FIXTURES, folder, file), 'utf8'))
    .filter((text) => text.length < 20_000)
}

export interface FileText {
  readonly kind: 'scenario' | 'world' | 'adapter'
  readonly text: string
}

const PIECES = [
  'toString: x',
  '__proto__: {x: 1}',
  '  - ',
  '&a [*a, *a]',
  '*a',
  ': ',
  '\t',
  '{',
  '}',
  '[',
  '"',
  'null',
  '1e999',
  '!!binary x',
  '? ',
  '---',
  '%',
  '<<: *x',
  '9'.repeat(400),
  '[['.repeat(200),
  '가',
]

/** An honest file with a few lines dropped, doubled, moved, or put out of order by a piece of something else. */
export function fileFor(kind: FileText['kind'], honest: readonly string[]): fc.Arbitrary<FileText> {
  const edit = fc.record({
    at: fc.nat(),
    act: fc.constantFrom('drop', 'double', 'insert', 'cut', 'swap', 'indent'),
    piece: fc.constantFrom(...PIECES),
  })
  return fc
    .record({ text: fc.constantFrom(...honest), edits: fc.array(edit, { minLength: 1, maxLength: 4 }) })
    .map(({ text, edits }) => ({ kind, text: edits.reduce(edited, text.split('\n')).join('\n') }))
}

function edited(lines: string[], { at, act, piece }: { at: number; act: string; piece: string }): string[] {
  const n = lines.length === 0 ? 0 : at % lines.length
  const line = lines[n] ?? ''
  const with_line = (next: string[]) => [...lines.slice(0, n), ...next, ...lines.slice(n + 1)]
  if (act === 'drop') return with_line([])
  if (act === 'double') return with_line([line, line])
  if (act === 'insert') return with_line([line, `${/^\s*/.exec(line)?.[0] ?? ''}${piece}`])
  if (act === 'cut') return with_line([line.slice(0, Math.floor(line.length / 2)) + piece])
  if (act === 'indent') return with_line([`  ${line}`])
  return with_line([line.split(': ').reverse().join(': ')])
}

export const FILES: readonly (readonly [FileText['kind'], fc.Arbitrary<FileText>])[] = [
  ['scenario', fileFor('scenario', texts('scenarios'))],
  ['world', fileFor('world', texts('worlds'))],
  ['adapter', fileFor('adapter', ['charge: /orders/{merchant_uid}\nwebhook: /hook\n'])],
]

/** What is wrong with how a file was read; null where it was read or refused in sentences. */
export function fileComplaint(
  { kind, text }: FileText,
  operations: readonly string[],
  is_measured = false,
): { text: string | null; cpu_ms: number | null } {
  const before = is_measured ? process.cpuUsage() : null
  const done = (wrong: string | null) => {
    const used = before === null ? null : process.cpuUsage(before)
    return { text: wrong, cpu_ms: used === null ? null : (used.user + used.system) / 1000 }
  }
  try {
    if (kind === 'world') parseWorld(text, 'w.yml')
    else if (kind === 'scenario') readScript('s.yml', operations, text)
    else readYaml('a.yml', text, ShopAdapter)
    parseYaml('f.yml', text)
    return done(null)
  } catch (error) {
    const is_sentence = error instanceof WorldError || error instanceof YamlError
    return done(
      is_sentence
        ? null
        : error instanceof Error
          ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' | ')
          : String(error),
    )
  }
}
