/** Reads a world file (YAML, and so JSON, too) and says what is wrong with it by file, line and column. */
import { readFileSync } from 'node:fs'
import { isMap, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { SettingError } from '../settings.ts'
import { checkWorld, type Wrong } from './check.ts'
import { World, type WorldFile } from './schema.ts'

/** A world that cannot be used. The message has one line for each thing that is wrong; nothing was applied. */
export class WorldError extends SettingError {}

/** How many problems are told at once. */
const TOLD = 20

export function readWorldFile(file: string): World {
  return parseWorld(readText(file), file)
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new WorldError(`월드 파일 ${file}을(를) 읽을 수 없습니다 (${code}).`)
  }
}

/** Checks the text of a world file whole before it answers. Throws a `WorldError`. */
export function parseWorld(source: string, file: string): World {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, uniqueKeys: true })
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return `${file}:${line}:${col}: `
  }
  if (document.errors.length > 0) {
    const told = document.errors.slice(0, TOLD).map(({ pos, message }) => place(pos[0]) + firstLine(message))
    throw new WorldError(told.join('\n'))
  }
  return check(document.toJS() ?? {}, (path) => place(offsetOf(document.contents, path)))
}

/** The same for a world that is already an object: problems are named by their path alone. */
export function readWorld(given: WorldFile | unknown): World {
  return check(given, () => '')
}

function check(given: unknown, place: (path: readonly PropertyKey[]) => string): World {
  const parsed = World.safeParse(given, { reportInput: true })
  const wrong = parsed.success ? checkWorld(parsed.data) : parsed.error.issues.flatMap(explain)
  if (wrong.length === 0 && parsed.success) return parsed.data
  const told = wrong.slice(0, TOLD).map(({ path, message }) => `${place(path)}${nameOf(path)}: ${message}`)
  if (wrong.length > TOLD) told.push(`… 그 밖에 ${wrong.length - TOLD}건`)
  throw new WorldError(told.join('\n'))
}

/** Where a value stands; that of the nearest one above where it is missing. Keys stand where they are written. */
function offsetOf(contents: unknown, path: readonly PropertyKey[]): number {
  let node = contents
  let offset = 0
  for (const step of path) {
    const pair = isMap(node) ? node.items.find(({ key }) => String(key) === String(step)) : undefined
    offset = startOf(pair?.key) ?? offset
    const next: unknown = hasGet(node) ? node.get(step, true) : undefined
    if (next === undefined || next === null) return offset
    node = next
    if (!pair) offset = startOf(node) ?? offset
  }
  return offset
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range))
    return undefined
  return Number(node.range[0])
}

function hasGet(node: unknown): node is { get(key: unknown, keep: true): unknown } {
  return typeof node === 'object' && node !== null && 'get' in node
}

/** `payments[2].status` */
function nameOf(path: readonly PropertyKey[]): string {
  return (
    path
      .map((step, n) => (typeof step === 'number' ? `[${step}]` : (n > 0 ? '.' : '') + String(step)))
      .join('') || '월드'
  )
}

function explain(issue: z.core.$ZodIssue): Wrong[] {
  const { path } = issue
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...path, key], message: '없는 항목입니다.' }))
    case 'invalid_value':
      return [{ path, message: `${issue.values.join(', ')} 중 하나여야 합니다.` }]
    case 'invalid_type':
      if (issue.input === undefined) return [{ path, message: '빠졌습니다.' }]
      return [{ path, message: `${TYPES[issue.expected] ?? issue.expected} 값이어야 합니다.` }]
    case 'invalid_union':
      return [{ path, message: '형식이 올바르지 않습니다.' }]
    case 'too_small':
      return [{ path, message: `${issue.minimum} 이상이어야 합니다.` }]
    case 'too_big':
      return [{ path, message: `${issue.maximum} 이하여야 합니다.` }]
    default:
      return [{ path, message: issue.message }]
  }
}

const TYPES: Record<string, string> = {
  string: '문자열',
  number: '숫자',
  int: '정수',
  boolean: 'true 또는 false',
  array: '목록',
  object: '객체',
  record: '객체',
}

function firstLine(message: string): string {
  return message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '')
}
