/** A question in words: what does this shop get wrong? Scenarios are played against it, and its orders held against the money. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { inLang, type Lang, say } from '../core/bilingual.ts'
import { nearest } from '../core/nearest.ts'
import { packageFile } from '../core/package.ts'
import { YamlError } from '../core/yaml-file.ts'
import { ShopAdapter } from '../replay/adapter.ts'
import { FINDINGS } from '../replay/findings.ts'
import { restOperations } from '../replay/operations.ts'
import { readAdapter, readScript, replay, type Script } from '../replay/replay.ts'
import { openStage, type Stage } from '../replay/stage.ts'
import type { Verdict } from '../replay/verdict.ts'
import { LANG, langOf } from './lang.ts'
import { type Json, type Tool, ToolError } from './tool.ts'

/** The adapter that `replay` looks for, too. */
const ADAPTER = 'iamport-shop.yml'

/** Makes room at a port where this session's own sandbox listens, for as long as the work takes. */
export type Aside = <T>(port: number, work: () => Promise<T>) => Promise<T>

export function whatIsWrong(aside: Aside): Tool {
  return {
    name: 'what_is_wrong',
    description:
      'What does this shop get wrong? Plays failures (lost, doubled and forged webhooks, callbacks that never come, a REST API that is down …) against a shop that is up, each in a fresh sandbox at the port that the shop takes for iamport, and holds its orders against the money. All scenarios of the library take some seconds.',
    inputSchema: {
      type: 'object',
      properties: {
        target: { type: 'string', description: 'address of the shop that is up, e.g. http://localhost:3000' },
        port: {
          type: 'integer',
          default: 4780,
          description: 'port of this machine that the shop takes for iamport',
        },
        adapter: {
          type: 'string',
          description: `file with the shop’s own addresses; default: ${ADAPTER} of this folder, or usual addresses`,
        },
        scenarios: {
          type: 'array',
          items: { type: 'string' },
          description:
            'names of the library (e.g. webhook-lost) or paths of files; default: the whole library',
        },
        lang: LANG,
      },
      required: ['target'],
    },
    // It orders at the shop, and pays nothing.
    annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: true },
    async call(args, { lang: session, progress }) {
      const lang = langOf(args, session)
      const { target, port } = readAsked(args, lang)
      // Whoever asks after this waits until the port is free again: nothing may be awaited before.
      return aside(port, async () => {
        const { adapter, scripts } = await readFiles(args, lang)
        const stage = await openStage(port).catch((error: unknown) => {
          throw taken(error, port, lang)
        })
        try {
          return await playAll(stage, { target, adapter, scripts, lang, progress })
        } finally {
          await stage.close()
        }
      })
    },
  }
}

interface Played {
  readonly target: string
  readonly adapter: ShopAdapter
  readonly scripts: readonly Script[]
  readonly lang: Lang
  readonly progress: (done: number, total: number, text: string) => void
}

async function playAll(stage: Stage, { target, adapter, scripts, lang, progress }: Played): Promise<string> {
  let rest_calls = 0
  const verdicts: Verdict[] = []
  for (const script of scripts) {
    progress(verdicts.length, scripts.length, script.scenario.name)
    const told = ({ what }: { readonly what: string }) => {
      if (what === 'rest') rest_calls++
    }
    verdicts.push(await replay(script, { stage, target, adapter, told }))
  }
  const broken = verdicts.filter(({ holds }) => !holds)
  const never = say(
    `상점이 ${stage.url}을(를) 한 번도 호출하지 않았습니다. 상점이 이 주소를 아임포트 주소로 쓰도록 설정하고 다시 해 보세요.`,
    `The shop never called ${stage.url}: make it use this address as iamport’s, and ask again.`,
  )
  const passed = verdicts.length - broken.length
  return [
    inLang(
      say(
        `시나리오 ${verdicts.length}개 가운데 ${passed}개 통과`,
        `${passed} of ${verdicts.length} scenarios hold`,
      ),
      lang,
    ),
    ...(rest_calls === 0 ? [inLang(never, lang)] : []),
    ...broken.flatMap((verdict) => brokenLines(verdict, lang)),
  ].join('\n')
}

function brokenLines({ name, why, findings, file }: Verdict, lang: Lang): string[] {
  return [
    '',
    `✗ ${name}: ${inLang(why, lang)}`,
    ...findings.map(
      (found) => `  ${found.name}: ${FINDINGS[found.name][lang]}: ${inLang(found.detail, lang)}`,
    ),
    `  iamport-sandbox replay ${file} --target …`,
  ]
}

function readAsked({ target, port = 4780 }: Json, lang: Lang) {
  if (typeof target !== 'string' || !URL.canParse(target) || !/^https?:$/.test(new URL(target).protocol))
    throw misasked(
      say(
        'target에는 켜져 있는 상점의 http:// 주소를 주세요.',
        'target takes the http:// address of a shop that is up.',
      ),
      lang,
    )
  if (typeof port !== 'number' || !Number.isInteger(port) || port < 1 || port > 65_535)
    throw misasked(
      say('port에는 1부터 65535까지의 정수를 주세요.', 'port takes a whole number from 1 to 65535.'),
      lang,
    )
  return { target, port }
}

async function readFiles({ adapter, scenarios }: Json, lang: Lang) {
  const named =
    scenarios === undefined
      ? library()
      : Array.isArray(scenarios)
        ? scenarios.map(String)
        : [String(scenarios)]
  try {
    const operations = await restOperations()
    const scripts = named.map((name) => readScript(fileOf(name, lang), operations))
    return { adapter: adapterOf(adapter), scripts }
  } catch (error) {
    if (error instanceof YamlError) throw misasked(error.said, lang)
    if (error instanceof Error && 'code' in error) throw new ToolError(error.message)
    throw error
  }
}

const LIBRARY = () => packageFile('fixtures/scenarios')
const library = () =>
  readdirSync(LIBRARY())
    .filter((file) => file.endsWith('.yml'))
    .sort()
    .map((file) => basename(file, '.yml'))

function fileOf(name: string, lang: Lang): string {
  const built_in = join(LIBRARY(), `${name}.yml`)
  if (/^[\w-]+$/.test(name) && existsSync(built_in)) return built_in
  if (existsSync(name)) return name
  const similar = nearest(name, library())
  throw misasked(
    say(
      `${name}: 그런 시나리오가 없습니다${similar ? `; 혹시 ${similar}인가요?` : '.'}`,
      `${name}: there is no such scenario${similar ? `; did you mean ${similar}?` : '.'}`,
    ),
    lang,
  )
}

function adapterOf(file: unknown): ShopAdapter {
  if (typeof file === 'string') {
    readFileSync(file)
    return readAdapter(file)
  }
  return existsSync(ADAPTER) ? readAdapter(ADAPTER) : ShopAdapter.parse({})
}

const misasked = (said: Parameters<typeof inLang>[0], lang: Lang) => new ToolError(inLang(said, lang))

function taken(error: unknown, port: number, lang: Lang): unknown {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) return error
  return misasked(
    say(
      `포트 ${port}을(를) 다른 샌드박스가 쓰고 있습니다. \`iamport-sandbox stop\`으로 멈춘 뒤 다시 묻거나, 상점이 아임포트로 아는 다른 포트를 주세요.`,
      `Port ${port} is taken by another sandbox. End it with \`iamport-sandbox stop\` and ask again, or give another port that the shop takes for iamport.`,
    ),
    lang,
  )
}
