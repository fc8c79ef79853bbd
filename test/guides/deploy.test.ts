/** The manifests of docs/deploy fit the schemas of what reads them, and what they say of the sandbox is so. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { readSettings, SETTINGS } from '../../src/settings.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(ROOT, 'docs/deploy', file), 'utf8')

/** As the API reference of Kubernetes 1.30 has them, as far as they are used: what is not listed is refused. */
const name = z
  .string()
  .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/)
  .max(63)
const quantity = z.string().regex(/^\d+(m|[KMGT]i?)?$/)
const metadata = z.strictObject({ name, labels: z.record(z.string(), z.string()).optional() })
const secretKeyRef = z.strictObject({ name, key: z.string() })
const env = z.union([
  z.strictObject({ name: z.string(), value: z.string() }),
  z.strictObject({ name: z.string(), valueFrom: z.strictObject({ secretKeyRef }) }),
])
const probe = z.strictObject({
  httpGet: z.strictObject({ path: z.string().startsWith('/'), port: z.union([z.int(), name]) }),
  periodSeconds: z.int().min(1).optional(),
  failureThreshold: z.int().min(1).optional(),
})
const resources = z.strictObject({
  requests: z.record(z.string(), quantity).optional(),
  limits: z.record(z.string(), quantity).optional(),
})
const container = z.strictObject({
  name,
  image: z.string(),
  ports: z.array(z.strictObject({ name: name.max(15), containerPort: z.int().min(1).max(65_535) })),
  env: z.array(env),
  readinessProbe: probe,
  livenessProbe: probe,
  resources,
  volumeMounts: z.array(z.strictObject({ name, mountPath: z.string().startsWith('/') })),
})
const podSpec = z.strictObject({
  terminationGracePeriodSeconds: z.int().min(0),
  securityContext: z.strictObject({ runAsNonRoot: z.boolean(), runAsUser: z.int(), fsGroup: z.int() }),
  containers: z.array(container).min(1),
})
const claim = z.strictObject({
  metadata,
  spec: z.strictObject({
    accessModes: z
      .array(z.enum(['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod']))
      .min(1),
    resources,
  }),
})
const labels = z.record(z.string(), z.string())
const StatefulSet = z.strictObject({
  apiVersion: z.literal('apps/v1'),
  kind: z.literal('StatefulSet'),
  metadata,
  spec: z.strictObject({
    serviceName: name,
    replicas: z.int(),
    selector: z.strictObject({ matchLabels: labels }),
    template: z.strictObject({ metadata: z.strictObject({ labels }), spec: podSpec }),
    volumeClaimTemplates: z.array(claim),
  }),
})
const Service = z.strictObject({
  apiVersion: z.literal('v1'),
  kind: z.literal('Service'),
  metadata,
  spec: z.strictObject({
    selector: labels,
    ports: z.array(z.strictObject({ name, port: z.int(), targetPort: z.union([z.int(), name]) })),
  }),
})
const Secret = z.strictObject({
  apiVersion: z.literal('v1'),
  kind: z.literal('Secret'),
  metadata,
  type: z.literal('Opaque'),
  stringData: z.record(z.string(), z.string()),
})

/** The Compose Specification, as far as it is used. */
const Compose = z.strictObject({
  services: z.record(
    name,
    z.strictObject({
      image: z.string(),
      restart: z.enum(['no', 'always', 'on-failure', 'unless-stopped']),
      stop_grace_period: z
        .string()
        .regex(/^\d+(s|m)$/)
        .optional(),
      command: z.string().optional(),
      user: z.string().optional(),
      environment: z.record(z.string(), z.string()).optional(),
      ports: z.array(z.string().regex(/^(\d+\.\d+\.\d+\.\d+:)?\d+:\d+$/)).optional(),
      volumes: z.array(z.string().regex(/^[^:]+:\/[^:]*(:ro)?$/)).optional(),
      depends_on: z
        .record(name, z.strictObject({ condition: z.enum(['service_started', 'service_healthy']) }))
        .optional(),
    }),
  ),
  volumes: z.record(name, z.null()),
})

/** Litestream's configuration file. */
const Litestream = z.strictObject({
  dbs: z.array(
    z.strictObject({
      path: z.string().startsWith('/'),
      replicas: z.array(
        z.strictObject({ type: z.enum(['file', 's3', 'gs', 'abs', 'sftp']), path: z.string() }),
      ),
    }),
  ),
})

/** Every setting that a manifest gives is one, and its value is taken. */
function expectSettings(given: Readonly<Record<string, string>>): void {
  const known = SETTINGS.map(({ env }) => env)
  expect(Object.keys(given).filter((key) => !known.includes(key))).toEqual([])
  expect(() => readSettings({}, { ...given, IAMPORT_SANDBOX_TOKEN: 'a-token-for-tests' })).not.toThrow()
}

test('kubernetes.yml is one replica with a volume, and its parts find each other', () => {
  const documents = parseAllDocuments(read('kubernetes.yml')).map((document) => document.toJS())
  const [secret, service, set] = [
    Secret.parse(documents[0]),
    Service.parse(documents[1]),
    StatefulSet.parse(documents[2]),
  ]
  expect(documents).toHaveLength(3)
  const { spec } = set
  const [pod] = spec.template.spec.containers
  expect(spec.replicas).toBe(1)
  expect(spec.template.metadata.labels).toMatchObject(spec.selector.matchLabels)
  expect(service.spec.selector).toEqual(spec.selector.matchLabels)
  expect(service.metadata.name).toBe(spec.serviceName)
  expect(pod!.ports.map(({ name }) => name)).toContain(service.spec.ports[0]!.targetPort)
  expect(spec.volumeClaimTemplates.map(({ metadata }) => metadata.name)).toEqual(
    pod!.volumeMounts.map(({ name }) => name),
  )
  const refs = pod!.env.flatMap((one) => ('valueFrom' in one ? [one.valueFrom.secretKeyRef] : []))
  for (const { name, key } of refs) {
    expect(secret.metadata.name).toBe(name)
    expect(Object.keys(secret.stringData)).toContain(key)
  }
  expectSettings(Object.fromEntries(pod!.env.map((one) => [one.name, 'value' in one ? one.value : 'secret'])))
  const db = pod!.env.find(({ name }) => name === 'IAMPORT_SANDBOX_DB')
  expect(db && 'value' in db && db.value.startsWith(`${pod!.volumeMounts[0]!.mountPath}/`)).toBe(true)
})

test('compose.yml and litestream.yml fit, and speak of the same file', () => {
  const { services, volumes } = Compose.parse(parse(read('compose.yml')))
  const { dbs } = Litestream.parse(parse(read('litestream.yml')))
  expectSettings(services.iamport!.environment!)
  expect(dbs.map(({ path }) => path)).toEqual([services.iamport!.environment!.IAMPORT_SANDBOX_DB])
  const named = Object.values(services)
    .flatMap((service) => service.volumes ?? [])
    .map((volume) => volume.split(':')[0]!)
    .filter((volume) => !volume.startsWith('.'))
  expect([...new Set(named)].sort()).toEqual(Object.keys(volumes).sort())
  for (const { depends_on = {} } of Object.values(services))
    for (const other of Object.keys(depends_on)) expect(services).toHaveProperty(other)
})
