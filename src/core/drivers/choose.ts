/** Which SQLite a process works with: better-sqlite3 where it is installed, else Node's own, else libsql. */

import { fileURLToPath } from 'node:url'
import { type Bilingual, say } from '../bilingual.ts'
import type { Driver } from './driver.ts'
import { loadNodeSqlite } from './node-sqlite.ts'
import { loadNpmSqlite } from './npm-sqlite.ts'

/** In the order in which they are tried. */
const DRIVERS: Readonly<Record<Driver['name'], () => Driver | null>> = {
  'better-sqlite3': () => loadNpmSqlite('better-sqlite3'),
  'node:sqlite': loadNodeSqlite,
  libsql: () => loadNpmSqlite('libsql'),
}

export const DRIVER_NAMES = Object.keys(DRIVERS)

/** The variable that names one driver; for whoever compares them. */
const WANTED = 'IAMPORT_SANDBOX_SQLITE'

let chosen: Driver | null | undefined

/** The driver of this process, loaded once; null where none can be had. */
export function chosenDriver(): Driver | null {
  if (chosen === undefined) chosen = choose(process.env[WANTED] ?? '')
  return chosen
}

/** One driver by its name; null where it is not installed or there is none of that name. */
export function loadDriver(name: string): Driver | null {
  const found = Object.entries(DRIVERS).find(([known]) => known === name)
  return found ? found[1]() : null
}

function choose(wanted: string): Driver | null {
  if (wanted !== '') return loadDriver(wanted)
  for (const load of Object.values(DRIVERS)) {
    const driver = load()
    if (driver) return driver
  }
  return null
}

/** What to do where there is no driver: the line to type, as this copy of the package was installed. */
export function explainMissing(): Bilingual {
  const wanted = process.env[WANTED] ?? ''
  if (wanted !== '') {
    const names = DRIVER_NAMES.join(', ')
    return say(
      `${WANTED}=${wanted}: 이 SQLite 드라이버를 불러올 수 없습니다; ${names} 중에서 설치된 것을 지정하거나 이 변수를 지우세요.`,
      `${WANTED}=${wanted}: this SQLite driver cannot be loaded; name one of ${names} that is installed, or remove the variable.`,
    )
  }
  const line = installLine(fileURLToPath(import.meta.url), process.env.npm_config_user_agent ?? '')
  return say(
    `Node.js ${process.versions.node}에는 SQLite가 들어 있지 않습니다; Node.js 22.13 이상을 쓰거나, 다음을 실행하세요: ${line}`,
    `Node.js ${process.versions.node} has no SQLite; use Node.js 22.13 or later, or run: ${line}`,
  )
}

/** How to install libsql beside this file: as npx keeps it, for the whole machine, or in a project. */
export function installLine(file: string, user_agent: string): string {
  const manager = /^(pnpm|yarn|bun)\//.exec(user_agent)?.[1]
  if (/[\\/]_npx[\\/]/.test(file)) return 'npx -p iamport-sandbox -p libsql iamport-sandbox'
  if (
    /[\\/]lib[\\/]node_modules[\\/]iamport-sandbox[\\/]|[\\/]npm[\\/]node_modules[\\/]iamport-sandbox[\\/]/.test(
      file,
    )
  ) {
    return 'npm install --global libsql'
  }
  if (manager) return `${manager} add --dev libsql`
  return 'npm install --save-dev libsql'
}
