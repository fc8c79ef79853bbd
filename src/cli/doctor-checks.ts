/** The checks of `doctor`, in the order in which they are told. */

import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { findBrowser } from '../capture/browser.ts'
import { createCalls } from '../capture/calls.ts'
import { type Capture, openCapture } from '../capture/capture.ts'
import { DatabaseError } from '../core/database.ts'
import { chosenDriver } from '../core/drivers/choose.ts'
import { packageVersion } from '../core/package.ts'
import { createInstance, type Instance } from '../sandbox.ts'
import { readSettings } from '../settings.ts'
import { t, told } from './lang.ts'

export interface Finding {
  readonly name: string
  /** `absent`: not on this machine, which is no fault. */
  readonly result: 'well' | 'wrong' | 'absent'
  readonly advice?: string
}

const URL_OF_CALL = 'https://api.iamport.kr/payments/imp_doctor'

/** A program of each language that prints the status of one call. 401 is the sandbox's answer to a call without a token. */
const CALLS: readonly (readonly [name: string, program: string, args: readonly string[], advice?: string])[] =
  [
    ['Node (fetch)', process.execPath, ['-e', `fetch('${URL_OF_CALL}').then((r) => console.log(r.status))`]],
    [
      'Python (http.client)',
      'python3',
      [
        '-c',
        "import http.client as h; c = h.HTTPSConnection('api.iamport.kr'); c.request('GET', '/payments/imp_doctor'); print(c.getresponse().status)",
      ],
    ],
    [
      'Ruby (net/http)',
      'ruby',
      ['-e', `require 'net/http'; puts Net::HTTP.get_response(URI('${URL_OF_CALL}')).code`],
    ],
    [
      'PHP (curl)',
      'php',
      [
        '-r',
        `$c = curl_init('${URL_OF_CALL}'); curl_setopt($c, CURLOPT_RETURNTRANSFER, 1); curl_exec($c); echo curl_getinfo($c, CURLINFO_HTTP_CODE);`,
      ],
      t('php-curl 확장이 있는지 보세요', 'is the extension php-curl there?'),
    ],
    ['PHP (file_get_contents)', 'php', ['probe.php']],
    [
      'Go (net/http)',
      'go',
      ['run', 'probe.go'],
      t('처음에는 컴파일에 시간이 걸립니다', 'the first time it takes a while to compile'),
    ],
    ['Java (HttpURLConnection)', 'java', ['Probe.java']],
    [
      'curl',
      'curl',
      ['-s', '-o', process.platform === 'win32' ? 'NUL' : '/dev/null', '-w', '%{http_code}', URL_OF_CALL],
    ],
  ]

/** What of a language that works is not reached all the same; `start --tls-port 443` and a hosts file reach it. */
const LIMITS: Readonly<Record<string, string>> = {
  'PHP (file_get_contents)': t(
    'fsockopen, stream_socket_client, 그리고 php -r과 php -S 라우터의 스트림',
    'fsockopen, stream_socket_client, and streams of php -r and of a router of php -S',
  ),
  'Java (HttpURLConnection)': t(
    'Apache HttpClient 4의 createDefault(), Reactor Netty',
    'createDefault() of Apache HttpClient 4, Reactor Netty',
  ),
  'Python (http.client)': t('python -E와 -I', 'python -E and -I'),
}

/** What Go, Java and PHP's streams run from a file. */
const FILES = {
  'probe.php': `<?php @file_get_contents('${URL_OF_CALL}'); echo explode(' ', $http_response_header[0])[1];\n`,
  'probe.go': `package main\n\nimport (\n\t"fmt"\n\t"net/http"\n)\n\nfunc main() {\n\tr, err := http.Get("${URL_OF_CALL}")\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\tfmt.Println(r.StatusCode)\n}\n`,
  'Probe.java': `import java.net.*;\npublic class Probe { public static void main(String[] a) throws Exception { System.out.println(((HttpURLConnection) new URL("${URL_OF_CALL}").openConnection()).getResponseCode()); } }\n`,
}

