/** 장애: scenarios of the package and one's own, armed and taken away, with what came of them. */
import { type Bilingual, say } from '../../core/bilingual.ts'
import { CallerError } from '../../core/caller-error.ts'
import type { Fault } from '../../scenarios/fault.ts'
import { effectText } from '../../scenarios/lines.ts'
import { MOMENTS } from '../../scenarios/moments.ts'
import type { Shelved } from '../../scenarios/shelf.ts'
import { asTyped, FormProblem } from '../forms.ts'
import type { Page } from '../page.ts'
import type { DashboardParts } from '../parts.ts'
import { recordScenario } from '../record-scenario.ts'

export const faults: Page = {
  path: '/faults',
  view: 'faults',
  nav: { name: say('장애', 'Faults') },
  scripts: ['lines'],
  async model(parts, { query, problem }) {
    const shelf = parts.acts.scenarioShelf()
    const armed = armedByName(parts)
    const show = (one: Shelved) => ({
      name: one.name,
      why: one.why,
      text: one.text,
      is_whole: one.is_whole,
      faults: one.faults.map(showFault),
      is_armed: armed.some(({ name }) => name === one.name),
    })
    const built_in = shelf.builtIn().map(show)
    const opened = query.open ? (shelf.byName(query.open)?.text ?? null) : null
    const recorded = query.from ? await recordScenario(parts, query.from) : null
    return {
      armed,
      /** They are no scenarios; the mark at the top of every page counts them, too. */
      rules: parts.webhooks.rules(parts.merchants.byDefault().id).length,
      own: shelf.own().map(show),
      built_in: built_in.length,
      groups: GROUPS.map(({ title, has }) => ({
        title,
        list: built_in.filter(({ faults }) => has(faults[0]?.at ?? '')),
      })),
      text: recorded?.text ?? opened ?? EXAMPLE,
      recorded,
      mistakes: problem?.form === 'scenario-paste' ? mistakesIn(problem.said) : [],
      from: query.from ?? '',
    }
  },
  forms: [
    {
      name: 'scenario-arm',
      path: '/faults/arm',
      says: { armed: say('장애를 걸었습니다.', 'The faults are armed.') },
      act: ({ acts }, { fields: { name = '' } }) => void acts.armNamed(name),
    },
    {
      name: 'scenario-disarm',
      path: '/faults/disarm',
      says: { disarmed: say('장애를 풀었습니다.', 'The faults are taken away.') },
      act: ({ acts }, { fields: { name } }) => void acts.disarm(name || undefined),
    },
    {
      name: 'scenario-remove',
      path: '/faults/remove',
      says: { scenario_removed: say('시나리오를 지웠습니다.', 'The scenario is gone.') },
      act({ acts }, { fields: { name = '' } }) {
        acts.disarm(name)
        acts.scenarioShelf().remove(name)
      },
    },
    {
      name: 'scenario-paste',
      path: '/faults/paste',
      says: { pasted: say('검사했고, 장애를 걸었습니다.', 'Checked, and its faults are armed.') },
      act({ acts }, { req }) {
        try {
          // Its own lines count, empty ones too.
          acts.armText(asTyped(req.body).yaml ?? '')
        } catch (error) {
          if (!(error instanceof CallerError)) throw error
          throw new FormProblem(422, error.said, 'yaml', error.hint)
        }
      },
    },
  ],
}

/** Built-in scenarios by where their first fault acts. */
const GROUPS: readonly { readonly title: Bilingual; readonly has: (at: string) => boolean }[] = [
  { title: say('웹훅', 'Webhooks'), has: (at) => at === 'webhook.send' },
  { title: say('REST API', 'REST API'), has: (at) => at.startsWith('rest ') },
  {
    title: say('결제창과 콜백', 'Window and callback'),
    has: (at) => at !== 'webhook.send' && at !== 'time' && !at.startsWith('rest '),
  },
  { title: say('시각', 'Time'), has: (at) => at === 'time' },
]

const EXAMPLE = `name: my-faults
faults:
  - at: webhook.send
    match: { event: paid }
    do: lost
    nth: 1
`

/** What is armed, one scenario after the other. */
function armedByName({ scenarios }: DashboardParts) {
  const list = scenarios.list()
  return [...new Set(list.map(({ scenario }) => scenario))].map((name) => {
    const mine = list.filter(({ scenario }) => scenario === name)
    return {
      name,
      used: mine.reduce((sum, { used }) => sum + used, 0),
      faults: mine.map(({ fault, seen, used }) => ({ ...showFault(fault), seen, used })),
    }
  })
}

function showFault(fault: Fault) {
  const { at } = fault
  const moment = at.startsWith('rest ') ? 'rest' : (at as keyof typeof MOMENTS)
  const { ko, en } = MOMENTS[moment]
  return { at, when: say(ko, en), effect: effectText(fault), more: moreOf(fault) }
}

/** `event = paid, nth 1`: whom it is for, and which time. */
function moreOf(fault: Fault): string {
  const { at: _at, do: _do, ...rest } = fault
  const { match, ...turn } = rest as { match?: Record<string, unknown> } & Record<string, unknown>
  return [
    ...Object.entries(match ?? {}).map(([key, value]) => `${key} = ${value}`),
    ...Object.entries(turn).map(([key, value]) => `${key} ${value}`),
  ].join(', ')
}

/** `scenario:3:9: faults[0].at: …` by line and column. */
function mistakesIn(said: Bilingual | string) {
  const { ko, en } = typeof said === 'string' ? { ko: said, en: said } : said
  const english = en.split('\n')
  return ko.split('\n').map((line, n) => {
    const [, row = '1', column = '1', text = line] = /^scenario:(\d+):(\d+): ([\s\S]*)$/.exec(line) ?? []
    const other = /^scenario:\d+:\d+: ([\s\S]*)$/.exec(english[n] ?? '')?.[1] ?? english[n] ?? text
    return { row, column, text: say(text, other) }
  })
}
