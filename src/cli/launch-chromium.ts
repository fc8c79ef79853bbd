/** The Chromium of `--browser`: by the playwright-core that the user has installed. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserType } from 'playwright-core'
import { findBrowser } from '../capture/browser.ts'
import { type ShopBrowser, shopBrowser } from '../replay/browser.ts'
import { Failure } from './failure.ts'
import { t } from './lang.ts'

export interface Chromium {
  readonly browser: ShopBrowser
  close(): Promise<void>
}

/**
 * The machine's own Chrome or Chromium (`CHROME_PATH` names another), else the one that Playwright has downloaded. Whoever has
 * something to say after Ctrl-C asks that it does not end with it.
 */
export async function launchChromium(ends_on_interrupt = true): Promise<Chromium> {
  const chromium = await loadPlaywright()
  const found = findBrowser()
  if (found === null && process.env.CHROME_PATH) throw noBrowser()
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const options = { args, handleSIGINT: ends_on_interrupt }
  const browser: Browser = await chromium
    .launch(found === null ? options : { ...options, executablePath: found })
    .catch(() => {
      throw noBrowser()
    })
  return { browser: shopBrowser(browser), close: () => browser.close() }
}

/** Next to this package, or in the folder where the command was given: so a package that is installed globally finds it, too. */
async function loadPlaywright(): Promise<BrowserType> {
  const playwright = await import('playwright-core').catch(fromHere).catch(() => {
    throw new Failure(
      t(
        '--browser에는 playwright-core가 필요합니다; npm install --save-dev playwright-core로 설치해 주세요.',
        '--browser needs playwright-core; install it with npm install --save-dev playwright-core.',
      ),
      2,
    )
  })
  return playwright.chromium
}

async function fromHere(): Promise<typeof import('playwright-core')> {
  const file = createRequire(join(process.cwd(), 'package.json')).resolve('playwright-core')
  const { default: playwright } = await import(pathToFileURL(file).href)
  return playwright
}

const noBrowser = (): Failure =>
  new Failure(
    t(
      '--browser로 열 Chrome이나 Chromium을 찾지 못했습니다; 설치하거나 CHROME_PATH로 실행 파일을 알려 주세요 (npx playwright-core install chromium도 됩니다).',
      'No Chrome or Chromium was found for --browser; install one, or name its file with CHROME_PATH (npx playwright-core install chromium does, too).',
    ),
    2,
  )
