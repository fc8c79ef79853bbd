/** A found story as a picture: one HTML file without anything from outside, with a lane for each who takes part. */
import type { Bilingual, Lang } from '../core/bilingual.ts'
import { inLang, say } from '../core/bilingual.ts'
import { FINDINGS } from '../replay/findings.ts'
import type { Found } from './found.ts'

/** Who does what, by the first word of a line of the journal. */
const LANES = [
  { name: say('브라우저', 'browser'), of: ['step'] },
  { name: say('PG와 아임포트', 'PG and iamport'), of: ['payment'] },
  { name: say('웹훅', 'webhook'), of: ['webhook'] },
  { name: say('상점 서버의 REST', 'REST of the shop'), of: ['rest'] },
  { name: say('상점', 'shop'), of: ['shop', 'verdict'] },
] as const satisfies readonly { name: Bilingual; of: readonly string[] }[]

export function pictureOf(found: Found, lang: Lang): string {
  const { name, finding, scenario, journal } = found
  const lines = journal
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ what: line.slice(0, 7).trim(), text: line.slice(8) }))
  const rows = lines.map(({ what, text }, n) => {
    const lane = LANES.findIndex(({ of }) => (of as readonly string[]).includes(what))
    return `<li class="l${lane}" style="grid-column:${lane + 2};grid-row:${n + 2}">${html(text)}</li><li class="n" style="grid-column:1;grid-row:${n + 2}">${n + 1}</li>`
  })
  const heads = LANES.map(
    (lane, n) =>
      `<li class="h" style="grid-column:${n + 2};grid-row:1">${html(inLang(lane.name, lang))}</li>`,
  )
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(name)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${html(name)}</h1>
<p class="bad">${html(FINDINGS[finding.name][lang])}<br><small>${html(inLang(finding.detail, lang))}</small></p>
<p>${html(scenario.why[lang])}</p>
<ol>${heads.join('')}
${rows.join('\n')}
</ol>
</body>
</html>
`
}

const STYLE = `
:root{color-scheme:light dark;--line:#8884;--bad:#c62828}
@media (prefers-color-scheme:dark){:root{--bad:#ff8a80}}
body{font:14px/1.5 system-ui,sans-serif;margin:1.5rem;word-break:keep-all}
h1{font-size:1.1rem;margin:0 0 .5rem}
.bad{color:var(--bad);font-weight:600}
ol{list-style:none;padding:0;margin:1rem 0;display:grid;grid-template-columns:2.5rem repeat(5,minmax(9rem,1fr));gap:.25rem .5rem;overflow-x:auto}
li{padding:.25rem .5rem;border-left:3px solid var(--line);overflow-wrap:anywhere;font-size:.85rem}
.h{font-weight:600;border-left-color:transparent}
.n{border:0;color:gray;text-align:right}
.l0{border-left-color:#1565c0}.l1{border-left-color:#6a1b9a}.l2{border-left-color:#ef6c00}.l3{border-left-color:#2e7d32}.l4{border-left-color:#455a64}
`

const html = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
