/**
 * `npm run gallery`: screenshots of every window, PC and phone, into gallery/, with a page and contact sheets that show them
 * all. `PG=nice,kcp npm run gallery` draws only these, into gallery/nice,kcp/.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { test } from 'vitest'
import type { Sandbox } from '../../src/index.ts'
import { launchBrowser, startSandbox } from '../harness.ts'
import type { Device } from '../matrix/buyer.ts'
import { ALL_WINDOWS, goOn, newPage, SIZED, visitWindow } from './windows.ts'

const WANTED = process.env.PG
const FOLDER = resolve(import.meta.dirname, '../../gallery', WANTED ?? '')
const SHOWN = ALL_WINDOWS.filter(({ pg }) => !WANTED || WANTED.split(',').includes(pg.code))

interface Shot {
  readonly device: Device | 'sized'
  readonly name: string
}

test('every window is drawn', { timeout: 2_400_000 }, async () => {
  mkdirSync(FOLDER, { recursive: true })
  for (const old of readdirSync(FOLDER).filter((name) => name.endsWith('.png'))) rmSync(join(FOLDER, old))
  const sandbox = await startSandbox({ seed: 1 })
  const browser = await launchBrowser()
  const shots: Shot[] = []
  for (const device of ['pc', 'mobile'] as const) {
    const page = await newPage(browser, device)
    page.setDefaultTimeout(5_000)
    const shoot = async (what: string) => {
      const name = `${device}-${what}.png`
      await page.screenshot({ path: join(FOLDER, name) })
      shots.push({ device, name })
    }
    for (const window of SHOWN.filter((one) => one.device === device)) {
      const name = `${window.pg.code}-${window.pay_method}`
      await visitWindow(sandbox, page, window)
      for (let n = 1; n < 12; n++) {
        if ((await page.locator('.step').count()) === 0) break
        await shoot(`${name}-${n}`)
        if (!window.is_whole) break
        const is_last = (await page.locator('.bar .now ~ li').count()) === 0
        if (is_last && (await page.locator('body.redirect').count()) > 0) break
        await goOn(page)
      }
      if (await page.locator('.leave').count()) await shoot(`${name}-issued`)
    }
    await page.context().close()
  }
  shots.push(...(await drawSized(sandbox, browser)))
  writeFileSync(join(FOLDER, 'index.html'), pageOf(shots))
  const sheets = await drawSheets(browser, shots)
  await browser.close()
  process.stdout.write(`${shots.length} screenshots and ${sheets} contact sheets in ${FOLDER}\n`)
})

/** Popups and frames at their real sizes and at 200 %: the first step, what is wrong with an empty form, and the second step. */
async function drawSized(sandbox: Sandbox, browser: Browser): Promise<Shot[]> {
  const page = await newPage(browser, 'pc')
  page.setDefaultTimeout(5_000)
  const shots: Shot[] = []
  for (const { code, width, height, is_zoomed, open } of SIZED) {
    if (WANTED && !WANTED.split(',').includes(code.replace('certification-', ''))) continue
    await page.setViewportSize({ width, height })
    await page.goto(sandbox.url + (await open(sandbox)))
    const shoot = async (what: string) => {
      const name = `sized-${code}-${width}x${height}${is_zoomed ? '-zoomed' : ''}-${what}.png`
      await page.screenshot({ path: join(FOLDER, name) })
      shots.push({ device: 'sized', name })
    }
    await shoot('1')
    if (is_zoomed) continue
    await page.locator('.step .next').click()
    if (await page.locator('.problems').count()) await shoot('wrong')
    await goOn(page)
    if (await page.locator('.step').count()) await shoot('2')
  }
  await page.context().close()
  return shots
}

/** Pictures of a device on one sheet, so that a person can look at all of them. */
const PER_SHEET = { pc: 12, mobile: 27, sized: 12 } as const

async function drawSheets(browser: Browser, shots: readonly Shot[]): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1980, height: 600 } })
  let sheets = 0
  for (const device of ['pc', 'mobile', 'sized'] as const) {
    const all = shots.filter((shot) => shot.device === device)
    for (let from = 0; from < all.length; from += PER_SHEET[device]) {
      const file = join(FOLDER, 'sheet.html')
      writeFileSync(file, pageOf(all.slice(from, from + PER_SHEET[device])))
      await page.goto(`file://${file}`)
      await page.screenshot({ path: join(FOLDER, `sheet-${++sheets}.png`), fullPage: true })
      rmSync(file)
    }
  }
  return sheets
}

function pageOf(shots: readonly Shot[]): string {
  const style =
    'body{font:12px sans-serif;display:flex;flex-wrap:wrap;gap:12px}figure{margin:0}.pc img,.sized img{max-width:480px}.mobile img{width:200px}'
  const figures = shots.map(
    ({ device, name }) =>
      `<figure class="${device}"><img src="${name}"><figcaption>${name}</figcaption></figure>`,
  )
  return `<!doctype html><meta charset="utf-8"><title>gallery</title><style>${style}</style>${figures.join('\n')}`
}
