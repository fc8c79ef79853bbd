/** No setting takes nonsense in silence: it is refused in one sentence that names the setting, or it has its effect. */
import { describe, expect, test } from 'vitest'
import { createSandbox } from '../../src/index.ts'
import { readSettings, SETTINGS, SettingError, type Settings } from '../../src/settings.ts'

const NONSENSE: readonly string[] = [
  'nonsense',
  'javascript:1',
  'data:text/html,x',
  'file:///etc/passwd',
  'https://',
  'https://a b',
  'https://shop.example/path?x=1#y',
  'null',
  '*',
  '-1',
  '1e999',
  '0x10',
  'NaN',
  'true',
  '[object Object]',
  'a\u0000b',
  'a\nb',
  '한글',
  '../..',
  'x'.repeat(5000),
  '%',
  '[::1',
  '256.256.256.256/99',
]

/** What a word may do besides being refused, by setting. Where nothing is said, all of it must be refused. */
const TAKES: Readonly<Partial<Record<keyof Settings, (text: string) => boolean>>> = {
  // Names of files: whether there is one is seen when it is opened, and said then.
  db: (text) => !text.includes('\u0000'),
  world: (text) => !text.includes('\u0000'),
  seed_data: (text) => !text.includes('\u0000'),
  // Whether there is such a name is seen when it is listened on.
  host: (text) => /^\w[\w-]{0,252}$/.test(text),
  allow_host: (text) => /^\w[\w-]{0,252}$/.test(text),
  webhook: (text) => text.startsWith('https://shop.example/'),
  // Any text draws its own numbers.
  seed: () => true,
  token: (text) => /^[\x21-\x7e]+$/.test(text),
  // Compared with the PGs when a sandbox begins.
  default_pg: () => true,
  demo: (text) => text === 'true',
  allow_public_webhooks: (text) => text === 'true',
  open: (text) => text === 'true',
  json: (text) => text === 'true',
}

/** The sentence of a refusal. */
function refusalOf(work: () => unknown): string {
  try {
    return `taken: ${JSON.stringify(work())}`
  } catch (error) {
    return error instanceof SettingError ? error.message : `no sentence: ${error}`
  }
}

describe.each(SETTINGS.map((setting) => [setting.name, setting] as const))('%s', (name, { flag, read }) => {
  test('refuses nonsense, or does it', () => {
    for (const text of NONSENSE) {
      const given = { [name]: text }
      const told = () => refusalOf(() => readSettings(given))
      if (TAKES[name]?.(text)) expect(readSettings(given)[name]).not.toBe(readSettings({})[name])
      else expect([text, told()]).toEqual([text, expect.stringContaining(`${flag.split(' ')[0]}`)])
    }
  })

  test('a variable of the environment is held to the same', () => {
    const variable = SETTINGS.find((one) => one.name === name)!.env
    if (TAKES[name]?.('nonsense')) return
    expect(() => readSettings({}, { [variable]: 'nonsense' })).toThrow(variable)
    expect(() => read('nonsense')).toThrow(SettingError)
  })
})

test.each([
  ['https://Shop.Example/', 'https://shop.example'],
  ['https://shop.example:443', 'https://shop.example'],
  ['http://shop.example:8080', 'http://shop.example:8080'],
  ['https://한글.example', 'https://xn--bj0bj06e.example'],
])('--allow-origin %s is what a browser calls %s', (given, origin) => {
  expect(readSettings({ allow_origin: [given] }).allow_origin).toEqual([origin])
})

test.each([
  ['payments', 'payments'],
  ['Shop.Test', 'shop.test'],
  ['my_shop-1', 'my_shop-1'],
  ['192.168.0.7', '192.168.0.7'],
  ['fd00::1', '[fd00::1]'],
  ['[FD00::1]', '[fd00::1]'],
])('--allow-host %s is what a Host header calls %s', (given, host) => {
  expect(readSettings({ allow_host: [given] }).allow_host).toEqual([host])
})

test.each(['shop.test:3000', 'http://shop.test', 'a b', '*.ngrok.io', 'shop/', '[::1]:80', '-x'])(
  '--allow-host %s would never fit a Host header, and is refused',
  (given) => expect(() => readSettings({ allow_host: [given] })).toThrow('--allow-host'),
)

test.each(['no', 'off', 'False', '0', 'NO'])('a switch that says %s is off', (word) => {
  const env = { IAMPORT_SANDBOX_ALLOW_PUBLIC_WEBHOOKS: word }
  expect(readSettings({}, env).allow_public_webhooks).toBe(false)
})

test.each(['127.example', '127.0.0.1.example', 'LOCALHOST.example'])(
  'the name %s is not loopback because it begins like it: the control API asks for a token',
  async (host) => {
    const { isLoopback } = await import('../../src/core/hosts.ts')
    expect(isLoopback(host)).toBe(false)
  },
)

describe('settings of the shop', () => {
  const WRONG = [
    { notification_url: ['javascript:1'] },
    { notification_url: ['nonsense'] },
    { notification_url: ['http://127.0.0.1:3000/', 'file:///etc/passwd'] },
    { default_pg: 'nonsense' },
    { default_pg: 'toString' },
    { webhook_rewrites: [{ from: 'https://a', to: 'javascript:1' }] },
    { webhook_headers: { 'a b': 'x' } },
    { webhook_headers: { a: 'x\r\ny: z' } },
    { window_lifetime_s: -1 },
    { nonsense: 1 },
  ]
  test.each(WRONG)(
    '%j is refused over the control API, by the library and in a world file',
    async (wrong) => {
      const sandbox = await createSandbox()
      const was = sandbox.settings()
      const answer = await fetch(`${sandbox.url}/_sandbox/settings`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(wrong),
      })
      const { error } = (await answer.json()) as { error: { name: string; message: string } }
      expect([answer.status, error.name]).toEqual([400, expect.stringMatching(/^parameter_/)])
      expect(error.message).toContain(Object.keys(wrong)[0])
      expect(() => sandbox.settings(wrong as never)).toThrow(Object.keys(wrong)[0])
      await expect(sandbox.reset({ merchants: [{ settings: wrong }] } as never)).rejects.toThrow(
        Object.keys(wrong)[0],
      )
      expect(sandbox.settings()).toEqual(was)
      await sandbox.close()
    },
  )
})
