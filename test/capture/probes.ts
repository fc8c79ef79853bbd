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
  /** The file lies there for the command to find; its name is no part of it. */
  readonly is_beside?: boolean
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
  node(
    'child_process.fork',
    `if (process.send) fetch('${URL}').then((r) => process.send(r.status))\nelse require('child_process').fork(__filename).on('message', print)`,
  ),
  node(
    'cluster',
    `const cluster = require('cluster')\nif (cluster.isPrimary) cluster.fork().on('message', (status) => { print(status); process.exit() })\nelse fetch('${URL}').then((r) => process.send(r.status))`,
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

/** Runtimes that are no Node, with Node's fetch. */
const LIKE_NODE: readonly Probe[] = ['bun', 'deno'].map((program) => ({
  runtime: program === 'bun' ? 'Bun' : 'Deno',
  client: 'fetch',
  run: program === 'deno' ? ['deno', 'run', '--allow-all'] : ['bun'],
  file: 'probe.mjs',
  code: `console.log((await fetch('${URL}')).status)\n`,
  needs: [program, '--version'],
  prints: /\b401\b/,
}))

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

/** The token is asked for as shops do, with a context of their own; what is read then has the default one. */
const php = (client: string, code: string, more: Partial<Probe> = {}): Probe => ({
  runtime: 'PHP',
  client,
  run: ['php'],
  file: 'probe.php',
  code: `<?php\n${code}\n`,
  needs: ['php', '-r', "exit(in_array('https', stream_get_wrappers()) ? 0 : 1);"],
  prints: /\b401\b/,
  ...more,
})
const STATUS = "echo explode(' ', $http_response_header[0])[1];"

const PHP_STREAMS: readonly Probe[] = [
  php(
    'file_get_contents (POST, 자기 컨텍스트)',
    `$c = stream_context_create(array('http' => array('method' => 'POST', 'header' => 'Content-Type: application/x-www-form-urlencoded', 'content' => 'imp_key=imp_apikey&imp_secret=s')));
echo json_decode(file_get_contents('https://api.iamport.kr/users/getToken', false, $c))->response->access_token;`,
    { prints: /^[0-9a-f]{40}$/ },
  ),
  php('file_get_contents (기본 컨텍스트)', `@file_get_contents('${URL}'); ${STATUS}`),
  php(
    'fopen (http://도)',
    `$h = fopen('http://api.iamport.kr/payments/imp_1', 'r', false, stream_context_create(array('http' => array('ignore_errors' => true)))); echo fgets($h); foreach (stream_get_meta_data($h)['wrapper_data'] as $line) echo $line, "\\n";`,
  ),
  php('php -S의 스트림', `@file_get_contents('${URL}'); ${STATUS}`, phpServer('-t', '.')),
  php('php -S의 curl', phpCurl(URL), phpServer('probe.php')),
  php('php -S 라우터 스크립트의 스트림', `@file_get_contents('${URL}'); ${STATUS}`, {
    ...phpServer('probe.php'),
    escapes:
      '라우터에는 auto_prepend_file이 없습니다. 라우터 없이 `-t`로 띄우거나, curl이나 hosts 모드를 쓰세요.',
  }),
  php('php -r의 스트림', '', {
    run: ['php', '-r', `@file_get_contents('${URL}'); ${STATUS}`],
    escapes: '`-r`에는 auto_prepend_file이 없습니다. 파일에 써서 실행하세요.',
  }),
  php(
    'fsockopen, stream_socket_client',
    '$h = @fsockopen(\'ssl://api.iamport.kr\', 443, $no, $why, 5); if ($h) { fwrite($h, "GET /payments/imp_1 HTTP/1.0\\r\\nHost: api.iamport.kr\\r\\n\\r\\n"); echo fgets($h); }',
    { escapes: '소켓은 프록시도 컨텍스트도 묻지 않습니다. hosts 모드를 쓰세요.' },
  ),
]

/** Starts PHP's own server, asks it for the probe, and ends it. */
function phpServer(...args: string[]): Partial<Probe> {
  const driver = `const { spawn } = require('child_process')
const server = spawn('php', ['-S', '127.0.0.1:0', ...${JSON.stringify(args)}])
let told = ''
server.stderr.on('data', async (data) => {
  const found = /\\((http:\\S+)\\) started/.exec((told += data))
  if (!found) return
  told = ''
  console.log(await (await fetch(found[1] + '/probe.php')).text())
  server.kill()
})`
  return { run: ['node', '-e', driver], is_beside: true }
}

function phpCurl(url: string): string {
  return `$c = curl_init('${url}'); curl_setopt($c, CURLOPT_RETURNTRANSFER, 1); curl_exec($c); echo curl_getinfo($c, CURLINFO_HTTP_CODE), curl_error($c);`
}

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
    run: ['php', '-r', phpCurl(URL)],
    needs: ['php', '-r', 'curl_version();'],
    prints: /\b401\b/,
  },
  ...PHP_STREAMS,
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

export const PROBES: readonly Probe[] = [...NODE, ...LIKE_NODE, ...PYTHONS, ...OTHERS]
