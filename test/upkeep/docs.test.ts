/** The reference pages are what the rows say. `npm run docs` writes them anew. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { controlRows } from '../../src/control/rows.ts'
import { createInstance } from '../../src/sandbox.ts'
import { readSettings } from '../../src/settings.ts'
import { coveragePage, runExamples } from './coverage.ts'
import { operationsPage, pgsPage, refusalsPage, settingsPage } from './reference.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const world = await createInstance(readSettings({ db: ':memory:', seed: '1' }))

test.each([
  ['settings.md', settingsPage()],
  ['refusals.md', refusalsPage()],
  ['rest.md', operationsPage('REST API', '', world.operations)],
  ['control.md', operationsPage('Control API', '/_sandbox', controlRows(world))],
])('docs/reference/%s says what the rows say', async (page, text) => {
  await expect(text).toMatchFileSnapshot(join(ROOT, 'docs/reference', page))
})

test('docs/pgs.md says what the catalogue says', async () => {
  await expect(pgsPage()).toMatchFileSnapshot(join(ROOT, 'docs/pgs.md'))
})

test('docs/operations.md shows every operation with its example, really run', async () => {
  await expect(coveragePage(await runExamples())).toMatchFileSnapshot(join(ROOT, 'docs/operations.md'))
}, 120_000)

describe('what people read', () => {
  const pages = ['README.md', 'README.ko.md', 'CHANGELOG.md', 'llms.txt', ...markdown('docs')]

  test.each(pages)('%s has links that lead somewhere', (page) => {
    const text = readFileSync(join(ROOT, page), 'utf8')
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)].map((match) => match[1]!)
    expect(links.filter((link) => !existsSync(join(ROOT, dirname(page), link)))).toEqual([])
  })

  test.each(['README.md', 'README.ko.md'])('the first two commands of %s set up and test', (page) => {
    const blocks = [...readFileSync(join(ROOT, page), 'utf8').matchAll(/```sh\n([\s\S]*?)```/g)]
    expect(blocks.slice(0, 2).map((match) => match[1]!.trim())).toEqual([
      'npm ci && npm run build && npm start -- --demo',
      'npm ci && npm test',
    ])
  })
})

function markdown(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join(folder, file))
}
