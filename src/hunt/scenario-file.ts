/** A found story as a scenario file: what an editor completes, what `replay` plays. */
import { stringify } from 'yaml'
import { inLang, type Lang } from '../core/bilingual.ts'
import type { Scenario } from '../replay/scenario.ts'
import type { Found } from './found.ts'

/** What is as always is left out, so that a reader sees what matters. */
export function scenarioText(
  { scenario, finding }: Pick<Found, 'scenario' | 'finding'>,
  lang: Lang = 'ko',
): string {
  const { name, why, world, faults, shopper, timeline } = scenario
  const file = {
    name,
    why,
    world: { seed: world.seed },
    ...(faults.length > 0 ? { faults } : {}),
    shopper: shopperOf(shopper),
    ...(timeline.length > 0 ? { timeline } : {}),
  }
  const head = [
    '# yaml-language-server: $schema=scenario.schema.json',
    `# hunt: ${finding.name}: ${inLang(finding.detail, lang)}`,
    `# iamport-sandbox replay ${name}.yml --target …`,
  ]
  return `${head.join('\n')}\n${stringify(file, { lineWidth: 110 })}`
}

function shopperOf({ pay, device, sdk, does }: Scenario['shopper']): Record<string, unknown> {
  return {
    pay,
    ...(device === 'pc' ? {} : { device }),
    ...(sdk === '1.1.5' ? {} : { sdk }),
    does,
  }
}
