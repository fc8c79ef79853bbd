/** Reads a YAML file by a schema. What is wrong is told with file, line and column, and with the nearest valid word. */
import { isMap, LineCounter, type Node, parseDocument } from 'yaml'
import type { z } from 'zod'
import { type Flaw, flawsIn, pathText } from '../core/flaws.ts'

/** A file that cannot be used; each line is `file:line:column: what is wrong`. */
export class YamlError extends Error {
  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'))
  }
}

/** `check` finds what no schema can say. */
export function readYaml<T>(
  file: string,
  text: string,
  schema: z.ZodType<T>,
  check: (value: T) => Flaw[] = () => [],
): T {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false })
  const place = (offset: number) => {
    const { line, col } = counter.linePos(offset)
    return `${file}:${line}:${col}`
  }
  if (document.errors.length > 0) {
    throw new YamlError(document.errors.map(({ pos, message }) => `${place(pos[0])}: YAML: ${message}`))
  }
  const raw: unknown = document.toJS()
  const tell = (problems: readonly Flaw[]) =>
    new YamlError(
      problems.map((problem) => {
        const where = problem.path.length === 0 ? '' : `${pathText(problem.path)}: `
        return `${place(offsetOf(document, problem))}: ${where}${problem.message}`
      }),
    )
  const problems = flawsIn(schema, raw, [])
  if (problems.length > 0) throw tell(problems)
  const value = schema.parse(raw)
  const more = check(value)
  if (more.length > 0) throw tell(more)
  return value
}

/** Where in the text: the key or value itself, or the nearest thing around it that is there. */
function offsetOf(document: ReturnType<typeof parseDocument>, { path, at }: Flaw): number {
  const parent = path.slice(0, -1)
  const holder = parent.length === 0 ? document.contents : document.getIn(parent, true)
  if (at === 'key' && isMap(holder)) {
    const pair = holder.items.find(({ key }) => String(key) === String(path.at(-1)))
    const key = pair?.key as Node | undefined
    if (key?.range) return key.range[0]
  }
  const node = (path.length === 0 ? document.contents : document.getIn(path, true)) as Node | undefined
  if (node?.range) return node.range[0]
  return path.length === 0 ? 0 : offsetOf(document, { path: parent, at: 'value', message: '' })
}
