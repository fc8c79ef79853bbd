/** `init`: writes a config file for the shop of this folder, by asking, or with `--yes` as it finds it. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { CONFIG_NAME } from './config.ts'
import { Failure } from './failure.ts'
import type { Shop } from './find-shop.ts'
import { t } from './lang.ts'
import { say, sayJson } from './print.ts'

interface InitOptions {
  readonly yes?: boolean
  readonly force?: boolean
  readonly json?: boolean
}

const FILE = `${CONFIG_NAME}.json`

export function defineInit(program: Command): void {
  program
    .command('init')
    .description(
      t('이 폴더의 상점에 맞는 설정 파일을 만듭니다', 'writes a config file for the shop of this folder'),
    )
    .option('--yes', t('묻지 않고 찾은 대로 씁니다', 'asks nothing and takes what it finds'))
    .option('--force', t('이미 있는 설정 파일을 바꿉니다', 'replaces a config file that is there'))
    .option('--json', t('결과를 JSON으로 출력합니다', 'prints the result as JSON'))
    .action(init)
}

async function init({ yes, force, json }: InitOptions): Promise<void> {
  const there = readdirSync('.').find((name) => name.startsWith(`${CONFIG_NAME}.`))
  if (there !== undefined && !force)
    throw new Failure(
      t(
        `${there} 파일이 이미 있습니다; 바꾸려면 --force를 주세요.`,
        `${there} is already there; --force replaces it.`,
      ),
    )
  if (there !== undefined && there !== FILE)
    throw new Failure(
      t(
        `${there} 파일을 지운 뒤에 다시 실행하세요.`,
        `Remove ${there} first: two config files would not go together.`,
      ),
    )
  const { findShop } = await import('./find-shop.ts')
  const found = findShop(process.cwd())
  if (!json) say(described(found))
  const shop = yes || json ? withDefaults(found) : await ask(withDefaults(found))
  const config = {
    webhook: shop.webhook_path === null ? [] : [`http://localhost:${shop.port}${shop.webhook_path}`],
  }
  writeFileSync(FILE, `${JSON.stringify(config, null, 2)}\n`)
  if (json) sayJson({ file: FILE, shop, config })
  else say(...nextSteps(shop))
}

function withDefaults(shop: Shop | null): Shop {
  const { framework = '', command = 'npm run dev', port = 3000, webhook_path = null } = shop ?? {}
  return { framework, command, port, webhook_path }
}

function described(shop: Shop | null): string {
  if (shop === null)
    return t('알려진 프레임워크를 찾지 못했습니다.', 'No framework that is known was found here.')
  const route = shop.webhook_path ?? t('웹훅 경로는 찾지 못함', 'no webhook route found')
  return t(
    `찾음: ${shop.framework}, \`${shop.command}\`, 포트 ${shop.port}, ${route}`,
    `Found: ${shop.framework}, \`${shop.command}\`, port ${shop.port}, ${route}`,
  )
}

/** An empty answer keeps what stands in brackets; so does the end of the input. */
async function ask(shop: Shop): Promise<Shop> {
  const { createInterface } = await import('node:readline')
  const reader = createInterface({ input: process.stdin, output: process.stdout })
  const lines = reader[Symbol.asyncIterator]()
  const answer = async (question: string, fallback: string): Promise<string> => {
    process.stdout.write(`${question} [${fallback}] `)
    const { value, done } = await lines.next()
    return done || String(value).trim() === '' ? fallback : String(value).trim()
  }
  try {
    const command = await answer(t('상점을 띄우는 명령', 'Command that starts the shop'), shop.command)
    const port = await answer(t('상점의 포트', 'Port of the shop'), String(shop.port))
    if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535)
      throw new Failure(
        t(
          `포트는 1부터 65535까지의 정수여야 합니다: ${port}`,
          `A port is a whole number from 1 to 65535, not ${port}`,
        ),
        2,
      )
    const path = await answer(
      t('웹훅을 받는 경로 (없으면 -)', 'Where it takes webhooks (- for nowhere)'),
      shop.webhook_path ?? '-',
    )
    if (path !== '-' && !/^\/\S*$/.test(path))
      throw new Failure(
        t(`웹훅 경로는 /로 시작해야 합니다: ${path}`, `A webhook path begins with /, not ${path}`),
        2,
      )
    return { ...shop, command, port: Number(port), webhook_path: path === '-' ? null : path }
  } finally {
    reader.close()
  }
}

function nextSteps({ command, webhook_path }: Shop): string[] {
  const path = webhook_path === null ? '' : ` --webhook-path ${webhook_path}`
  return [
    t(`${FILE} 파일을 썼습니다. 이제:`, `Wrote ${FILE}. Now:`),
    `  iamport-sandbox run${path} -- ${command}`,
    t(
      '    상점을 고치지 않고 띄웁니다: iamport.kr이 샌드박스가 됩니다',
      '    starts the shop as it is: iamport.kr becomes the sandbox',
    ),
    '  iamport-sandbox',
    t(
      '    샌드박스만 띄웁니다: 화면에 나오는 주소를 상점의 설정에 넣으세요',
      '    starts the sandbox alone: put the addresses that it prints into the shop’s settings',
    ),
    ...(existsSync('.gitignore')
      ? []
      : [
          t(
            '  .iamport-sandbox/ 폴더는 스스로 git에서 빠집니다',
            '  the folder .iamport-sandbox/ keeps itself out of git',
          ),
        ]),
  ]
}
