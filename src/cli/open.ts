/** `--open`: the platform's own way to open a page. A machine without a browser is no failure. */
import { spawn } from 'node:child_process'

const OPENERS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
}

export function openInBrowser(url: string): void {
  const [opener, ...before] = OPENERS[process.platform] ?? ['xdg-open']
  const child = spawn(opener, [...before, url], { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}
