const t0=Date.now(); const s=(x)=>process.stderr.write(`${Date.now()-t0} ${x}\n`)
const { openStage } = await import('/work/wt/hunt/src/replay/stage.ts')
const { readAdapter } = await import('/work/wt/hunt/src/replay/replay.ts')
const { createShop } = await import('/work/wt/hunt/src/replay/shop.ts')
const { tryScenario } = await import('/work/wt/hunt/src/hunt/trial.ts')
const { asScenario, writeSteps } = await import('/work/wt/hunt/src/hunt/program.ts')
s('loaded')
const stage = await openStage(0); s(stage.url)
const { startDemoShop } = await import('/work/wt/hunt/fixtures/shops/demo/shop.js')
const d = await startDemoShop({ sandbox_url: stage.url, imp_key:'0000000000000000', imp_secret:'iamport-sandbox-secret', user_code:'imp00000000' })
s(d.url)
const adapter = readAdapter('/work/wt/hunt/fixtures/shops/demo/iamport-shop.yml')
const shop = createShop(d.url, adapter, 10000)
await shop.ask('GET','/'); s('asked')
const life = { way: {pg:'html5_inicis', pay_method:'card'}, device:'pc', sdk:'1.1.5', faults:[], genes:[] }
const { learn } = await import('/work/wt/hunt/src/hunt/learn.ts')
const { createDrawn } = await import('/work/wt/hunt/src/hunt/drawn.ts')
const fc = (await import('fast-check')).default
const facts = await learn({stage, shop, check:null}, adapter, [], '1'); s(JSON.stringify(facts.calls)+facts.amount)
console.error = () => {}
const drawn = createDrawn(facts, 1, 1)
let c0 = process.cpuUsage(); const from = Number(process.argv[2]??1); let played=0
for (let n=from;n<from+Number(process.argv[3]??40);n++) { const [d] = fc.sample(drawn.arbitrary(n), {seed: drawn.seedOf(n), numRuns:1}); const sc = drawn.scenario(d,'h-'+n);
 const a = process.cpuUsage(); const t = await tryScenario(sc, { stage, shop, check: null }); const b = process.cpuUsage(a); played++
 if (t.findings.length || t.failed_steps.length) s(JSON.stringify([...sc.shopper.does,...sc.timeline, ...sc.faults, sc.shopper.pay]) + '\n   ' +JSON.stringify(t.findings)+t.failed_steps)
 }
const c = process.cpuUsage(c0); s('cpu per program '+((c.user+c.system)/1000/played).toFixed(1))
process.exit()
