import { openStage } from '/work/wt/hunt/src/replay/stage.ts'
import { readAdapter } from '/work/wt/hunt/src/replay/replay.ts'
import { hunt } from '/work/wt/hunt/src/hunt/hunt.ts'
const [which='demo', runs='100', seed='1', buyers='1'] = process.argv.slice(2)
const shops = { demo: ['demo/shop.js','startDemoShop'], careless: ['careless/shop.js','startCarelessShop'] }
const [file, fn] = shops[which]
const mod = await import('/work/wt/hunt/fixtures/shops/'+file)
const stage = await openStage(0)
const shop = await mod[fn]({ sandbox_url: stage.url, imp_key:'0000000000000000', imp_secret:'iamport-sandbox-secret', user_code:'imp00000000' })
console.error = () => {}
const result = await hunt({ stage, target: shop.url, adapter: readAdapter('/work/wt/hunt/fixtures/shops/'+which+'/iamport-shop.yml'), seed: Number(seed), runs: Number(runs), for_ms: 1e9, buyers: Number(buyers), only: [], timeout_ms: 10000, known: new Set(), told: (p) => process.stderr.write(JSON.stringify(p)+'\n') })
console.log(result!.programs, 'programs', result!.ms, 'ms', (result!.programs/result!.ms*1000).toFixed(1), '/s', 'ways', result!.facts.ways.length, result!.facts.calls)
for (const f of result!.found) { console.log('==', f.name, 'x'+f.times, 'size', f.size, 'steady', f.is_steady, 'carries', f.carries_over, 'after', f.after_programs, '\n ', f.shape, '\n ', f.finding.detail, '\n', f.scenario.why.ko) }
console.log('failed steps', result!.failed_steps.length, result!.failed_steps.slice(0,15), [...result!.trouble].slice(0,5))
console.log(JSON.stringify(result!.coverage.steps)); console.log(result!.coverage.never.slice(0,20))
await shop.close(); await stage.close(); process.exit(0)
