/** The faults of a scenario file, as far as arming them goes: its name, why it hurts, and what goes wrong. What people do in it is for a replay. */
import { z } from 'zod'
import { type Bilingual, BilingualError, both, say } from '../core/bilingual.ts'
import { type Flaw, flawsIn, pathText } from '../core/flaws.ts'
import { isRecord } from '../core/schema.ts'
import { parseYaml, YamlError } from '../core/yaml-file.ts'
import { type Fault, faultSchema } from './fault.ts'

export interface FaultFile {
  readonly name: string
  readonly why: Bilingual | null
  readonly faults: readonly Fault[]
  /** The file says, too, what people do and what must be so: only a replay plays that. */
  readonly is_whole: boolean
}

/** What is wrong with faults that did not come from a file, part by part. */
export class FaultFlaws extends BilingualError {
  constructor(readonly flaws: readonly Flaw[]) {
    super(both((lang) => flaws.map(({ path, message }) => `${pathText(path)}: ${message[lang]}`).join('; ')))
  }
}

const schemas = new WeakMap<readonly string[], z.ZodType<Fault[]>>()

/** `operations`: the REST operations that there are, as `METHOD path`. */
function schemaOf(operations: readonly string[]): z.ZodType<Fault[]> {
  const known = schemas.get(operations) ?? z.array(faultSchema(operations))
  schemas.set(operations, known)
  return known
}

/** Faults as JSON. Throws a `FaultFlaws` that names every one that is wrong. */
export function readFaults(raw: unknown, operations: readonly string[]): Fault[] {
  const schema = schemaOf(operations)
  const flaws = flawsIn(schema, raw, ['faults'])
  if (flaws.length > 0) throw new FaultFlaws(flaws)
  return schema.parse(raw)
}

/** Faults as YAML. Throws a `YamlError` whose lines name file, line and column. */
export function readFaultFile(file: string, text: string, operations: readonly string[]): FaultFile {
  const { value, place } = parseYaml(file, text)
  const raw = isRecord(value) ? value : Array.isArray(value) ? { faults: value } : {}
  const { name = 'pasted', why = null, faults, ...more } = raw
  const flaws: Flaw[] = []
  if (typeof name !== 'string' || name.trim() === '' || name.length > 100)
    flaws.push({
      path: ['name'],
      at: 'value',
      message: say('1자에서 100자까지의 이름이어야 합니다', 'must be a name of 1 to 100 letters'),
    })
  if (faults === undefined)
    flaws.push({
      path: [],
      at: 'value',
      message: say('faults가 없습니다: 걸 장애의 목록입니다', 'faults is missing: the list of faults to arm'),
    })
  else flaws.push(...flawsIn(schemaOf(operations), faults, ['faults']))
  if (Array.isArray(faults) && faults.length === 0)
    flaws.push({
      path: ['faults'],
      at: 'value',
      message: say('장애가 하나도 없습니다', 'there is no fault in it'),
    })
  if (flaws.length > 0) {
    throw new YamlError(
      flaws.map(({ path, at, message }) => {
        const inside = Array.isArray(value) ? path.slice(1) : path
        const where = `${place(inside, at)}: ${path.length === 0 ? '' : `${pathText(path)}: `}`
        return both((lang) => `${where}${message[lang]}`)
      }),
    )
  }
  return {
    name: String(name),
    why: readWhy(why),
    faults: schemaOf(operations).parse(faults),
    is_whole: Object.keys(more).length > 0,
  }
}

function readWhy(why: unknown): Bilingual | null {
  if (typeof why === 'string') return { ko: why, en: why }
  if (!isRecord(why) || typeof why.ko !== 'string' || typeof why.en !== 'string') return null
  return { ko: why.ko.trim(), en: why.en.trim() }
}
