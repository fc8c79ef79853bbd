/** docs/faults.md has figures that benches write: each between two marks of its name. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const PAGE = join(import.meta.dirname, '../../docs/faults.md')

export function writeFaults(name: 'kills' | 'targets', figures: string): void {
  const between = new RegExp(`<!-- ${name} -->[\\s\\S]*<!-- /${name} -->`)
  const page = readFileSync(PAGE, 'utf8')
  if (!between.test(page)) throw new Error(`docs/faults.md has no place for ${name}`)
  writeFileSync(
    PAGE,
    page.replace(between, () => `<!-- ${name} -->\n\n${figures}\n\n<!-- /${name} -->`),
  )
}

/** Rows as Markdown has them; the first is the head. */
export function table([head = [], ...rows]: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_cell, n) => (n === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n')
}
