/** A session with an agent: which sandbox it uses, its tools, and its end. */

import { controlRows } from '../control/rows.ts'
import type { Lang } from '../core/bilingual.ts'
import { createTurns } from '../core/turns.ts'
import { createInstance } from '../sandbox.ts'
import { readSettings, type Settings } from '../settings.ts'
import { askAt, type Place } from './ask.ts'
import { type Own, openOwn } from './own.ts'
import { rowTools } from './row-tools.ts'
import { serveTools } from './server.ts'
import { whatHappened } from './what-happened.ts'
import { whatIsWrong } from './what-is-wrong.ts'
import { whyNoWebhook } from './why-no-webhook.ts'

export interface SessionParts {
  readonly lang: Lang
  /** Groups of rows that become tools; empty: all. */
  readonly only: readonly string[]
  /** The sandbox that runs now, asked anew for each call: it may be started again meanwhile. Null: there is none. */
  readonly find: () => Place | null
  /** The settings of a sandbox that the session starts where none runs. */
  readonly own: Settings
  readonly started: (own: Own) => void
  readonly fault: (error: unknown) => void
}

export async function holdSession({
  lang,
  only,
  find,
  own: settings,
  started,
  fault,
}: SessionParts): Promise<void> {
  let own: Promise<Own> | null = null
  /** Agents call several tools at once; a port has room for one sandbox. */
  const replays = createTurns()
  const place = async (): Promise<Place> => {
    const found = own ? null : find()
    if (found) return found
    // While a replay has its port, our own sandbox is not there, and a stranger's answers.
    await replays.over()
    own ??= begin()
    // What could not be opened is tried again by the next call.
    own.catch(() => {
      own = null
    })
    return own
  }
  const begin = async () => {
    const opened = await openOwn(settings)
    started(opened)
    return opened
  }
  const tools = [
    whyNoWebhook,
    whatHappened,
    whatIsWrong((port, work) => replays.inTurn(async () => (own ? (await own).aside(port, work) : work()))),
    ...rowTools(await rows(), only),
  ]
  try {
    await serveTools({ tools, ask: askAt(place, lang), lang, fault })
  } finally {
    if (own) await (await (own as Promise<Own>)).close()
  }
}

/** Rows belong to a sandbox; what they say does not depend on which. */
async function rows() {
  const instance = await createInstance(readSettings({ db: ':memory:' }))
  const listed = controlRows(instance)
  void instance.close()
  return listed
}
