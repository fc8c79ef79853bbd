/**
 * Every snippet of the documents, read by the compiler or parser of its language: one program for TypeScript and JavaScript.
 *
 * A block with a name (```` ```ts shop.ts ````) is that file of its page's folder, where the page's other files find it; one without is
 * a file of its own. Recipes of CONTRIBUTING.md are performed by `recipes.test.ts`.
 */
import { spawnSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { ROOT } from './sources.ts'

/** What the shops of the guides install for themselves. */
const THEIRS = ['@nestjs/common', '@nestjs/core', 'reflect-metadata']

interface Snippet {
  readonly page: string
  readonly line: number
  readonly language: string
  readonly name: string
  readonly code: string
}

const PAGES = [
  ...readdirSync(ROOT).filter((file) => /^README.*\.md$/.test(file)),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file.replaceAll('\\', '/')}`),
]
const SNIPPETS = PAGES.flatMap(snippetsOf)

function snippetsOf(page: string): Snippet[] {
  const text = readFileSync(join(ROOT, page), 'utf8')
  return [...text.matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    page,
    line: text.slice(0, match.index).split('\n').length,
    language: match[1]!,
    name: match[2]!,
    code: match[3]!,
  }))
}

const folder = mkdtempSync(join(tmpdir(), 'snippets-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('TypeScript is of the right types, JavaScript can be read', () => {
  const scripts = SNIPPETS.filter(({ language }) => ['ts', 'js'].includes(language))
  expect(scripts.length).toBeGreaterThan(15)
  for (const { page, line, language, name, code } of scripts) {
    const file = name.endsWith(`.${language}`) ? name : `line-${line}.${language}`
    const path = join(folder, page, file)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, code)
  }
  for (const name of ['iamport-sandbox', '@types/node', 'undici-types']) {
    const from = name === 'iamport-sandbox' ? ROOT : join(ROOT, 'node_modules', name)
    mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true })
    symlinkSync(from, join(folder, 'node_modules', name))
  }
  writeFileSync(join(folder, 'theirs.d.ts'), THEIRS.map((name) => declare(name, scripts)).join(''))
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'es2022',
    module: 'esnext',
    moduleResolution: 'bundler',
    moduleDetection: 'force',
    allowJs: true,
    jsx: 'preserve',
    experimentalDecorators: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    lib: ['es2023', 'dom'],
    types: ['node'],
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['.'] }))
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc')
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' })
  expect(stdout).toBe('')
})

/** A package that is not installed here: every name that a snippet imports of it is anything. */
function declare(name: string, scripts: readonly Snippet[]): string {
  const imports = new RegExp(`import (?:type )?\\{([^}]*)\\} from '${name}'`, 'g')
  const names = scripts.flatMap(({ code }) =>
    [...code.matchAll(imports)].flatMap((match) => match[1]!.split(',').map((one) => one.trim())),
  )
  const lines = [...new Set(names)].map((one) => `export const ${one}: any; export type ${one} = any`)
  return `declare module '${name}' {\n${lines.join('\n')}\n}\n`
}

test('YAML and JSON can be read', () => {
  const data = SNIPPETS.filter(({ language }) => ['yaml', 'yml', 'json'].includes(language))
  expect(data.length).toBeGreaterThan(5)
  const wrong = data.flatMap(({ page, line, code }) =>
    parseAllDocuments(code).flatMap((document) =>
      'errors' in document ? document.errors.map(({ message }) => `${page}:${line}: ${message}`) : [],
    ),
  )
  expect(wrong).toEqual([])
})

test('commands can be read by a shell', () => {
  const commands = SNIPPETS.filter(({ language }) => ['sh', 'bash'].includes(language))
  expect(commands.length).toBeGreaterThan(10)
  const script = commands.map(({ code }, n) => `snippet_${n}() {\n:\n${code}}\n`).join('')
  const { stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' })
  expect(stderr).toBe('')
})
