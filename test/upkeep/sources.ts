/** The project's own sources, read by a real parser: what each file imports, and how long its functions are. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseAst } from 'vitest/node'

export const ROOT = join(import.meta.dirname, '../..')
const SRC = join(ROOT, 'src')

export interface Source {
  /** Below src/. */
  readonly file: string
  readonly text: string
  /** Files of ours; types as well. */
  readonly imports: readonly string[]
  /** Packages and Node's own modules. */
  readonly packages: readonly string[]
  /** What is said in two languages side by side, `say('…', '…')` or `t('…', '…')`: the words of both, without what is filled in. */
  pairs(): FoundPair[]
  /** Those of more lines than this. */
  longFunctions(than: number): FoundFunction[]
}

export interface FoundPair {
  readonly line: number
  readonly ko: string
  readonly en: string
}

export interface FoundFunction {
  readonly name: string
  readonly line: number
  /**
   * From its first line to its last one, without data: the list of rows that it returns, texts of several lines such as
   * SQL, and in a store the list of its queries, each of which is a function of its own.
   */
  readonly lines: number
}

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

/** What SQL stands in. */
export const isStore = (file: string): boolean => /(^|\/)((\w+-)?store|outbox|windows)\.ts$/.test(file)

/** Every file of src/. */
export function readSources(): Source[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map(readSource)
}

function readSource(file: string): Source {
  const text = readFileSync(join(SRC, file), 'utf8')
  const nodes = allNodes(parseAst(text, { lang: 'ts' }, file) as unknown as Node)
  const imported = nodes.flatMap(importedBy)
  const isOurs = (path: string) => path.startsWith('.')
  return {
    file,
    text,
    imports: imported.filter(isOurs).map((path) => relative(SRC, join(SRC, dirname(file), path))),
    packages: imported.filter((path) => !isOurs(path)),
    pairs: () =>
      nodes.flatMap((node) => {
        const [ko, en] = saidIn(node)
        return ko == null || en == null ? [] : [{ line: lineOf(node, text), ko, en }]
      }),
    longFunctions: (than) =>
      nodes
        .filter(isFunction)
        .map((node) => ({ node, lines: height(node, text) - dataIn(node, text, nodes, isStore(file)) }))
        .filter(({ lines }) => lines > than)
        .map(({ node, lines }) => ({
          name: nameOf(node, nodes),
          line: lineOf(node, text),
          lines,
        })),
  }
}

/** Depth first, so that a node comes before what is in it. */
function allNodes(root: Node): Node[] {
  const found: Node[] = []
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if ('type' in value && typeof value.type === 'string') found.push(value as Node)
    Object.values(value).forEach(visit)
  }
  visit(root)
  return found
}

/** `import … from`, `export … from`, `import('…')` as a call and as a type. */
function importedBy({ type, source, argument }: Node): string[] {
  if (type === 'TSImportType') return literal(argument ?? source)
  const is_import = [
    'ImportDeclaration',
    'ExportNamedDeclaration',
    'ExportAllDeclaration',
    'ImportExpression',
  ]
  return is_import.includes(type) ? literal(source) : []
}

function literal(node: unknown): string[] {
  const value = (node as { value?: unknown; literal?: { value?: unknown } } | null) ?? {}
  const text = value.value ?? value.literal?.value
  return typeof text === 'string' ? [text] : []
}

/** The two texts; null for one that is no literal. */
function saidIn({ type, callee, arguments: given }: Node): readonly (string | null)[] {
  if (type !== 'CallExpression' || !['say', 't', 'told'].includes((callee as { name?: string }).name ?? ''))
    return []
  return (given as Node[]).map(({ type, value, quasis }) => {
    if (type !== 'TemplateLiteral') return typeof value === 'string' ? value : null
    return (quasis as { value: { raw: string } }[]).map((part) => part.value.raw).join('')
  })
}

const lineOf = ({ start }: Node, text: string) => height({ start: 0, end: start }, text)

function isFunction({ type }: Node): boolean {
  return ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'].includes(type)
}

/** How many lines a piece of the text stands on; none for no piece. */
function height(piece: Pick<Node, 'start' | 'end'> | null, text: string): number {
  return piece ? text.slice(piece.start, piece.end).split('\n').length : 0
}

/** Lines of data: of the list that it answers, and of texts that go over several lines. */
function dataIn(node: Node, text: string, nodes: readonly Node[], is_store: boolean): number {
  const rows = returnedList(node, is_store ? ['ArrayExpression', 'ObjectExpression'] : ['ArrayExpression'])
  const isInside = ({ start, end }: Node) => start >= node.start && end <= node.end
  const texts = nodes.filter(
    (one) =>
      one.type === 'TemplateLiteral' && isInside(one) && height(one, text) > 1 && !(rows && isIn(one, rows)),
  )
  return height(rows, text) + texts.reduce((sum, one) => sum + height(one, text), 0)
}

const isIn = (one: Node, other: Node) => one.start >= other.start && one.end <= other.end

/** Rows of operations and the like are data: a list that is the function's whole answer. */
function returnedList({ body }: Node, kinds: readonly string[]): Node | null {
  const block = body as Node
  if (block.type !== 'BlockStatement') return listIn(block, kinds)
  const returned = (block.body as Node[]).find(({ type }) => type === 'ReturnStatement')
  return listIn(returned?.argument as Node | null | undefined, kinds)
}

/** `[…]`, and `[…].map(…)`. */
function listIn(answer: Node | null | undefined, kinds: readonly string[]): Node | null {
  if (answer && kinds.includes(answer.type)) return answer
  const callee = answer?.type === 'CallExpression' ? (answer.callee as Node) : null
  return callee?.type === 'MemberExpression' ? listIn(callee.object as Node, kinds) : null
}

function nameOf(node: Node, nodes: readonly Node[]): string {
  const own = (node.id as { name?: string } | null)?.name
  if (own) return own
  const holder = nodes.find(({ init, value }) => init === node || value === node)
  const key = (holder?.id ?? holder?.key) as { name?: string } | undefined
  return key?.name ?? '(no name)'
}
