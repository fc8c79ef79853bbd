/** `run` with a command whose source names iamport itself: real processes, from the first line to the exit code. */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { makeFolder, run, TEST_HOME } from '../cli/command-line.ts'
import { cert } from '../self-signed.ts'

/** A program that asks the real address. */
const ASKS =
  "fetch('https://api.iamport.kr/payments/imp_1').then(async (r) => console.log(r.status, (await r.json()).message))"
const node = (code: string) => ['--', process.execPath, '--eval', code]

/** A folder to work in, with the CA of all tests, or on a machine that has had none before. */
function machine({ is_new = false } = {}) {
  const folder = makeFolder()
  const home = is_new ? join(folder, 'home') : TEST_HOME
  return {
    folder,
    home,
    run: (args: readonly string[], env: Record<string, string> = {}) =>
      run(folder, ['run', ...args], { IAMPORT_SANDBOX_HOME: home, ...env }),
  }
}

/** With its TLS streams. */
function hasPhp(): boolean {
  const args = ['-r', "exit(in_array('https', stream_get_wrappers()) ? 0 : 1);"]
  return spawnSync('php', args).status === 0
}

test('a program with api.iamport.kr in its source talks to the sandbox, and the end says so', async () => {
  const { run } = machine()
  const { code, stdout, stderr } = await run(node(ASKS))
  expect({ code, stdout }).toEqual({ code: 0, stdout: '401 Unauthorized\n' })
  expect(stderr).toContain('가로챈 호출: api.iamport.kr 1회; 호출하지 않은 이름: service.iamport.kr')
})

test('a program that never came is told at the end', async () => {
  const { stderr } = await machine().run(node('0'))
  expect(stderr).toContain('가로챈 호출이 없습니다')
})

test('--no-capture changes nothing of the environment', async () => {
  const names = ['NODE_OPTIONS', 'HTTPS_PROXY', 'PYTHONPATH', 'SSL_CERT_FILE', 'IAMPORT_SANDBOX_CAPTURE']
  const { stdout, stderr } = await machine().run([
    '--no-capture',
    ...node(`console.log(JSON.stringify(${JSON.stringify(names)}.map((name) => process.env[name] ?? null)))`),
  ])
  const before = names.map((name) => (name === 'NODE_OPTIONS' ? null : (process.env[name] ?? null)))
  expect([JSON.parse(stdout), stderr]).toEqual([before, ''])
})

test('--print says what would be set and why, and runs nothing', async () => {
  const { folder, run } = machine()
  const { code, stdout } = await run(['--print', ...node("require('fs').writeFileSync('ran', '')")])
  expect(code).toBe(0)
  for (const name of [
    'NODE_OPTIONS',
    'PYTHONPATH',
    'RUBYOPT',
    'PHP_INI_SCAN_DIR',
    'HTTPS_PROXY',
    'CURL_CA_BUNDLE',
    'NO_PROXY',
  ])
    expect(stdout).toMatch(new RegExp(`^# .+\\n${name}=`, 'm'))
  expect(existsSync(join(folder, 'ran'))).toBe(false)
})

