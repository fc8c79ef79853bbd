/**
 * code.jquery.com, for pages that load jQuery from there as the vendor's guide told them to: the published bytes, because
 * `integrity` checks them, out of npm packages of jQuery that are installed here or in the shop.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Router } from 'express'
import { type Bilingual, say } from '../core/bilingual.ts'
import { packageFile } from '../core/package.ts'
import { langOf } from '../core/page-lang.ts'

/** What the site serves by these names since 2014: the last version that was ever put there. */
const LATEST = '1.11.1'

export function jqueryRoutes(folders: () => readonly string[] = searched): Router {
  const router = Router()
  router.get('/:file', (req, res, next) => {
    const asked = /^jquery-(\d+\.\d+\.\d+|latest)(\.slim)?(\.min)?\.js$/.exec(req.params.file)
    if (!asked) return next()
    const [, version = '', slim = '', min = ''] = asked
    const found = findJquery(version === 'latest' ? LATEST : version, folders())
    res.set({ 'access-control-allow-origin': '*', 'content-type': 'application/javascript; charset=utf-8' })
    const file = found && join(found, `dist/jquery${slim}${min}.js`)
    if (file && existsSync(file)) return res.send(published(readFileSync(file)))
    res.send(`console.error(${JSON.stringify(complaint(req.params.file, version)[langOf(req)])})\n`)
  })
  return router
}

/** The site's files of 1.11 and 2.0 to 2.1 end without the line that names a source map; those of the packages have it. */
function published(bytes: Buffer): Buffer {
  const at = bytes.lastIndexOf('\n//# sourceMappingURL=')
  return at < 0 ? bytes : bytes.subarray(0, at + 1)
}

/** What a page without its jQuery is told in its console; of an answer that is 404 a browser runs nothing. */
function complaint(file: string, version: string): Bilingual {
  const name = version === 'latest' ? LATEST : version
  const where = `[iamport-sandbox] https://code.jquery.com/${file}:`
  return say(
    `${where} 설치된 jQuery ${name} 패키지가 없습니다. 상점 폴더에서 npm install --no-save jquery@${name} 을 실행하세요.`,
    `${where} jQuery ${name} is not installed. Run npm install --no-save jquery@${name} in the folder of the shop.`,
  )
}

/** The folder of the package of exactly this version; a package may be installed under another name (`npm:jquery@1.12.4`). */
function findJquery(version: string, folders: readonly string[]): string | null {
  for (const folder of folders) {
    for (const name of readdirSync(folder).filter((entry) => entry.startsWith('jquery'))) {
      const manifest = join(folder, name, 'package.json')
      if (existsSync(manifest) && isVersion(manifest, version)) return join(folder, name)
    }
  }
  return null
}

function isVersion(manifest: string, version: string): boolean {
  const { name, version: own }: { name?: string; version?: string } = JSON.parse(
    readFileSync(manifest, 'utf8'),
  )
  return name === 'jquery' && own === version
}

/** The shop's packages, then those beside ours. */
function searched(): string[] {
  return [join(process.cwd(), 'node_modules'), packageFile('node_modules'), packageFile('..')].filter(
    (folder) => existsSync(folder),
  )
}
