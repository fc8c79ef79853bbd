/** Starts the browser of `open` and of `run --open`, and takes its profile away when it ends. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { captureFlags, findBrowser, throwawayProfile } from '../capture/browser.ts'
import type { CaptureInfo } from '../capture/info.ts'
import { Failure } from './failure.ts'
import { t } from './lang.ts'

/** Runs until the browser is closed; answers its command line. With `print` it only says what it would run. */
export async function openCaptured(
  page: string,
  capture: CaptureInfo,
  http_port: number,
  print: boolean,
): Promise<string> {
  const browser = findBrowser()
  if (browser === null) {
    throw new Failure(
      t(
        'Chrome이나 Chromium을 찾지 못했습니다; 설치하거나 CHROME_PATH로 실행 파일을 알려 주세요. 다른 브라우저는 --tls-port 443과 hosts 파일을 쓰면 됩니다.',
        'No Chrome or Chromium was found; install one, or name its file with CHROME_PATH. Other browsers work with --tls-port 443 and a hosts file.',
      ),
    )
  }
  const flags = [...captureFlags(capture, http_port), '--no-first-run', '--no-default-browser-check']
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  if (print) return [browser, '--user-data-dir=PROFILE', ...flags, ...root, page].map(quote).join(' ')
  const profile = throwawayProfile()
  const args = [`--user-data-dir=${profile}`, ...flags, ...root, page]
  try {
    const child = spawn(browser, args, { stdio: 'ignore' })
    await once(child, 'exit')
    return [browser, ...args].map(quote).join(' ')
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
