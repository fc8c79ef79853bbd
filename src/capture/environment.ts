/** The environment that makes programs of each language talk to the sandbox: each variable, and why it is set. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { type Bilingual, say } from '../core/bilingual.ts'
import { packageFile } from '../core/package.ts'
import type { Ca } from './ca.ts'
import { CAPTURED_HOSTS } from './hosts.ts'
import { bundle, extra, ownTruststore, TRUSTSTORE_PASSWORD, truststore } from './trust.ts'

type Env = Readonly<Record<string, string | undefined>>

export interface Ports {
  readonly tls_port: number
  readonly http_port: number
  readonly proxy_port: number
}

export interface Policy {
  readonly offline: boolean
  readonly allow: readonly string[]
}

export interface Variable {
  readonly name: string
  readonly value: string
  /** For which programs, in one line. */
  readonly why: Bilingual
}

const LOOPBACK = ['localhost', '127.0.0.1', '::1']

/** What is set, in this order. What was set before is extended, never replaced. */
export function captureVariables(ca: Ca, ports: Ports, policy: Policy, env: Env = process.env): Variable[] {
  const proxy = `http://127.0.0.1:${ports.proxy_port}`
  const proxied = ['HTTPS_PROXY', 'https_proxy', ...(policy.offline ? ['http_proxy'] : [])]
  const preload = (path: string) => packageFile(`fixtures/preloads/${path}`)
  const roots = (name: string, why: Bilingual) => ({ name, value: bundle(ca, env[name]), why })
  const capture = {
    hosts: CAPTURED_HOSTS,
    tls_port: ports.tls_port,
    http_port: ports.http_port,
    proxy_port: ports.proxy_port,
    ca: ca.file,
    ...policy,
    proxy_variables: Object.fromEntries(
      [...proxied, 'NO_PROXY', 'no_proxy'].map((name) => [name, env[name] ?? null]),
    ),
  }
  const java = javaOptions(ca, ports, env)
  return [
    {
      name: 'IAMPORT_SANDBOX_CAPTURE',
      value: JSON.stringify(capture),
      why: say('아래 프리로드가 읽는 포트와 이름', 'ports and names that the preloads below read'),
    },
    {
      name: 'NODE_OPTIONS',
      value: joined(env.NODE_OPTIONS, `--require ${quoted(preload('node.cjs'))}`),
      why: say(
        'Node: fetch, axios, got 등 (워커와 자식 프로세스도)',
        'Node: fetch, axios, got and others (workers and child processes, too)',
      ),
    },
    {
      name: 'NODE_EXTRA_CA_CERTS',
      value: extra(ca, env.NODE_EXTRA_CA_CERTS),
      why: say('Node: 이 컴퓨터의 CA를 믿게 합니다', 'Node: trusts the CA of this computer'),
    },
    {
      name: 'PYTHONPATH',
      value: [preload('python'), env.PYTHONPATH].filter(Boolean).join(delimiter),
      why: say(
        'Python: urllib, requests, httpx, aiohttp 등',
        'Python: urllib, requests, httpx, aiohttp and others',
      ),
    },
    {
      name: 'DENO_CERT',
      value: extra(ca, env.DENO_CERT),
      why: say('Deno: 이 컴퓨터의 CA를 믿게 합니다', 'Deno: trusts the CA of this computer'),
    },
    roots(
      'REQUESTS_CA_BUNDLE',
      say('Python requests: 시스템 인증서 + CA', 'Python requests: the certificates of the system + the CA'),
    ),
    roots(
      'SSL_CERT_FILE',
      say(
        'Python, Ruby, Go, OpenSSL: 시스템 인증서 + CA',
        'Python, Ruby, Go, OpenSSL: the certificates of the system + the CA',
      ),
    ),
    roots('CURL_CA_BUNDLE', say('curl: 시스템 인증서 + CA', 'curl: the certificates of the system + the CA')),
    {
      name: 'RUBYLIB',
      value: [preload('ruby'), env.RUBYLIB].filter(Boolean).join(delimiter),
      why: say('Ruby: 프리로드가 있는 폴더', 'Ruby: the folder of the preload'),
    },
    {
      name: 'RUBYOPT',
      value: joined(env.RUBYOPT, '-riamport_sandbox_capture'),
      why: say('Ruby: net/http, HTTParty, Faraday 등', 'Ruby: net/http, HTTParty, Faraday and others'),
    },
    {
      name: 'PHP_INI_SCAN_DIR',
      value: `${env.PHP_INI_SCAN_DIR ?? ''}${delimiter}${phpFolder(ca, preload('php/prepend.php'), env)}`,
      why: say(
        'PHP: CA를 믿게 하고, 스트림(file_get_contents, fopen)을 샌드박스로 보냅니다',
        'PHP: trusts the CA, and streams (file_get_contents, fopen) go to the sandbox',
      ),
    },
    ...(java === null
      ? []
      : [
          {
            name: 'JAVA_TOOL_OPTIONS',
            value: joined(env.JAVA_TOOL_OPTIONS, java),
            why: say(
              'Java: 프록시와 truststore(cacerts + CA)',
              'Java: the proxy and a truststore (cacerts + CA)',
            ),
          },
        ]),
    ...proxied.map((name) => ({
      name,
      value: proxy,
      why: say(
        'Go, PHP curl, curl (Node에게는 보이지 않습니다)',
        'Go, PHP curl, curl (Node does not see it)',
      ),
    })),
    ...['NO_PROXY', 'no_proxy'].map((name) => ({
      name,
      value: withLoopback(env[name]),
      why: say(
        '이 컴퓨터 안의 주소는 프록시를 거치지 않습니다',
        'addresses of this computer do not go through the proxy',
      ),
    })),
  ]
}

