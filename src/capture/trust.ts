/** Bundles of certificates: what a program trusts already, and our CA. Variables that name such a file replace, they do not add. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { rootCertificates } from 'node:tls'
import type { Ca } from './ca.ts'

/** Where systems keep their roots as one file; macOS and Windows have none, and Node's own list takes its place. */
const SYSTEM_ROOTS = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

/** A file with the given roots (a file's, or the system's) and the CA; the same content is the same file. */
export function bundle(ca: Ca, base: string | undefined): string {
  const roots =
    base && existsSync(base) && statSync(base).isFile() ? readFileSync(base, 'utf8') : systemRoots()
  return keep(ca, `bundle-${digest(roots)}.pem`, (file) =>
    writeFileSync(file, `${roots.trimEnd()}\n${ca.cert}`),
  )
}

/** NODE_EXTRA_CA_CERTS adds to Node's roots: only what was there before, and ours. */
export function extra(ca: Ca, base: string | undefined): string {
  if (!base || !existsSync(base)) return ca.file
  const before = readFileSync(base, 'utf8')
  return keep(ca, `extra-${digest(before)}.pem`, (file) =>
    writeFileSync(file, `${before.trimEnd()}\n${ca.cert}`),
  )
}

function systemRoots(): string {
  const file = SYSTEM_ROOTS.find((candidate) => existsSync(candidate))
  return file ? readFileSync(file, 'utf8') : rootCertificates.join('\n')
}

export const TRUSTSTORE_PASSWORD = 'changeit'

/**
 * A Java trust store: what the JVM trusts already (the store that JAVA_TOOL_OPTIONS names, else the JDK's own) and the CA, made
 * by the JDK's keytool. Null where there is no Java, an odd one, or a store whose password is not known.
 */
export function truststore(ca: Ca, env: Readonly<Record<string, string | undefined>>): string | null {
  const home = javaHome(env)
  const base = ownTruststore(env) ?? (home && cacertsOf(home))
  const keytool =
    home && [join(home, 'bin/keytool'), join(home, 'jre/bin/keytool')].find((file) => existsSync(file))
  if (!base || !keytool || !existsSync(base.file)) return null
  const { mtimeMs } = statSync(base.file)
  return attempt(() =>
    keep(ca, `truststore-${digest(`${base.file} ${mtimeMs} ${base.password}`)}.p12`, (file) => {
      const to = ['-destkeystore', file, '-deststoretype', 'PKCS12', '-deststorepass', TRUSTSTORE_PASSWORD]
      const from = ['-srckeystore', realpathSync(base.file), '-srcstorepass', base.password]
      const quiet = { stdio: 'pipe' as const, env: without(env) }
      execFileSync(keytool, ['-importkeystore', '-noprompt', ...from, ...to], quiet)
      const store = ['-keystore', file, '-storepass', TRUSTSTORE_PASSWORD]
      const add = [...store, '-alias', 'iamport-sandbox', '-file', ca.file]
      execFileSync(keytool, ['-importcert', '-noprompt', '-trustcacerts', ...add], quiet)
    }),
  )
}

/** The store that somebody has given to every JVM himself. */
export function ownTruststore({ JAVA_TOOL_OPTIONS = '' }: Readonly<Record<string, string | undefined>>) {
  const given = (name: string) => {
    const flag = `-Djavax.net.ssl.${name}=`
    const word = JAVA_TOOL_OPTIONS.split(/\s/).find((one) => one.startsWith(flag))
    return word?.slice(flag.length) || undefined
  }
  const file = given('trustStore')
  return file === undefined ? null : { file, password: given('trustStorePassword') ?? TRUSTSTORE_PASSWORD }
}

function cacertsOf(home: string) {
  const file = ['lib/security/cacerts', 'jre/lib/security/cacerts']
    .map((path) => join(home, path))
    .find((candidate) => existsSync(candidate))
  return file === undefined ? null : { file, password: TRUSTSTORE_PASSWORD }
}

/** A shop in another language does not stop because a Java of this machine is not as others. */
function attempt(make: () => string): string | null {
  try {
    return make()
  } catch {
    return null
  }
}

/** keytool is a Java program itself: what is meant for the shop's stays away from it. */
function without({ JAVA_TOOL_OPTIONS: _, ...env }: Readonly<Record<string, string | undefined>>) {
  return env as NodeJS.ProcessEnv
}

function javaHome({ JAVA_HOME, PATH = '' }: Readonly<Record<string, string | undefined>>): string | null {
  if (JAVA_HOME && existsSync(join(JAVA_HOME, 'bin/java'))) return JAVA_HOME
  const found = PATH.split(delimiter)
    .map((folder) => join(folder, 'java'))
    .find((file) => existsSync(file))
  return found ? dirname(dirname(realpathSync(found))) : null
}

/** Beside the CA and gone with it; written aside and renamed, so that no other process reads half of it. */
function keep(ca: Ca, name: string, write: (file: string) => void): string {
  const folder = join(dirname(ca.file), 'trust')
  const file = join(folder, name)
  if (existsSync(file)) return file
  mkdirSync(folder, { recursive: true })
  const draft = `${file}.${process.pid}`
  rmSync(draft, { force: true })
  write(draft)
  renameSync(draft, file)
  return file
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
