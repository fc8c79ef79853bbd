/** One call of each client to a hard-coded https://api.iamport.kr: what it takes to run it, and whether capture reaches it. */
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')
const PACKAGES = join(ROOT, 'node_modules')

/** Every client asks for this, without a token: the sandbox says 401, and so does the real one. */
const URL = 'https://api.iamport.kr/payments/imp_1'
/** For the clients of iamport: the sandbox knows no such payment. */
const CALL = "'imp_nobody'"

export interface Probe {
  readonly runtime: string
  readonly client: string
  /** `code`: written to a file whose name is added to the command. */
  readonly run: readonly string[]
  readonly file?: string
  readonly code?: string
  /** Must work, or the client is not on this machine. */
  readonly needs: readonly string[]
  /** What it prints when it has reached the sandbox. */
  readonly prints: RegExp
  /** Why it cannot be reached by `run`, and what to do instead. */
  readonly escapes?: string
}

const node = (client: string, code: string, needs = '', prints = /\b401\b/): Probe => ({
  runtime: 'Node',
  client,
  run: ['node'],
  file: 'probe.cjs',
  code: `const print = (value) => console.log(value)\nconst fail = (error) => console.log(error.response ? error.response.status : error.message)\n${code}`,
  needs: ['node', '-e', needs === '' ? '0' : `require(${JSON.stringify(join(PACKAGES, needs))})`],
  prints,
})

const NODE: readonly Probe[] = [
  node('fetch (내장)', `fetch('${URL}').then((r) => print(r.status))`),
  node('https', `require('https').get('${URL}', (r) => { print(r.statusCode); r.resume() })`),
  node(
    'http2',
    `const s = require('http2').connect('https://api.iamport.kr'); const r = s.request({ ':path': '/payments/imp_1' }); r.on('response', (h) => { print(h[':status']); s.close() }); r.resume()`,
  ),
  node(
    'axios 0.16',
    `require('${PACKAGES}/iamporter/node_modules/axios').get('${URL}').catch(fail)`,
    'iamporter',
  ),
  node('axios 0.19', `require('${PACKAGES}/axios').get('${URL}').catch(fail)`, 'axios'),
  node('axios 0.26', `require('axios-026').get('${URL}').catch(fail)`, 'axios-026'),
  node('axios 1', `require('axios-1').get('${URL}').catch(fail)`, 'axios-1'),
  node('request', `require('request')('${URL}', (e, r) => print(e || r.statusCode))`, 'request'),
  node(
    'got 11',
    `require('got')('${URL}', { throwHttpErrors: false }).then((r) => print(r.statusCode))`,
    'got',
  ),
  node('node-fetch 2', `require('node-fetch')('${URL}').then((r) => print(r.status))`, 'node-fetch'),
  node('undici fetch', `require('undici').fetch('${URL}').then((r) => print(r.status))`, 'undici'),
  node('undici request', `require('undici').request('${URL}').then((r) => print(r.statusCode))`, 'undici'),
  node(
    'CA를 고정한 https',
    `require('https').get('${URL}', { ca: require('tls').rootCertificates }, (r) => { print(r.statusCode); r.resume() })`,
  ),
  node(
    'dns.lookup을 먼저 하는 클라이언트',
    `require('dns').lookup('api.iamport.kr', (e, address) => require('https').get({ host: address, servername: 'api.iamport.kr', path: '/payments/imp_1', headers: { host: 'api.iamport.kr' } }, (r) => { print(r.statusCode); r.resume() }))`,
  ),
  node(
    'worker_threads',
    `new (require('worker_threads').Worker)("fetch('${URL}').then((r) => console.log(r.status))", { eval: true })`,
  ),
  {
    ...node('ESM', ''),
    file: 'probe.mjs',
    code: `import { get } from 'node:https'\nget('${URL}', (r) => { console.log(r.statusCode); r.resume() })`,
  },
  {
    ...node('vitest 안의 fetch', '', '', /401/),
    run: ['node', join(PACKAGES, 'vitest/vitest.mjs'), 'run', '--globals', '--root', '.'],
    file: 'probe.test.mjs',
    code: `test('x', async () => { console.log('status', (await fetch('${URL}')).status) })\n`,
  },
  node(
    'iamporter',
    `const { Iamporter } = require('iamporter'); new Iamporter({ apiKey: 'K', secret: 'S' }).findByImpUid(${CALL}).then((r) => print(r.status), (e) => print(e.status || e.message))`,
    'iamporter',
    /404|존재하지 않는 결제정보/,
  ),
  node(
    'iamport (npm)',
    `const Iamport = require('iamport'); new Iamport({ impKey: 'K', impSecret: 'S' }).payment.getByImpUid({ imp_uid: ${CALL} }).catch((e) => print(e.message))`,
    'iamport',
    /404|존재하지 않는 결제정보/,
  ),
  node(
    'iamport-rest-client-nodejs',
    `const { Iamport, Request } = require('iamport-rest-client-nodejs'); Request.Payments.getByImpUid({ imp_uid: ${CALL} }).request(new Iamport({ apiKey: 'K', apiSecret: 'S' })).catch((e) => print(e.response.data.message))`,
    'iamport-rest-client-nodejs',
    /존재하지 않는 결제정보/,
  ),
  node(
    'iamport-server-api',
    `const { IamportConnector, functional } = require('iamport-server-api'); (async () => functional.payments.at(await new IamportConnector('https://api.iamport.kr', { imp_key: 'K', imp_secret: 'S' }).get(), ${CALL}, {}))().catch((e) => print(e.message))`,
    'iamport-server-api',
    /존재하지 않는 결제정보/,
  ),
]

