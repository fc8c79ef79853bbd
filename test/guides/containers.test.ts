/** What stands in the Dockerfile and in the CI examples holds, as far as it can be tried without Docker. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { API_HOSTS, SERVICE_HOSTS } from '../../src/capture/hosts.ts'
import { SETTINGS } from '../../src/settings.ts'
import { makeFolder, run, startCli } from '../cli/command-line.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')
const dockerfile = read('Dockerfile')

test('the Dockerfile copies only what is there and what its ignore file lets in', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap((match) =>
    match[1]!.split(' '),
  )
  const allowed = new Set([...read('.dockerignore').matchAll(/^!(.+)$/gm)].map((match) => match[1]!))
  expect(copied).toContain('package-lock.json')
  expect(copied.filter((file) => !existsSync(join(ROOT, file)) || !allowed.has(file))).toEqual([])
})

test('the image is the tarball, made with all that a build needs, and nothing is compiled', () => {
  const [, made = '', image = ''] = dockerfile.split(/^FROM /m)
  const { files, scripts }: { files: string[]; scripts: Record<string, string> } = JSON.parse(
    read('package.json'),
  )
  expect(scripts.prepack).toBe('npm run build')
  const needed = [...files.filter((name) => name !== 'dist'), 'build', 'src', 'views', 'package-lock.json']
  expect(needed.filter((name) => !made.includes(name))).toEqual([])
  expect(image.match(/^COPY .+$/gm)).toEqual(['COPY --from=tarball /tmp/iamport-sandbox-*.tgz /tmp/'])
  expect(image).toMatch(/npm install --global .*--ignore-scripts/)
  expect(dockerfile).not.toMatch(/apk add|apt-get|python|make |g\+\+/)
  expect(dockerfile).toContain('ENTRYPOINT ["iamport-sandbox"]')
})

test('the image does not run as root, and every variable that the examples set is one', () => {
  expect(dockerfile).toMatch(/^USER node$/m)
  const known = new Set([
    ...SETTINGS.map(({ env }) => env),
    ...['URL', 'KEY', 'SECRET', 'USER_CODE', 'HOME'].map((name) => `IAMPORT_SANDBOX_${name}`),
  ])
  const texts = [
    dockerfile,
    ...['compose', 'compose-capture', 'github-actions', 'gitlab-ci'].map((name) =>
      read(`fixtures/ci/${name}.yml`),
    ),
    read('docs/guides/containers.md'),
  ]
  const used = texts.flatMap((text) => text.match(/IAMPORT_SANDBOX_[A-Z_]*[A-Z]/g) ?? [])
  expect(used.length).toBeGreaterThan(10)
  expect([...new Set(used)].filter((name) => !known.has(name))).toEqual([])
})

test.each(['compose', 'compose-capture', 'github-actions', 'gitlab-ci'])(
  'the example %s.yml is YAML, and stands in the guide word for word',
  (name) => {
    const text = read(`fixtures/ci/${name}.yml`)
    expect(parse(text, { merge: true })).toBeTypeOf('object')
    expect(read('docs/guides/containers.md')).toContain(text)
  },
)

/** What the two files use of the Compose specification; a key of another spelling, or in another place, is refused. */
const strings = z.array(z.string())
const composeFile = z.strictObject({
  services: z.record(
    z.string(),
    z.strictObject({
      image: z.string().optional(),
      build: z.string().optional(),
      command: z.string().optional(),
      user: z.string().optional(),
      environment: z.record(z.string(), z.string()).optional(),
      ports: strings.optional(),
      volumes: z.array(z.string().regex(/^[a-z]+:\/\w+(:ro)?$/)).optional(),
      networks: z.strictObject({ default: z.strictObject({ aliases: strings }) }).optional(),
      depends_on: z
        .record(
          z.string(),
          z.strictObject({
            condition: z.enum(['service_started', 'service_healthy', 'service_completed_successfully']),
          }),
        )
        .optional(),
    }),
  ),
  volumes: z.record(z.string(), z.strictObject({})).optional(),
})

test.each(['compose', 'compose-capture'])(
  '%s.yml is a Compose file, and names nothing that is not in it',
  (name) => {
    const file = composeFile.parse(parse(read(`fixtures/ci/${name}.yml`), { merge: true }))
    for (const { depends_on = {}, volumes = [] } of Object.values(file.services)) {
      for (const service of Object.keys(depends_on)) expect(file.services).toHaveProperty(service)
      for (const volume of volumes) expect(file.volumes).toHaveProperty(volume.split(':')[0]!)
    }
  },
)

test('the container that stands for iamport has exactly the names that shops call', () => {
  const { services } = composeFile.parse(parse(read('fixtures/ci/compose-capture.yml')))
  expect(services.iamport?.networks?.default.aliases).toEqual([...API_HOSTS, ...SERVICE_HOSTS])
})

test('a container is healthy without a token, for its own probe and for one outside, and asks for it elsewhere', async () => {
  const env = {
    IAMPORT_SANDBOX_HOST: '0.0.0.0',
    IAMPORT_SANDBOX_PORT: '0',
    IAMPORT_SANDBOX_DB: ':memory:',
    IAMPORT_SANDBOX_TOKEN: 'secret',
    IAMPORT_SANDBOX_ALLOW_HOST: 'iamport',
  }
  const folder = makeFolder()
  const { url } = await startCli(folder, ['start'], env)
  expect((await fetch(`${url}/_sandbox/health`)).status).toBe(200)
  expect((await fetch(`${url}/_sandbox/payments`)).status).toBe(401)
  const command: string[] = JSON.parse(/^HEALTHCHECK[\s\S]*?CMD (\[.*\])$/m.exec(dockerfile)![1]!)
  expect(command[0]).toBe('iamport-sandbox')
  expect(await run(folder, command.slice(1), env)).toMatchObject({ code: 0 })
  expect(await run(makeFolder(), command.slice(1), env)).toMatchObject({ code: 1 })
})
