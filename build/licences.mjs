/** What the program has inside, with its licences: one text file beside it. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const HEAD = `iamport-sandbox contains the following packages, each under its own licence.
`

export function writeLicences(root, folder, packages) {
  const parts = [...packages].sort().map((name) => describe(join(root, 'node_modules', name)))
  writeFileSync(join(folder, 'LICENSES.txt'), [HEAD, ...parts].join(`\n${'-'.repeat(80)}\n\n`))
}

function describe(folder) {
  const { name, version, license, author, homepage } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  )
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry))
  const by = typeof author === 'string' ? author : author?.name
  if (!license && !file) throw new Error(`${name} says nothing of its licence`)
  const head = [
    `${name} ${version}`,
    `Licence: ${license}`,
    by && `By: ${by}`,
    homepage && `See: ${homepage}`,
  ]
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : ''
  return `${head.filter(Boolean).join('\n')}\n\n${text}\n`
}
