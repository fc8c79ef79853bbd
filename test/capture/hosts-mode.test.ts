/**
 * `start --port 80 --tls-port 443` and the printed hosts line, for real: in a network and a mount namespace of its own, where
 * /etc/hosts and port 443 are the test's. Clients there know nothing but the CA.
 */
import { execFile, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { makeFolder } from '../cli/command-line.ts'

const BIN = resolve(import.meta.dirname, '../../bin/iamport-sandbox.js')
const URL = 'https://api.iamport.kr/payments/imp_1'

/** Clients in the plainest words, each with its own way to be told of a CA. */
const CLIENTS = {
  curl: `curl -s --cacert "$CA" -o /dev/null -w '%{http_code}' ${URL}`,
  'curl http://': `curl -s -o /dev/null -w '%{http_code}' http://api.iamport.kr/payments/imp_1`,
  node: `NODE_EXTRA_CA_CERTS="$CA" node -e "fetch('${URL}').then((r) => console.log(r.status))"`,
  python3: `SSL_CERT_FILE="$CA" python3 -c "import http.client as h; c = h.HTTPSConnection('api.iamport.kr'); c.request('GET', '/payments/imp_1'); print(c.getresponse().status)"`,
  ruby: `SSL_CERT_FILE="$CA" ruby -e "require 'net/http'; puts Net::HTTP.get_response(URI('${URL}')).code"`,
  php: `php -d openssl.cafile="$CA" -r '$h = fsockopen("ssl://api.iamport.kr", 443); fwrite($h, "GET /payments/imp_1 HTTP/1.0\\r\\nHost: api.iamport.kr\\r\\n\\r\\n"); echo explode(" ", fgets($h))[1];'`,
} as const

const script = (folder: string) => `set -e
ip link set lo up
cd ${folder}
node ${BIN} --port 80 --tls-port 443 --db :memory: > log 2>&1 &
sandbox=$!
trap 'kill $sandbox' EXIT
tries=0
until grep -q '^  hosts' log; do
  kill -0 $sandbox && [ $tries -lt 600 ]
  tries=$((tries + 1)); sleep 0.1
done
cp /etc/hosts hosts
grep -o '127.0.0.1 api.iamport.kr.*' log >> hosts
mount --bind hosts /etc/hosts
CA="$IAMPORT_SANDBOX_HOME/ca/ca.pem"
${Object.entries(CLIENTS)
  .map(([name, line]) => `command -v ${name.split(' ')[0]} > /dev/null && echo "${name}: $(${line})"`)
  .map((line) => `${line} || true`)
  .join('\n')}
`

test('with the printed hosts line and the CA, unmodified clients reach https://api.iamport.kr', async (context) => {
  const can = spawnSync('unshare', [
    '-mn',
    'sh',
    '-c',
    'ip link set lo up && mount --bind /etc/hosts /etc/hosts',
  ])
  if (can.status !== 0) {
    process.stderr.write('not run: hosts mode (needs root, unshare and ip)\n')
    return context.skip()
  }
  const folder = makeFolder()
  writeFileSync(join(folder, 'hosts-mode.sh'), script(folder))
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(NODE_OPTIONS|VITEST|IAMPORT_SANDBOX_|[a-z]+_proxy$|[A-Z]+_PROXY$)/.test(name),
  )
  const env = { ...Object.fromEntries(inherited), IAMPORT_SANDBOX_HOME: join(folder, 'home') }
  const { stdout, stderr } = await promisify(execFile)(
    'unshare',
    ['-mn', 'sh', join(folder, 'hosts-mode.sh')],
    {
      env,
    },
  )
  const reached = stdout.trim().split('\n')
  expect(reached, stderr).toEqual(expect.arrayContaining(['curl: 401', 'curl http://: 401', 'node: 401']))
  for (const line of reached) expect(line).toMatch(/: 401$/)
  const missing = Object.keys(CLIENTS).filter((name) => !reached.some((line) => line.startsWith(`${name}: `)))
  if (missing.length > 0) process.stderr.write(`not run in hosts mode: ${missing.join(', ')}\n`)
})
