/**
 * What happens at the same time, in one order that is chosen: of those that may go on, one is let go on at a time.
 *
 * Each runner goes until it calls the REST API, where it is held back until it is its turn again, or until it has ended.
 */
import { stopwatch } from '../core/clock.ts'
import type { Instance } from '../sandbox.ts'
import type { Shop } from './shop.ts'
import { movesOrIsSilent } from './silence.ts'

/** Somebody who does something while others do something else. */
export interface Runner {
  readonly name: string
  readonly start: () => Promise<void>
}

export interface RaceParts {
  readonly instance: Instance
  readonly shop: Pick<Shop, 'patience' | 'hasTurned'>
  readonly run: Run
}

export interface Choice {
  readonly from: readonly string[]
  readonly taken: string
}

export interface Run {
  readonly choices: Choice[]
  /** The same, in words. */
  readonly order: string[]
}

interface Racer extends Runner {
  state: 'new' | 'running' | 'held' | 'silent' | 'done'
  /** The call that waits for its answer. */
  held: { operation: string; release: () => void } | null
}

/** One order: at each point one of those that may go on is let go on, as the prefix says, then the first. */
export async function race(
  runners: readonly Runner[],
  prefix: readonly string[],
  { instance, shop, run }: RaceParts,
): Promise<void> {
  const { patience } = shop
  const racers = runners.map((runner): Racer => ({ ...runner, state: 'new', held: null }))
  let stepping: Racer | null = null
  let seen_ended = 0
  let changed = () => {}
  const change = () =>
    new Promise<void>((resolve) => {
      changed = resolve
    })
  const ends: Promise<void>[] = []
  const watch = instance.scenarios.watcher()
  instance.scenarios.watchRest({
    before: ({ operation }) =>
      new Promise<void>((release) => {
        const owner =
          stepping?.state === 'running' ? stepping : racers.find(({ state }) => state === 'silent')
        if (!owner) return release()
        Object.assign(owner, { state: 'held', held: { operation, release } })
        changed()
      }),
    after: (call, answer) => watch?.after(call, answer),
  })

  function begin(racer: Racer): void {
    const end = racer.start().finally(() => {
      // A call that was taken for its own was another’s: it has ended without it.
      const { held } = racer
      Object.assign(racer, { state: 'done', held: null })
      const other = racers.find(({ state }) => state === 'silent')
      if (held && other) Object.assign(other, { state: 'held', held })
      else held?.release()
      changed()
    })
    ends.push(end)
  }

  async function step(racer: Racer): Promise<void> {
    stepping = racer
    const { held, state } = racer
    Object.assign(racer, { state: 'running', held: null })
    const moved = change()
    if (state === 'new') {
      run.order.push(`${racer.name} begins`)
      begin(racer)
    } else {
      run.order.push(`${racer.name} gets ${held?.operation}`)
      held?.release()
    }
    const elapsed = stopwatch()
    await movesOrIsSilent(moved, shop)
    if (racer.state === 'running') racer.state = 'silent'
    else patience.took(elapsed())
    stepping = null
  }

  /** Whoever waits inside the shop for one that has just ended may go on now, and shall be seen before the next turn. */
  async function letGo(): Promise<void> {
    const ended = racers.filter(({ state }) => state === 'done').length
    if (ended === seen_ended) return
    seen_ended = ended
    if (racers.some(({ state }) => state === 'silent')) await movesOrIsSilent(change(), shop)
  }

  try {
    while (racers.some(({ state }) => state !== 'done')) {
      await letGo()
      const able = racers.filter(({ state }) => state === 'new' || state === 'held')
      if (able.length === 0) {
        if (racers.some(({ state }) => state !== 'done')) await change()
        continue
      }
      const wanted = prefix[run.choices.length]
      const taken = able.find(({ name }) => name === wanted) ?? able[0]!
      run.choices.push({ from: able.map(({ name }) => name), taken: taken.name })
      await step(taken)
    }
    await Promise.all(ends)
  } finally {
    instance.scenarios.watchRest(watch)
  }
}
