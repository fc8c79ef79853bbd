/** `npm run gallery`: screenshots of every window, PC and phone, into gallery/, with a page that shows them all. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'vitest'
import { launchBrowser, startSandbox } from '../harness.ts'
import { ALL_WINDOWS, goOn, newPage, visitWindow } from './windows.ts'

const FOLDER = resolve(import.meta.dirname, '../../gallery')

test('every window is drawn', { timeout: 1_200_000 }, async () => {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  const sandbox = await startSandbox({ seed: 1 })
  const browser = await launchBrowser()
  const shots: { device: string; name: string }[] = []
  for (const device of ['pc', 'mobile'] as const) {
    const page = await newPage(browser, device)
    page.setDefaultTimeout(5_000)
    const shoot = async (what: string) => {
      const name = `${device}-${what}.png`
      await page.screenshot({ path: join(FOLDER, name) })
      shots.push({ device, name })
    }
    for (const window of ALL_WINDOWS.filter((one) => one.device === device)) {
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
  const figure = ({ device, name }: { device: string; name: string }) =>
    `<figure class="${device}"><img src="${name}" loading="lazy"><figcaption>${name}</figcaption></figure>`
  const style = `body{font:12px sans-serif;display:flex;flex-wrap:wrap;gap:12px}figure{margin:0}.pc img{width:480px}.mobile img{width:200px}`
  writeFileSync(
    join(FOLDER, 'index.html'),
    `<!doctype html><meta charset="utf-8"><title>gallery</title><style>${style}</style>${shots.map(figure).join('\n')}`,
  )
  await browser.close()
  process.stdout.write(`${shots.length} screenshots in ${FOLDER}\n`)
})