export async function* examine({
  webhook,
}: {
  readonly webhook: string | undefined
}): AsyncGenerator<Finding> {
  yield { name: `iamport-sandbox ${packageVersion()}, Node ${process.version}`, result: 'well' }
  const instance = await openInstance()
  if (typeof instance === 'string') {
    yield { name: 'SQLite', result: 'wrong', advice: instance }
    return
  }
  yield { name: `SQLite (${chosenDriver()?.name})`, result: 'well' }
  await instance.listen()
  let capture: Capture | null = null
  const folder = mkdtempSync(join(tmpdir(), 'iamport-sandbox-doctor-'))
  for (const [name, content] of Object.entries(FILES)) writeFileSync(join(folder, name), content)
  try {
    capture = await openCapture({
      handler: (req, res) => instance.app(req, res),
      calls: createCalls(),
      http_port: Number(new URL(instance.url()).port),
      tls_port: 0,
      host: '127.0.0.1',
      now_ms: instance.clock.wall_ms,
      policy: { offline: false, allow: [] },
      env: process.env,
    })
    yield { name: `CA ${capture.ca_file}`, result: 'well' }
    for (const note of capture.notes) yield { name: 'Java', result: 'absent', advice: told(note) }
    for (const call of CALLS) yield await tryCall(capture, call, folder)
  } catch (error) {
    yield {
      name: t('CA와 가로채기', 'CA and capture'),
      result: 'wrong',
      advice: error instanceof Error ? error.message : String(error),
    }
  } finally {
    await capture?.close()
    await instance.close()
    rmSync(folder, { recursive: true, force: true })
  }
  yield browser()
  for (const port of [4780, 443]) yield await tryPort(port)
  if (webhook !== undefined) yield await tryWebhook(webhook)
}

/** Why there is none where there is none. */
async function openInstance(): Promise<Instance | string> {
  try {
    return await createInstance(readSettings({ port: '0', db: ':memory:' }))
  } catch (error) {
    if (error instanceof DatabaseError) return told(error.said)
    throw error
  }
}

async function tryCall(
  { variables }: Capture,
  [name, program, args, advice]: (typeof CALLS)[number],
  cwd: string,
): Promise<Finding> {
  const env = {
    GO111MODULE: 'off',
    ...process.env,
    ...Object.fromEntries(variables.map((v) => [v.name, v.value])),
  }
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const isThere = await new Promise<boolean>((resolve) => {
    child.once('spawn', () => resolve(true)).once('error', () => resolve(false))
  })
  if (!isThere) return { name, result: 'absent', advice: t('이 컴퓨터에 없습니다', 'not on this machine') }
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  if (stdout.trim() === '401') return { name, result: 'well', advice: reached(LIMITS[name]) }
  const why = stderr.trim().split('\n').at(-1) ?? ''
  return { name, result: 'wrong', advice: [advice, why || stdout.trim()].filter(Boolean).join('; ') }
}

function reached(limits: string | undefined): string {
  const text = t('api.iamport.kr이 샌드박스로 옵니다', 'api.iamport.kr comes to the sandbox')
  return limits === undefined
    ? text
    : `${text} (${t('hosts 모드가 필요한 것', 'what needs hosts mode')}: ${limits})`
}

function browser(): Finding {
  const found = findBrowser()
  return found === null
    ? {
        name: t('브라우저', 'browser'),
        result: 'absent',
        advice: t(
          'open을 쓰려면 Chrome이나 Chromium을 설치하거나 CHROME_PATH를 정하세요',
          'for open, install Chrome or Chromium, or set CHROME_PATH',
        ),
      }
    : { name: `${t('브라우저', 'browser')} ${found}`, result: 'well' }
}

async function tryPort(port: number): Promise<Finding> {
  const server = createServer()
  const problem = await new Promise<string | null>((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen(port, '127.0.0.1', () => resolve(null))
  })
  if (problem === null) await new Promise((resolve) => server.close(resolve))
  const name = `${t('포트', 'port')} ${port}`
  if (problem === null) return { name, result: 'well' }
  const why =
    problem === 'EADDRINUSE'
      ? t('이미 사용 중입니다', 'is taken')
      : t(`열 권한이 없습니다 (${problem})`, `may not be opened by you (${problem})`)
  return {
    name,
    result: 'absent',
    advice: `${why}; ${port === 443 ? t('--tls-port에 다른 번호를 쓰세요', 'use another with --tls-port') : t('--port에 다른 번호를 쓰세요', 'use another with --port')}`,
  }
}

async function tryWebhook(url: string): Promise<Finding> {
  const name = `${t('웹훅', 'webhook')} ${url}`
  if (!URL.canParse(url))
    return {
      name,
      result: 'wrong',
      advice: t('http:// 또는 https:// 주소를 주세요', 'give an http:// or https:// address'),
    }
  try {
    const body = JSON.stringify({
      imp_uid: 'imp_1234567890',
      merchant_uid: 'merchant_1234567890',
      status: 'paid',
    })
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) })
    const { status, ok } = answer
    return {
      name,
      result: ok ? 'well' : 'wrong',
      advice: t(`테스트 호출에 HTTP ${status}`, `HTTP ${status} to a test call`),
    }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const why =
      cause instanceof Error ? ('code' in cause && String(cause.code)) || cause.message : String(cause)
    return {
      name,
      result: 'wrong',
      advice: t(
        `닿지 않습니다 (${why}); 상점이 켜져 있는지 보세요`,
        `cannot be reached (${why}); is the shop up?`,
      ),
    }
  }
}