/** The system's Python, which has Debian's packages; another one first in the path may have none. */
const PYTHON = 'python3'
const python = (client: string, code: string, needs = 'socket', program = PYTHON): Probe => ({
  runtime: 'Python',
  client,
  run: [program],
  file: 'probe.py',
  code,
  needs: [program, '-c', `import ${needs}`],
  prints: /\b401\b/,
})
const SYSTEM_PYTHON = '/usr/bin/python3'

const PYTHONS: readonly Probe[] = [
  python(
    'urllib.request',
    `import urllib.request, urllib.error\ntry:\n    urllib.request.urlopen("${URL}")\nexcept urllib.error.HTTPError as e:\n    print(e.code)\n`,
  ),
  python(
    'http.client',
    'import http.client\nc = http.client.HTTPSConnection("api.iamport.kr")\nc.request("GET", "/payments/imp_1")\nprint(c.getresponse().status)\n',
  ),
  python('requests', `import requests\nprint(requests.get("${URL}").status_code)\n`, 'requests'),
  python('httpx', `import httpx\nprint(httpx.get("${URL}").status_code)\n`, 'httpx', SYSTEM_PYTHON),
  python(
    'aiohttp',
    `import aiohttp, asyncio\nasync def main():\n    async with aiohttp.ClientSession() as s:\n        async with s.get("${URL}") as r:\n            print(r.status)\nasyncio.run(main())\n`,
    'aiohttp',
    SYSTEM_PYTHON,
  ),
]

const OTHERS: readonly Probe[] = [
  {
    runtime: 'Ruby',
    client: 'net/http',
    run: ['ruby', '-e', `require 'net/http'; puts Net::HTTP.get_response(URI('${URL}')).code`],
    needs: ['ruby', '-v'],
    prints: /\b401\b/,
  },
  {
    runtime: 'Ruby',
    client: 'HTTParty',
    run: ['ruby', '-e', `require 'httparty'; puts HTTParty.get('${URL}').code`],
    needs: ['ruby', '-e', "require 'httparty'"],
    prints: /\b401\b/,
  },
  {
    runtime: 'PHP',
    client: 'curl',
    run: [
      'php',
      '-r',
      `$c = curl_init('${URL}'); curl_setopt($c, CURLOPT_RETURNTRANSFER, 1); curl_exec($c); echo curl_getinfo($c, CURLINFO_HTTP_CODE), curl_error($c);`,
    ],
    needs: ['php', '-r', 'curl_version();'],
    prints: /\b401\b/,
  },
  {
    runtime: 'PHP',
    client: '스트림 (file_get_contents)',
    run: [
      'php',
      '-r',
      `echo @file_get_contents('${URL}', false, stream_context_create(['http' => ['ignore_errors' => true]])) ?: 'no';`,
    ],
    needs: ['php', '-v'],
    prints: /Unauthorized/,
    escapes: '스트림은 프록시 환경 변수를 읽지 않습니다. `start --tls-port 443`과 hosts 파일을 쓰세요.',
  },
  {
    runtime: 'Go',
    client: 'net/http',
    run: ['go', 'run'],
    file: 'probe.go',
    code: `package main\n\nimport (\n\t"fmt"\n\t"net/http"\n)\n\nfunc main() {\n\tr, err := http.Get("${URL}")\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\tfmt.Println(r.StatusCode)\n}\n`,
    needs: ['go', 'version'],
    prints: /\b401\b/,
  },
  {
    runtime: 'Java',
    client: 'HttpURLConnection',
    run: ['java'],
    file: 'Probe.java',
    code: `import java.net.*;\npublic class Probe { public static void main(String[] a) throws Exception { System.out.println(((HttpURLConnection) new URL("${URL}").openConnection()).getResponseCode()); } }\n`,
    needs: ['javac', '-version'],
    prints: /\b401\b/,
  },
  {
    runtime: 'Java',
    client: 'java.net.http',
    run: ['java'],
    file: 'Probe2.java',
    code: `import java.net.*; import java.net.http.*;\npublic class Probe2 { public static void main(String[] a) throws Exception { System.out.println(HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("${URL}")).build(), HttpResponse.BodyHandlers.ofString()).statusCode()); } }\n`,
    needs: ['javac', '-version'],
    prints: /\b401\b/,
  },
  {
    runtime: 'curl',
    client: 'curl',
    run: ['curl', '-s', '-o', '/dev/null', '-w', '%{http_code}', URL],
    needs: ['curl', '--version'],
    prints: /\b401\b/,
  },
  {
    runtime: '섞인 언어',
    client: 'Node가 띄운 Python',
    run: [
      'node',
      '-e',
      `require('child_process').spawn('python3', ['-c', 'import http.client; c = http.client.HTTPSConnection("api.iamport.kr"); c.request("GET", "/payments/x"); print(c.getresponse().status)'], { stdio: 'inherit' })`,
    ],
    needs: ['python3', '-V'],
    prints: /\b401\b/,
  },
  {
    runtime: '섞인 언어',
    client: 'Node가 띄운 curl',
    run: [
      'node',
      '-e',
      `require('child_process').execFileSync('curl', ['-s', '-o', '/dev/null', '-w', '%{http_code}', '${URL}'], { stdio: 'inherit' })`,
    ],
    needs: ['curl', '--version'],
    prints: /\b401\b/,
  },
]

export const PROBES: readonly Probe[] = [...NODE, ...PYTHONS, ...OTHERS]
