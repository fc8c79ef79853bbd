/** code.jquery.com: published bytes out of installed packages, by the names that shops load. */
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import express from 'express'
import request from 'supertest'
import { expect, test } from 'vitest'
import { jqueryRoutes } from '../../src/capture/jquery.ts'
import { packageFile } from '../../src/core/package.ts'
import { makeFolder } from '../cli/command-line.ts'

/** A shop's node_modules with this package in it. */
function installed(name: string, version: string, files: Readonly<Record<string, string>>): string {
  const folder = makeFolder()
  mkdirSync(join(folder, name, 'dist'), { recursive: true })
  writeFileSync(join(folder, name, 'package.json'), JSON.stringify({ name: 'jquery', version }))
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, name, 'dist', file), text)
  return folder
}
const site = (...folders: string[]) => request(express().use(jqueryRoutes(() => folders)))

test('jquery-1.12.4.min.js has the bytes that the site’s integrity attribute names, for any origin', async () => {
  const answer = await site(packageFile('node_modules')).get('/jquery-1.12.4.min.js').responseType('blob')
  expect(createHash('sha256').update(answer.body).digest('base64')).toBe(
    'ZosEbRLbNQzLpnKIkEdrPv7lOy9C27hHQ+Xp8a4MxAQ=',
  )
  expect(answer.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'content-type': 'application/javascript; charset=utf-8',
  })
})

test('jquery-latest is 1.11.1, and without the source map line that only the package has', async () => {
  const folder = installed('jquery', '1.11.1', {
    'jquery.js': '/* 1.11.1 */\n',
    'jquery.min.js': 'min();\n//# sourceMappingURL=jquery.min.map',
  })
  for (const name of ['jquery-latest.min.js', 'jquery-1.11.1.min.js'])
    expect((await site(folder).get(`/${name}`)).text).toBe('min();\n')
  expect((await site(folder).get('/jquery-latest.js')).text).toBe('/* 1.11.1 */\n')
})

test('a package under another name is found by its version', async () => {
  const folder = installed('jquery-3', '3.6.0', { 'jquery.slim.min.js': 'slim()' })
  expect((await site(makeFolder(), folder).get('/jquery-3.6.0.slim.min.js')).text).toBe('slim()')
})

test.each(['jquery-3.4.1.min.js', 'jquery-3.6.0.js'])(
  'a page that loads %s without its package is told on its console what to install',
  async (name) => {
    for (const [lang, words] of [
      ['ko-KR', '패키지가 없습니다'],
      ['en-US', 'is not installed'],
    ] as const) {
      const asked = site(installed('jquery', '3.6.0', {})).get(`/${name}`)
      const answer = await asked.set('accept-language', lang)
      expect(answer.status).toBe(200)
      expect(answer.text).toMatch(/^console\.error\(".*npm install --no-save jquery@3\.[46]\.[01] /)
      expect(answer.text).toContain(words)
    }
  },
)
