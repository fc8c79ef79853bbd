/** The files of views/, read and compiled as they are asked for. A build puts compiled ones in the place of this file. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ejs from 'ejs'
import { packageFile } from './package.ts'

const root = packageFile('views')

/** A file of views/ as it is. */
export function viewSource(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

/** What draws the template of that name. */
export function viewTemplate(name: string): (model: Readonly<Record<string, unknown>>) => string {
  const filename = join(root, `${name}.ejs`)
  return ejs.compile(readFileSync(filename, 'utf8'), { filename, views: [root] })
}

/** A text as HTML shows it. */
export const viewEscape: (text: string) => string = ejs.escapeXML
