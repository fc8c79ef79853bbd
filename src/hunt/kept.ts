/** The folder of found stories: for each a scenario, a picture and a journal; and what a hunt has tried. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Lang } from '../core/bilingual.ts'
import type { Hunt } from './found.ts'
import { pictureOf } from './picture.ts'
import { huntReport } from './report.ts'
import { scenarioText } from './scenario-file.ts'

const STORY = /^(hunt-[a-z-]+-[0-9a-f]{6})\.yml$/

/** Names of the stories that are kept there. */
export function keptNames(folder: string): ReadonlySet<string> {
  if (!existsSync(folder)) return new Set()
  return new Set(readdirSync(folder).flatMap((file) => STORY.exec(file)?.[1] ?? []))
}

/** Files of the stories, for `--retry`. */
export const keptFiles = (folder: string): string[] =>
  [...keptNames(folder)].sort().map((name) => join(folder, `${name}.yml`))

/** Writes what was found; a story that is there already stays as it is. Throws where the folder cannot be written. */
export function keep(folder: string, result: Hunt, lang: Lang): void {
  const there = keptNames(folder)
  for (const found of result.found) {
    if (there.has(found.name)) continue
    writeFileSync(join(folder, `${found.name}.yml`), scenarioText(found, lang))
    writeFileSync(join(folder, `${found.name}.html`), pictureOf(found, lang))
    writeFileSync(join(folder, `${found.name}.log`), found.journal)
  }
  writeFileSync(join(folder, reportName(result.shard)), huntReport('json', result, lang))
}

/** Hunts that share their programs share the folder, too. */
const reportName = ({ part, of }: Hunt['shard']): string =>
  of === 1 ? 'hunt.json' : `hunt-${part}-of-${of}.json`
