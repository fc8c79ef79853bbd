/** The house: imports only go down and never in a circle, and some things are done in one place only. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

const SRC = join(import.meta.dirname, '../../src')

/** Which floor a folder is on. Files outside these folders put the house together and may import anything. */
const OUTSIDE = ['cli', 'library', 'parts', 'testing', 'world']

/** The floors, from the ground up. */
const FLOORS: Record<string, number> = {
  core: 0,
  kit: 1,
  catalog: 1,
  choice: 2,
  payments: 2,
  merchants: 2,
  webhooks: 2,
  scenarios: 2,
  replay: 4,
  deadlines: 2,
  billing: 2,
  certifications: 2,
  receipts: 2,
  escrow: 2,
  orders: 2,
  codes: 2,
  vbanks: 2,
  windows: 2,
  acts: 3,
  rest: 3,
  checkout: 3,
  sdk: 3,
  control: 3,
  dashboard: 3,
}

/** What one noun may know of another: its types, its verbs' types and its views, but never its store. */
const isStore = (file: string) => /(^|\/)((\w+-)?store|outbox|windows)\.ts$/.test(file)

interface Source {
  file: string
  text: string
  imports: { file: string; isTypeOnly: boolean }[]
}

const sources: Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => {
    const text = readFileSync(join(SRC, file), 'utf8')
    const imports = [...text.matchAll(/^(?:import|export)\s+(type\s+)?[^'"]*?from\s+'(\.[^']+)'/gms)].map(
      (match) => ({
        file: relative(SRC, join(SRC, dirname(file), match[2]!)),
        isTypeOnly: match[1] !== undefined,
      }),
    )
    return { file, text, imports }
  })

const folder = (file: string) => file.split('/')[0]!
const floorOf = (file: string) => FLOORS[folder(file)]

/** The code without its comments. */
const code = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')

test('every folder has its floor', () => {
  const folders = new Set(
    sources
      .map(({ file }) => file)
      .filter((file) => file.includes('/'))
      .map(folder),
  )
  expect([...folders].filter((name) => !(name in FLOORS) && !OUTSIDE.includes(name))).toEqual([])
  expect(sources.length).toBeGreaterThan(30)
})

test('imports go down, or stay on their floor', () => {
  const wrong = sources.flatMap(({ file, imports }) =>
    imports
      .filter((imported) => {
        const [from, to] = [floorOf(file), floorOf(imported.file)]
        return from !== undefined && to !== undefined && to > from
      })
      .map((imported) => `${file} → ${imported.file}`),
  )
  expect(wrong).toEqual([])
})

test('no noun imports another noun’s store', () => {
  const wrong = sources.flatMap(({ file, imports }) =>
    imports
      .filter(({ file: to }) => floorOf(file) === 2 && isStore(to) && folder(to) !== folder(file))
      .map(({ file: to }) => `${file} → ${to}`),
  )
  expect(wrong).toEqual([])
})

test('words of windows know core only, and no fact imports a list of facts', () => {
  const wrong = sources.flatMap(({ file, imports }) =>
    imports
      .filter(({ file: to }) => {
        if (folder(file) === 'kit') return !['kit', 'core'].includes(folder(to))
        return folder(file) === 'catalog' && /^catalog\/\w+\/index\.ts$/.test(to)
      })
      .map(({ file: to }) => `${file} → ${to}`),
  )
  expect(wrong).toEqual([])
})

test('no imports go in a circle; among facts and the choice of them, those of types count, too', () => {
  const isWhole = (file: string) => ['kit', 'catalog', 'choice'].includes(folder(file))
  const graph = new Map(
    sources.map(({ file, imports }) => [
      file,
      imports.filter((i) => isWhole(file) || !i.isTypeOnly).map((i) => i.file),
    ]),
  )
  const done = new Set<string>()
  const visit = (file: string, way: string[]): string | null => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file].join(' → ')
    if (done.has(file)) return null
    for (const next of graph.get(file) ?? []) {
      const circle = visit(next, [...way, file])
      if (circle) return circle
    }
    done.add(file)
    return null
  }
  expect([...graph.keys()].map((file) => visit(file, [])).filter(Boolean)).toEqual([])
})

test.each([
  [
    'asks for the time',
    /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(|process\.hrtime/,
    ['core/clock.ts'],
  ],
  ['rolls dice', /Math\.random\(|randomBytes|randomInt|randomUUID|getRandomValues/, ['core/ids.ts']],
  ['names a SQLite driver', /['"](better-sqlite3|node:sqlite|libsql)['"]/, ['core/drivers/']],
])('only one place %s', (_what, pattern, allowed) => {
  const files = sources.filter(({ text }) => pattern.test(code(text))).map(({ file }) => file)
  expect(files.length).toBeGreaterThan(0)
  expect(files.filter((file) => !allowed.some((place) => file.startsWith(place)))).toEqual([])
})

test('SQL stands in stores only', () => {
  const sql =
    /(`|')\s*(select\s.+\sfrom\s|insert into\s|update \w+ set\s|delete from\s|create table\s|pragma\s)/is
  const files = sources.filter(({ text }) => sql.test(code(text))).map(({ file }) => file)
  const core = ['core/database.ts', 'core/memory.ts', 'core/snapshots.ts']
  const allowed = (file: string) => isStore(file) || core.includes(file)
  expect(files.filter((file) => !allowed(file))).toEqual([])
  expect(files.length).toBeGreaterThan(3)
})

test('every file says in its first lines what it is', () => {
  expect(sources.filter(({ text }) => !/^(#!.*\n)?\/\*\*/.test(text)).map(({ file }) => file)).toEqual([])
})
