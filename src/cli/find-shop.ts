/** What can be seen of a shop from its folder: its framework, how it is started, its port and where it takes webhooks. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { isRecord } from '../core/record.ts'

export interface Shop {
  readonly framework: string
  readonly command: string
  readonly port: number
  readonly webhook_path: string | null
}

interface Kind {
  readonly framework: string
  readonly port: number
  /** How it is started; null where this folder holds none of it. */
  readonly command: (folder: string) => string | null
}

const textOf = (folder: string, name: string): string => {
  try {
    return readFileSync(join(folder, name), 'utf8')
  } catch {
    return ''
  }
}

function packageOf(folder: string): { depends: Record<string, unknown>; scripts: Record<string, unknown> } {
  try {
    const read: unknown = JSON.parse(textOf(folder, 'package.json'))
    if (!isRecord(read)) return { depends: {}, scripts: {} }
    const part = (name: string) => (isRecord(read[name]) ? read[name] : {})
    return { depends: { ...part('devDependencies'), ...part('dependencies') }, scripts: part('scripts') }
  } catch {
    return { depends: {}, scripts: {} }
  }
}

/** `npm run dev`, by the package manager whose lockfile is there. */
function nodeCommand(folder: string): string {
  const { scripts } = packageOf(folder)
  const script = ['dev', 'start:dev', 'start'].find((name) => typeof scripts[name] === 'string')
  const manager = existsSync(join(folder, 'pnpm-lock.yaml'))
    ? 'pnpm'
    : existsSync(join(folder, 'yarn.lock'))
      ? 'yarn'
      : 'npm'
  return script === undefined
    ? 'node server.js'
    : script === 'start'
      ? `${manager} start`
      : `${manager} run ${script}`
}

const node = (framework: string, name: string, port: number): Kind => ({
  framework,
  port,
  command: (folder) => (name in packageOf(folder).depends ? nodeCommand(folder) : null),
})

const byFile = (framework: string, port: number, file: string, word: RegExp, command: string): Kind => ({
  framework,
  port,
  command: (folder) => (existsSync(join(folder, file)) && word.test(textOf(folder, file)) ? command : null),
})

/** The first that fits: what is special goes first. */
const KINDS: readonly Kind[] = [
  byFile('Django', 8000, 'manage.py', /django/i, 'python manage.py runserver'),
  byFile('Laravel', 8000, 'composer.json', /laravel\/framework/, 'php artisan serve'),
  byFile('Rails', 3000, 'Gemfile', /rails/, 'bin/rails server'),
  byFile('Spring Boot', 8080, 'build.gradle', /springframework\.boot/, './gradlew bootRun'),
  byFile('Spring Boot', 8080, 'build.gradle.kts', /springframework\.boot/, './gradlew bootRun'),
  byFile('Spring Boot', 8080, 'pom.xml', /spring-boot/, './mvnw spring-boot:run'),
  node('Next.js', 'next', 3000),
  node('NestJS', '@nestjs/core', 3000),
  node('Nuxt', 'nuxt', 3000),
  node('Fastify', 'fastify', 3000),
  node('Koa', 'koa', 3000),
  node('Express', 'express', 3000),
  byFile('Node.js', 3000, 'package.json', /./, 'npm start'),
  byFile('PHP', 8000, 'composer.json', /./, 'php -S localhost:8000 -t public'),
  byFile('Flask', 5000, 'requirements.txt', /flask/i, 'flask run'),
  byFile('FastAPI', 8000, 'requirements.txt', /fastapi/i, 'uvicorn main:app --reload'),
  byFile('Go', 8080, 'go.mod', /./, 'go run .'),
]

/** Null where the folder holds nothing that is known. */
export function findShop(folder: string): Shop | null {
  for (const { framework, command, port } of KINDS) {
    const found = command(folder)
    if (found === null) continue
    const sources = sourcesOf(folder)
    return {
      framework,
      command: framework === 'Node.js' ? nodeCommand(folder) : found,
      port: portIn(sources) ?? port,
      webhook_path: webhookPathIn(folder, sources),
    }
  }
  return null
}

interface Source {
  readonly file: string
  readonly text: string
}

const SKIPPED = /^(node_modules|vendor|target|build|dist|venv|env|__pycache__|coverage|tmp|public)$|^\./
const SOURCE = /\.(?:[cm]?[jt]sx?|py|php|rb|java|kt|go)$/
const MOST_FILES = 500

function sourcesOf(folder: string): Source[] {
  const sources: Source[] = []
  const waiting = [folder]
  for (let at = waiting.shift(); at !== undefined && sources.length < MOST_FILES; at = waiting.shift()) {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      if (entry.isDirectory() && !SKIPPED.test(entry.name)) waiting.push(join(at, entry.name))
      else if (entry.isFile() && SOURCE.test(entry.name) && sources.length < MOST_FILES) {
        const file = relative(folder, join(at, entry.name))
        sources.push({ file, text: textOf(folder, file).slice(0, 200_000) })
      }
    }
  }
  return sources
}

/** `app.listen(4000)`, `PORT || 4000` */
function portIn(sources: readonly Source[]): number | null {
  for (const { text } of sources) {
    const found = /\.listen\(\s*(\d{4,5})\b|\bPORT\b['"\])]*\s*(?:\|\||\?\?|,)\s*['"]?(\d{4,5})\b/.exec(text)
    if (found) return Number(found[1] ?? found[2])
  }
  return null
}

const ROUTES = [
  /["'`](\/[\w/-]*web-?_?hook[\w/-]*)["'`]/i,
  /\bpath\(\s*r?["']([\w/-]*web-?_?hook[\w/-]*)["']/i,
  /["'`](\/[\w/-]*(?:iamport|payments?)\/(?:notify|notification|callback|complete)[\w/-]*)["'`]/i,
]

function webhookPathIn(folder: string, sources: readonly Source[]): string | null {
  for (const { file } of sources) {
    const parts = file.replaceAll('\\', '/')
    const routed = /^(?:src\/)?(?:app\/(.*web-?_?hook.*)\/route|pages\/(.*web-?_?hook.*))\.[jt]sx?$/i.exec(
      parts,
    )
    const route = routed?.[1] ?? routed?.[2]?.replace(/\/index$/, '')
    if (route !== undefined && existsSync(join(folder, file))) return `/${route.replace(/\([^/]*\)\//g, '')}`
  }
  for (const route of ROUTES) {
    for (const { text } of sources) {
      const found = route.exec(text)?.[1]
      if (found !== undefined) return found.startsWith('/') ? found : `/${found}`
    }
  }
  return null
}
