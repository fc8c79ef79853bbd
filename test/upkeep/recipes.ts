/** The recipes of CONTRIBUTING.md, as what they put where. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './sources.ts'

export interface Ingredient {
  readonly recipe: string
  readonly file: string
  /** Put beside the line that begins so; null: a new file. */
  readonly beside: { readonly where: 'before' | 'after'; readonly line: string } | null
  readonly text: string
}

/** `<!-- recipe NAME: FILE[, before|after "LINE"] -->`, and the code block below it. */
export function readRecipes(): Ingredient[] {
  const page = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8')
  const blocks = page.matchAll(
    /<!-- recipe (\w+): ([^\s,]+)(?:, (before|after) "(.+)")? -->\n```\w+\n([\s\S]*?)```/g,
  )
  return [...blocks].map(([, recipe = '', file = '', where, line = '', text = '']) => ({
    recipe,
    file,
    beside: where === 'before' || where === 'after' ? { where, line } : null,
    text,
  }))
}

/** Does in this folder what the recipe says. */
export function perform({ file, beside, text }: Ingredient, folder: string): void {
  const path = join(folder, file)
  if (beside === null) {
    writeFileSync(path, text, { flag: 'wx' })
    return
  }
  const lines = readFileSync(path, 'utf8').split('\n')
  const at = lines.findIndex((line) => line.startsWith(beside.line))
  if (at < 0) throw new Error(`${file} has no line ${beside.line}`)
  lines.splice(beside.where === 'before' ? at : at + 1, 0, text.trimEnd())
  writeFileSync(path, lines.join('\n'))
}