describe('what was set before is extended, never replaced', () => {
  test.each([
    ['NODE_OPTIONS', '--no-warnings', /^--no-warnings --require /],
    ['PYTHONPATH', '/mine', /:\/mine$/],
    ['RUBYOPT', '-W0', /^-W0 -r/],
    ['RUBYLIB', '/mine', /:\/mine$/],
    ['PHP_INI_SCAN_DIR', ':/mine', /^:\/mine:/],
    ['NO_PROXY', 'intranet', /^intranet,localhost,127\.0\.0\.1,::1$/],
  ])('%s', async (name, before, after) => {
    const { stdout } = await machine().run(['--print', ...node('0')], { [name]: before })
    expect(new RegExp(`^${name}=(.*)$`, 'm').exec(stdout)?.[1]).toMatch(after)
  })

  test('a certificate of the company stays trusted beside ours', async () => {
    const { folder, run } = machine()
    writeFileSync(join(folder, 'company.pem'), '# company\n')
    for (const name of ['SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS']) {
      const { stdout } = await run(['--print', ...node('0')], { [name]: join(folder, 'company.pem') })
      const text = readFileSync(new RegExp(`^${name}=(.*)$`, 'm').exec(stdout)![1]!, 'utf8')
      expect(text).toMatch(/^# company\n-----BEGIN CERTIFICATE/)
    }
  })

  test('a sitecustomize of the shop is loaded, too', async () => {
    const { folder, run } = machine()
    mkdirSync(join(folder, 'mine'))
    writeFileSync(join(folder, 'mine/sitecustomize.py'), "import os; os.environ['MINE'] = 'yes'\n")
    const code = [
      'import os, http.client',
      "c = http.client.HTTPSConnection('api.iamport.kr')",
      "c.request('GET', '/payments/x')",
      "print(os.environ.get('MINE'), c.getresponse().status)",
    ].join('\n')
    const { stdout } = await run(['--', 'python3', '-c', code], { PYTHONPATH: join(folder, 'mine') })
    expect(stdout).toBe('yes 401\n')
  })
})

test('a trust store that the developer gives to Java is kept, with ours in it; one that cannot be opened is named', async (context) => {
  if (spawnSync('keytool', ['-help']).error) return context.skip()
  const { folder, run } = machine()
  const own = join(folder, 'own.p12')
  writeFileSync(join(folder, 'company.pem'), cert)
  const add = ['-importcert', '-noprompt', '-alias', 'company', '-file', join(folder, 'company.pem')]
  spawnSync('keytool', [...add, '-keystore', own, '-storetype', 'PKCS12', '-storepass', 'ours-alone'])
  const options = `-Xmx64m -Djavax.net.ssl.trustStore=${own} -Djavax.net.ssl.trustStorePassword=`
  const { stdout } = await run(['--print', ...node('0')], { JAVA_TOOL_OPTIONS: `${options}ours-alone` })
  const value = /^JAVA_TOOL_OPTIONS=(.*)$/m.exec(stdout)?.[1] ?? ''
  expect(value).toMatch(/^-Xmx64m /)
  const store = /.*trustStore=(\S+)/.exec(value)?.[1] ?? ''
  const listed = spawnSync('keytool', ['-list', '-keystore', store, '-storepass', 'changeit'])
  expect(String(listed.stdout)).toMatch(/company, [\s\S]*iamport-sandbox, |iamport-sandbox, [\s\S]*company, /)
  const { code, stderr } = await run(node('0'), { JAVA_TOOL_OPTIONS: `${options}wrong` })
  expect([code, stderr]).toEqual([0, expect.stringContaining(`keytool -importcert -keystore ${own}`)])
})

test('an auto_prepend_file of the shop’s PHP is loaded, too', async (context) => {
  if (!hasPhp()) return context.skip()
  const { folder, run } = machine()
  mkdirSync(join(folder, 'ini'))
  writeFileSync(join(folder, 'mine.php'), "<?php $mine = 'yes';\n")
  writeFileSync(join(folder, 'ini/mine.ini'), `auto_prepend_file="${join(folder, 'mine.php')}"\n`)
  writeFileSync(
    join(folder, 'shop.php'),
    `<?php echo implode(' ', array_diff(array_keys(get_defined_vars()), array('argv', 'argc'))), $mine;
    echo file_get_contents('https://api.iamport.kr/payments/x', false, stream_context_create(array('http' => array('ignore_errors' => true))));`,
  )
  const { stdout } = await run(['--', 'php', 'shop.php'], { PHP_INI_SCAN_DIR: `:${join(folder, 'ini')}` })
  expect(stdout).toMatch(/mineyes\{"code":-1,"message":"Unauthorized"/)
})

test('PHP’s own warnings say what iamport answered, and what --offline refuses', async (context) => {
  if (!hasPhp()) return context.skip()
  const { folder, run } = machine()
  const asks = (url: string) => `file_get_contents('${url}');`
  writeFileSync(
    join(folder, 'shop.php'),
    `<?php ini_set('display_errors', 'stdout'); ${asks('https://api.iamport.kr/payments/x')} ${asks('https://sms.example/')}`,
  )
  const { stdout } = await run(['--offline', '--', 'php', 'shop.php'])
  expect(stdout).toContain('HTTP request failed! HTTP/1.1 401 Unauthorized')
  expect(stdout).toContain('iamport-sandbox --offline: sms.example (--allow sms.example)')
})

describe('a Node program sees no proxy of ours', () => {
  test('but its own, and its children see ours', async () => {
    const { stdout } = await machine().run(
      node(`console.log(process.env.https_proxy ?? 'none', process.env.HTTPS_PROXY)
        console.log(require('child_process').execSync('echo $https_proxy').toString().trim())`),
      { HTTPS_PROXY: 'http://proxy.company:8080' },
    )
    expect(stdout).toMatch(/^none http:\/\/proxy\.company:8080\nhttp:\/\/127\.0\.0\.1:\d+\n$/)
  })
})

test('the exit code is the command’s, and a signal is passed on', async () => {
  expect((await machine().run(node('process.exit(7)'))).code).toBe(7)
  expect(
    (await machine().run(node("process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000)"))).code,
  ).toBe(143)
})

describe('--offline', () => {
  test('refuses what is outside and names it, for Node, Python and curl', async () => {
    const { run } = machine()
    const outside = "fetch('https://api.sms.example/send').catch((e) => console.log(e.cause.message))"
    expect((await run(['--offline', ...node(outside)])).stdout).toContain('--allow api.sms.example')
    const { stderr } = await run(['--offline', '--', 'curl', '-s', 'https://mail.example/'])
    expect(stderr).toContain('--offline으로 막은 호스트: mail.example (열려면 --allow mail.example)')
  })

  test('lets iamport’s names and this machine be', async () => {
    const server = createServer((_req, res) => res.end('here'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const { stdout } = await machine().run([
      '--offline',
      ...node(
        `${ASKS}.then(() => fetch('http://127.0.0.1:${port}')).then(async (r) => console.log(await r.text()))`,
      ),
    ])
    expect(stdout).toBe('401 Unauthorized\nhere\n')
  })
})

test('--open starts the browser on the shop’s own port, with the rules of this run', async () => {
  const { folder, run } = machine()
  const browser = join(folder, 'chrome')
  writeFileSync(browser, `#!/bin/sh\necho "$@" > ${join(folder, 'opened')}\n`, { mode: 0o755 })
  const shop = `const s = require('http').createServer((q, r) => r.end('shop')).listen(0, () => console.log(s.address().port))
    const { existsSync } = require('fs')
    const t = setInterval(() => { if (existsSync('opened')) process.exit(0) }, 50)`
  const { code, stdout } = await run(['--open', ...node(shop)], { CHROME_PATH: browser })
  expect(code).toBe(0)
  const opened = readFileSync(join(folder, 'opened'), 'utf8')
  expect(opened).toContain(`http://localhost:${stdout.trim()}`)
  expect(opened).toContain('MAP cdn.iamport.kr:443 127.0.0.1:')
})

describe('wrong input', () => {
  test('a --tls-port that is taken is one sentence', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const { code, stderr } = await machine().run(['--tls-port', String(port), ...node('0')])
    expect([code, stderr]).toEqual([1, expect.stringContaining('--tls-port로 다른 번호를 주거나')])
  })

  test('a CA key that others can read is refused', async () => {
    const { home, run } = machine({ is_new: true })
    await run(['--print', ...node('0')])
    chmodSync(join(home, 'ca/ca-key.pem'), 0o644)
    const { code, stderr } = await run(node('0'))
    expect(code).toBe(1)
    expect(stderr).toContain('chmod 600')
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  test.each([
    [['--app-port', 'x'], '--app-port'],
    [['--app-port', '70000'], '65535'],
    [['--webhook-path', 'webhook'], '/로 시작하는'],
  ])('%j is one sentence', async (args, sentence) => {
    const { code, stderr } = await machine().run([...args, ...node('0')])
    expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)])
  })

  test('a command that does not exist is one sentence, and its exit code is 127', async () => {
    const { code, stderr } = await machine().run(['--', 'no-such-command-here'])
    expect([code, stderr]).toEqual([127, expect.stringContaining('그런 명령이 없습니다')])
  })
})
