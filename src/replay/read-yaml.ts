/** Reads a YAML file by a schema. What is wrong is told with file, line and column, and with the nearest valid word. */
import type { z } from 'zod'
import { both, say } from '../core/bilingual.ts'
import { englishMust } from '../core/english.ts'
import { type Flaw, flawsIn, pathText } from '../core/flaws.ts'
import { koreanMust } from '../core/korean.ts'
import { parseYaml, YamlError } from '../core/yaml-file.ts'

/** `check` finds what no schema can say. */
export function readYaml<T>(
  file: string,
  text: string,
  schema: z.ZodType<T>,
  check: (value: T) => Flaw[] = () => [],
): T {
  const { value: raw, place } = parseYaml(file, text)
  const mustHaveNone = (flaws: readonly Flaw[]): void => {
    if (flaws.length === 0) return
    throw new YamlError(
      flaws.map(({ path, at, message }) => {
        const where = path.length === 0 ? '' : `${pathText(path)}: `
        return both((lang) => `${place(path, at)}: ${where}${message[lang]}`)
      }),
    )
  }
  mustHaveNone(flawsIn(schema, raw, []))
  const parsed = schema.safeParse(raw)
  if (!parsed.success) {
    throw new YamlError(
      parsed.error.issues.map((issue) => {
        const where = place(issue.path, 'value')
        return say(`${where}: ${koreanMust(issue)}`, `${where}: must be ${englishMust(issue)}`)
      }),
    )
  }
  mustHaveNone(check(parsed.data))
  return parsed.data
}