/** The proxy that the user already has; ours goes on to it. */
export function userProxy(env: Env = process.env): URL | null {
  const text = env.HTTPS_PROXY || env.https_proxy
  const url = text && URL.canParse(text) ? new URL(text) : null
  return url?.protocol === 'http:' ? url : null
}

function joined(before: string | undefined, ours: string): string {
  return before ? `${before} ${ours}` : ours
}

/** NODE_OPTIONS splits at blanks; quotes keep a path together, and a backslash is written twice. */
function quoted(path: string): string {
  return /[\s"\\]/.test(path) ? `"${path.replace(/["\\]/g, '\\$&')}"` : path
}

function withLoopback(before: string | undefined): string {
  const names = (before ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
  return [...names, ...LOOPBACK.filter((name) => !names.includes(name))].join(',')
}

/** What pins a CA of its own and is left as it is, by name, with what to do. */
export function captureNotes(variables: readonly Variable[], ca: Ca, env: Env): Bilingual[] {
  const own = ownTruststore(env)
  if (own === null || variables.some(({ name }) => name === 'JAVA_TOOL_OPTIONS')) return []
  const keytool = `keytool -importcert -keystore ${own.file} -alias iamport-sandbox -file ${ca.file}`
  return [
    say(
      `Java는 JAVA_TOOL_OPTIONS의 trustStore ${own.file}만 믿어서 가로채지 않습니다. 열 수 없는 파일이거나 trustStorePassword가 다릅니다. 직접 넣으려면: ${keytool}`,
      `Java is not captured: it trusts trustStore ${own.file} of JAVA_TOOL_OPTIONS alone, which cannot be opened, or trustStorePassword is another. To add the CA yourself: ${keytool}`,
    ),
  ]
}

/** Null without a Java, and where its own trust store cannot be opened. Of an option that is given twice the last one counts. */
function javaOptions(ca: Ca, { proxy_port }: Ports, env: Env): string | null {
  const store = truststore(ca, env)
  if (store === null || /\s/.test(store)) return null
  return [
    '-Dhttps.proxyHost=127.0.0.1',
    `-Dhttps.proxyPort=${proxy_port}`,
    `-Djavax.net.ssl.trustStore=${store}`,
    `-Djavax.net.ssl.trustStorePassword=${TRUSTSTORE_PASSWORD}`,
  ].join(' ')
}

/** A folder with one ini file. PHP reads those of its own folder before (the empty entry), unless the variable was set. */
function phpFolder(ca: Ca, prepended: string, env: Env): string {
  const folder = join(dirname(ca.file), 'php')
  mkdirSync(folder, { recursive: true })
  const file = bundle(ca, env.SSL_CERT_FILE)
  const rows = { 'curl.cainfo': file, 'openssl.cafile': file, auto_prepend_file: prepended }
  const ini = Object.entries(rows).map(([name, value]) => `${name}="${value}"\n`)
  writeFileSync(join(folder, 'iamport-sandbox.ini'), ini.join(''))
  return folder
}
