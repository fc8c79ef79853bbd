/** The house: imports only go down and never in a circle, and some things are done in one place only. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isStore, ROOT, readSources } from './sources.ts'

const SOURCES = readSources()

interface Floor {
  readonly name: string
  /** Folders (`core/`) and files that stand alone (`app.ts`); each may import those to its right. */
  readonly rooms: readonly string[]
}

/** As architecture.md draws them, the top first. */
const FLOORS = readFloors(readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8'))
const ORDER = FLOORS.flatMap(({ rooms }) => rooms)
const NOUNS = FLOORS.find(({ name }) => name === 'nouns')?.rooms ?? []

function readFloors(text: string): Floor[] {
  const section = text.split('## Floors')[1]!.split('\n## ')[0]!
  return section
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, name = '', rooms = '']) => ({
      name,
      rooms: [...rooms.matchAll(/`([^`]+)`/g)].map((match) => match[1]!),
    }))
}

function roomOf(file: string): string {
  return file.includes('/') ? `${file.split('/')[0]}/` : file
}

/** The code without its comments. */
const code = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')

test('every room of the house is drawn once, and every room that is drawn is there', () => {
  const rooms = new Set(SOURCES.map(({ file }) => roomOf(file)))
  expect([...ORDER].sort()).toEqual([...rooms].sort())
  expect(NOUNS.length).toBeGreaterThan(5)
})

test('imports go down a floor, or to the right on the same floor; those of types, too', () => {
  const place = (file: string) => ORDER.indexOf(roomOf(file))
  const wrong = SOURCES.flatMap(({ file, imports }) =>
    imports.filter((to) => place(to) < place(file)).map((to) => `${file} → ${to}`),
  )
  expect(wrong).toEqual([])
})

/** What one noun may know of another: its types, its verbs' types and its views, but never its store. */
test('no noun imports another noun’s store', () => {
  const wrong = SOURCES.flatMap(({ file, imports }) =>
    imports
      .filter((to) => NOUNS.includes(roomOf(file)) && isStore(to) && roomOf(to) !== roomOf(file))
      .map((to) => `${file} → ${to}`),
  )
  expect(wrong).toEqual([])
})

test('words of windows know core only, and no fact imports a list of facts', () => {
  const wrong = SOURCES.flatMap(({ file, imports }) =>
    imports
      .filter((to) => {
        if (roomOf(file) === 'kit/') return !['kit/', 'core/'].includes(roomOf(to))
        return roomOf(file) === 'catalog/' && /^catalog\/\w+\/index\.ts$/.test(to)
      })
      .map((to) => `${file} → ${to}`),
  )
  expect(wrong).toEqual([])
})

test('no imports go in a circle; those of types count, too', () => {
  const graph = new Map(SOURCES.map(({ file, imports }) => [file, imports]))
  const done = new Set<string>()
  const circles: string[] = []
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' → '))
    if (done.has(file) || way.includes(file)) return
    for (const next of graph.get(file) ?? []) visit(next, [...way, file])
    done.add(file)
  }
  for (const file of graph.keys()) visit(file, [])
  expect(circles).toEqual([])
})

test.each([
  [
    'asks for the time',
    /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(|process\.hrtime/,
    ['core/clock.ts'],
  ],
  ['rolls dice', /Math\.random\(|randomBytes|randomInt|randomUUID|getRandomValues/, ['core/ids.ts']],
  // What is open right now, and what iamport sells; anything that comes from outside is remembered by core/remembering.ts.
  [
    'keeps a map beyond one sandbox',
    /^(export )?(const|let) \w+(: [^=]+)? = new (Map|Set)(<[^;]*>)?\(\)/m,
    ['capture/own-ports.ts', 'testing/current.ts', 'hunt/facts.ts'],
  ],
  ['names a SQLite driver', /['"](better-sqlite3|node:sqlite|libsql)['"]/, ['core/drivers/']],
])('only one place %s', (_what, pattern, allowed) => {
  const files = SOURCES.filter(({ text }) => pattern.test(code(text))).map(({ file }) => file)
  expect(files.length).toBeGreaterThan(0)
  expect(files.filter((file) => !allowed.some((place) => file.startsWith(place)))).toEqual([])
})

test('SQL stands in stores only', () => {
  const sql =
    /(`|')\s*(select\s.+\sfrom\s|insert into\s|update \w+ set\s|delete from\s|create table\s|pragma\s)/is
  const files = SOURCES.filter(({ text }) => sql.test(code(text))).map(({ file }) => file)
  const core = ['database', 'left-databases', 'memory', 'owner', 'snapshots'].map((name) => `core/${name}.ts`)
  const allowed = (file: string) => isStore(file) || [...core, 'parts/tables.ts'].includes(file)
  expect(files.filter((file) => !allowed(file))).toEqual([])
  expect(files.length).toBeGreaterThan(3)
})

test('what a schema asks for beyond a type is said in both languages', () => {
  const conditions = SOURCES.flatMap(({ file, text }) =>
    [...text.matchAll(/\.refine\([\s\S]{0,400}/g)].map(([begins]) => ({ file, begins })),
  )
  expect(conditions.length).toBeGreaterThan(3)
  expect(conditions.filter(({ begins }) => !/params: \{ ko: /.test(begins))).toEqual([])
})

test('every file says in its first lines what it is', () => {
  expect(SOURCES.filter(({ text }) => !/^(#!.*\n)?\/\*\*/.test(text)).map(({ file }) => file)).toEqual([])
})

test('no function has more than 100 lines, data aside', () => {
  const long = SOURCES.flatMap(({ file, longFunctions }) =>
    longFunctions(100).map(({ name, line, lines }) => `${file}:${line} ${name} has ${lines} lines`),
  )
  expect(long).toEqual([])
})

test('what is true or false is data, and written so: functions alone are camelCase', () => {
  const value =
    /\b(?:const|let) ((?:is|has|can|was)[A-Z]\w*)(?:: boolean)? = (?!async|<)(?![^\n]*=>)([^\n]+)/g
  const wrong = SOURCES.flatMap(({ file, text }) =>
    [...text.matchAll(value)]
      .filter(([, name = '', begins = '']) => !begins.startsWith('(') && !text.includes(`${name}(`))
      .map(([, name]) => `${file}: ${name}`),
  )
  expect(wrong).toEqual([])
})
