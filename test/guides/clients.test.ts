/** The guide's line for each client library, run against a sandbox wherever the runtime and the library are installed. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { makeFolder } from '../cli/command-line.ts'
import { startSandbox } from '../harness.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const GUIDE = readFileSync(join(ROOT, 'docs/guides/clients.md'), 'utf8')

interface Library {
  /** What follows the language in the fence of its block. */
  readonly name: string
  readonly file: string
  /** What must work for the block to be run: the runtime, with the library. */
  readonly needs: readonly [program: string, ...args: string[]]
  readonly run: readonly [program: string, ...args: string[]]
  /** Around the block: the payment is read with the client, and its status printed. */
  readonly program: (block: string) => string
}

const node = (name: string, read: string): Library => ({
  name,
  file: 'shop.cjs',
  needs: ['node', '-e', `require(${JSON.stringify(join(ROOT, 'node_modules', name))})`],
  run: ['node', 'shop.cjs'],
  program: (block) => `${block}\n;(async () => console.log((${read}).status))()`,
})

const LIBRARIES: readonly Library[] = [
  node('iamporter', '(await iamporter.findByImpUid(process.env.IMP_UID)).data'),
  node(
    'iamport-rest-client-nodejs',
    "(await require('iamport-rest-client-nodejs').Request.Payments.getByImpUid({ imp_uid: process.env.IMP_UID }).request(iamport)).data.response",
  ),
  node('iamport', 'await iamport.payment.getByImpUid({ imp_uid: process.env.IMP_UID })'),
  node(
    'iamport-server-api',
    "await require('iamport-server-api').functional.payments.at(await connector.get(), process.env.IMP_UID, {}).then((answer) => answer.response)",
  ),
  {
    name: 'iamport-rest-client',
    file: 'shop.py',
    needs: ['python3', '-c', 'import iamport'],
    run: ['python3', 'shop.py'],
    program: (block) => `${block}\nprint(iamport.find(imp_uid=os.environ["IMP_UID"])["status"])\n`,
  },
  {
    name: 'go-iamport',
    file: 'shop.go',
    needs: ['go', 'list', 'github.com/iamport/go-iamport/iamport'],
    run: ['go', 'run', 'shop.go'],
    program: (block) => `package main
import ("fmt"; "os"; "github.com/iamport/go-iamport/iamport")
func main() {
  ${block}
  if err != nil { panic(err) }
  payment, err := client.GetPaymentImpUID(os.Getenv("IMP_UID"))
  if err != nil { panic(err) }
  fmt.Println(payment.Status)
}`,
  },
  {
    name: 'modern-php',
    file: 'shop.php',
    needs: ['php', '-r', "require 'vendor/autoload.php'; new ModernPUG\\Iamport\\Configuration();"],
    run: ['php', 'shop.php'],
    program: (block) => `<?php require 'vendor/autoload.php';
${block}
$payment = (new ModernPUG\\Iamport\\IamportApi($config))->getPaymentByImpUid(getenv('IMP_UID'));
echo $payment->status;`,
  },
  {
    name: 'iamport-gem',
    file: 'shop.rb',
    needs: ['ruby', '-e', "require 'iamport'"],
    run: ['ruby', 'shop.rb'],
    program: (block) =>
      `${block}\nIamport.configure { |c| c.api_key = 'KEY'; c.api_secret = 'SECRET' }\nputs Iamport.payment(ENV['IMP_UID'])['response']['status']\n`,
  },
  {
    name: 'iamport-rest-client-java',
    file: 'Shop.java',
    needs: ['java', '-cp', 'iamport-rest-client.jar', 'com.siot.IamportRestClient.App'],
    run: ['java', '-cp', 'iamport-rest-client.jar', 'Shop.java'],
    program: (block) => block,
  },
  {
    name: 'iamport-rest-client-net',
    file: 'Shop.cs',
    needs: ['dotnet', '--version'],
    run: ['dotnet', 'run'],
    program: (block) => block,
  },
]

describe.each(LIBRARIES)('the line for $name', (library) => {
  test('points it at the sandbox, and the payment is read', async () => {
    const block = new RegExp(`\`\`\`\\w+ ${library.name}\\n([\\s\\S]*?)\`\`\``).exec(GUIDE)?.[1]
    expect(block, `a block for ${library.name}`).toContain('IAMPORT_SANDBOX_URL')
    const folder = makeFolder()
    if (!works(library.needs, folder)) {
      // Said aloud, because it is not what the title promises.
      process.stderr.write(
        `docs/guides/clients.md, ${library.name}: not run, it is not installed on this machine\n`,
      )
      return
    }
    const sandbox = await startSandbox()
    const { payment } = await sandbox.pay({
      merchant_uid: 'o1',
      name: '주문명',
      amount: 14000,
      buyer_tel: '010-1234-5678',
    })
    writeFileSync(join(folder, library.file), library.program(block!))
    const [program, ...args] = library.run
    const child = spawn(program, args, {
      cwd: folder,
      env: {
        ...process.env,
        NODE_PATH: join(ROOT, 'node_modules'),
        IAMPORT_SANDBOX_URL: sandbox.url,
        IMP_UID: payment!.imp_uid,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
    expect({ stdout: stdout.trim(), stderr }).toEqual({ stdout: 'paid', stderr: expect.any(String) })
  }, 60_000)
})

test('every library of the guide is tried', () => {
  const named = [...GUIDE.matchAll(/^```\w+ ([\w-]+)$/gm)].map((match) => match[1])
  expect(LIBRARIES.map(({ name }) => name)).toEqual(named)
})

function works([program, ...args]: Library['needs'], cwd: string): boolean {
  try {
    execFileSync(program, args, { cwd, stdio: 'ignore', timeout: 20_000 })
    return true
  } catch {
    return false
  }
}
