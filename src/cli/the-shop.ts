/** The shop that `replay` and `hunt` are pointed at: its address, its adapter, and its page in a real Chromium. */
import { existsSync, readFileSync } from 'node:fs'
import { YamlError } from '../core/yaml-file.ts'
import { ShopAdapter } from '../replay/adapter.ts'
import { readAdapter } from '../replay/replay.ts'
import { Failure } from './failure.ts'
import { told as inWords, t } from './lang.ts'
import type { Chromium } from './launch-chromium.ts'
import { ADAPTER } from './replay-options.ts'

export function readTarget({ target }: { readonly target?: string }): string {
  if (target && URL.canParse(target) && /^https?:$/.test(new URL(target).protocol)) return target
  throw new Failure(
    t(
      `--target에는 켜져 있는 상점의 http:// 주소를 주세요${target ? `: ${target}` : '.'}`,
      `--target takes the http:// address of a shop that is up${target ? `, not ${target}` : '.'}`,
    ),
    2,
  )
}

interface Named {
  readonly shop?: string
}

/** The file that says where the shop's addresses are; none where there is no such file. */
export const adapterFiles = ({ shop }: Named): string[] =>
  shop ? [shop] : existsSync(ADAPTER) ? [ADAPTER] : []

export function adapterOf(named: Named): ShopAdapter {
  const [file] = adapterFiles(named)
  if (file === undefined) return ShopAdapter.parse({})
  readText(file)
  return usable(() => readAdapter(file))
}

export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new Failure(t(`파일을 읽을 수 없습니다: ${file}`, `This file cannot be read: ${file}`), 2)
  }
}

/** What cannot be used ends the command in words. */
export function usable<T>(load: () => T): T {
  try {
    return load()
  } catch (error) {
    throw error instanceof YamlError ? new Failure(inWords(error.said), 2) : error
  }
}

/** For `--browser`. What it needs is looked at before anything is played. */
export async function openChromium(
  adapter: ShopAdapter,
  named: Named,
  ends_on_interrupt = true,
): Promise<Chromium> {
  if (!adapter.browser) {
    const [file = ADAPTER] = adapterFiles(named)
    throw new Failure(
      t(
        `--browser에는 결제 페이지와 누를 버튼이 필요합니다; ${file}에 적어 주세요: browser: { page: '/order?order={merchant_uid}', press: '결제' }`,
        `--browser needs to know the page and what to press there; write into ${file}: browser: { page: '/order?order={merchant_uid}', press: '결제' }`,
      ),
      2,
    )
  }
  const { launchChromium } = await import('./launch-chromium.ts')
  return launchChromium(ends_on_interrupt)
}
