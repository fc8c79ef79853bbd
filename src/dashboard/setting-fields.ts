/** Every setting of a shop as a field of a form, made from its schema; and what a form with them changes. */
import type { z } from 'zod'
import { say } from '../core/bilingual.ts'
import { josa } from '../core/josa.ts'
import { read } from '../core/schema.ts'
import { MerchantSettings, SettingsChanges } from '../merchants/merchant.ts'
import { provenanceText } from '../telling/provenance.ts'
import { SETTING_GROUPS, SETTING_WORDS } from '../telling/setting-words.ts'
import { type Fields, FormProblem } from './forms.ts'

type Name = keyof MerchantSettings
type Kind = 'choice' | 'number' | 'text' | 'json'

/** Those with forms of their own. */
const ELSEWHERE: readonly Name[] = ['notification_url', 'notification_content_type', 'channels']
const NAMES = Object.keys(MerchantSettings.shape) as Name[]
const DEFAULTS = MerchantSettings.parse({})

export function settingGroups(settings: MerchantSettings) {
  const fields = NAMES.filter((name) => !ELSEWHERE.includes(name)).map((name) => {
    const { group, text, known } = SETTING_WORDS[name]
    const { kind, choices } = kindOf(name)
    const [value, usual] = [textOf(settings[name]), textOf(DEFAULTS[name])]
    return {
      name,
      group,
      text,
      source: provenanceText(known),
      kind,
      choices,
      value,
      usual,
      is_changed: value !== usual,
    }
  })
  return Object.entries(SETTING_GROUPS)
    .map(([group, title]) => ({ group, title, fields: fields.filter((field) => field.group === group) }))
    .filter((group) => group.fields.length > 0)
}

/** What of the form is another than before. Throws a `FormProblem` for the first field that cannot be so. */
export function readSettings(fields: Fields, before: MerchantSettings): Partial<MerchantSettings> {
  const changed = NAMES.filter(
    (name) =>
      !ELSEWHERE.includes(name) && fields[name] !== undefined && fields[name] !== textOf(before[name]),
  )
  const given = Object.fromEntries(changed.map((name) => [name, meaningOf(name, fields[name]!)]))
  const result = read(SettingsChanges, given)
  if ('value' in result) return result.value
  const { parameter, allowed, in_korean } = result.problem
  const field = parameter.split('.')[0]!
  const said = say(`${in_korean.parameter}: ${in_korean.must}`, `${parameter} must be ${allowed}.`)
  throw new FormProblem(422, said, field)
}

function meaningOf(name: Name, text: string): unknown {
  const { kind } = kindOf(name)
  if (kind === 'choice' && ['true', 'false', 'null'].includes(text)) return JSON.parse(text)
  if (kind !== 'json') return text
  try {
    return JSON.parse(text === '' ? textOf(DEFAULTS[name]) : text)
  } catch (error) {
    const why = error instanceof Error ? error.message : ''
    const said = say(
      `${name}${josa(name, '은', '는')} JSON이어야 합니다: ${why}`,
      `${name} must be JSON: ${why}`,
    )
    throw new FormProblem(422, said, name)
  }
}

function kindOf(name: Name): { kind: Kind; choices: readonly string[] } {
  const schema = inner(MerchantSettings.shape[name])
  const def = schema._zod.def as z.core.$ZodTypes['_zod']['def']
  if (def.type === 'boolean') return { kind: 'choice', choices: ['true', 'false'] }
  if (def.type === 'nullable') return { kind: 'choice', choices: ['null', 'true', 'false'] }
  if (def.type === 'enum') return { kind: 'choice', choices: Object.values(def.entries).map(String) }
  if (def.type === 'number') return { kind: 'number', choices: [] }
  return def.type === 'string' ? { kind: 'text', choices: [] } : { kind: 'json', choices: [] }
}

function inner(schema: z.core.$ZodType): z.core.$ZodType {
  const def = schema._zod.def as z.core.$ZodTypes['_zod']['def']
  return def.type === 'default' || def.type === 'prefault' ? inner(def.innerType) : schema
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
