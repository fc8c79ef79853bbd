/** Several steps at the same time: each goes until it calls the REST API, and gets its answer when it is its turn. */
import { type Run, race } from './race.ts'
import type { Scene } from './scene.ts'
import { readStep, type StepArgs, type StepName } from './steps.ts'

type Act = (name: StepName, args: unknown) => Promise<void>

export function atOnce(scene: Scene, act: Act) {
  return async ({ steps, takes }: StepArgs['at_once']): Promise<void> => {
    const runners = steps.map((step, n) => {
      const { name, args } = readStep(step)
      return { name: String(n + 1), start: () => act(name, args) }
    })
    const run: Run = { choices: [], order: [] }
    const { shop } = scene
    await race(runners, takes.map(String), { instance: scene.instance(), shop, run })
    scene.seen.raced.push(run.choices.map(({ taken }) => Number(taken)))
  }
}
