/** How the value of a setting is read from what was typed: a port, a switch, an address. */
import { isIP } from 'node:net'
import { say } from './core/bilingual.ts'
import { hostName } from './core/hosts.ts'
import { parseKeep } from './core/keep.ts'
import { isNetwork } from './core/origin.ts'
import { SettingError } from './core/setting-error.ts'

const unusable = (ko: string, en: string) => new SettingError(say(ko, en))

export function readSize(text: string): number {
  const [, number, unit = ''] = /^(\d{1,9}(?:\.\d{1,3})?)\s*([kmg]?b?)$/i.exec(text.trim()) ?? []
  if (number === undefined) {
    throw unusable(
      `--keep-trace에는 64MB, 500KB, 1GB 같은 크기나 0을 주세요: ${text}`,
      `--keep-trace takes a size such as 64MB, 500KB or 1GB, or 0, not ${text}`,
    )
  }
  return Math.round(Number(number) * 1024 ** 'bkmg'.indexOf(unit.charAt(0).toLowerCase() || 'b'))
}

/** As it was written: `keep` of `core/keep.ts` reads it again. */
export function readKept(text: string): string | null {
  if (text === '' || parseKeep(text) !== null) return text || null
  throw unusable(
    `--keep에는 100000 payments 또는 30 days 같은 양(1 이상의 정수)을 주세요: ${text}`,
    `--keep takes an amount of 1 or more such as 100000 payments or 30 days, not ${text}`,
  )
}

/** A variable may say no as people write it; a word that is neither is no silent yes. */
export function flag(name: string) {
  return (text: string): boolean => {
    if (/^(true|1|yes|on)$/i.test(text)) return true
    if (/^(|false|0|no|off)$/i.test(text)) return false
    throw unusable(
      `${name}은(는) 켜고 끄는 설정입니다. true 또는 false를 주세요: ${text}`,
      `${name} is a switch; it takes true or false, not ${text}`,
    )
  }
}

export function list(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean)
}

/** A path as the system takes it. */
export function readFile(name: string, text: string): string {
  if (text === '') throw unusable(`${name} 값이 비어 있습니다.`, `${name} is empty.`)
  if (!text.includes('\0')) return text
  throw unusable(
    `${name}에 쓴 파일 이름에 NUL 문자가 있습니다.`,
    `The file name of ${name} has a NUL character in it.`,
  )
}

export function readToken(text: string): string | null {
  if (/^[\x21-\x7e]*$/.test(text)) return text || null
  throw unusable(
    '--token에는 빈칸이 없는 ASCII 문자를 주세요. Authorization 헤더로 보낼 수 있어야 합니다.',
    '--token takes ASCII characters without blanks: it must fit into an Authorization header.',
  )
}

export function readHost(text: string): string {
  if (text === '') throw unusable('--host 값이 비어 있습니다.', '--host is empty.')
  const [address = ''] = text.split('%', 1)
  if (isIP(address) === 6 || (!text.startsWith('[') && hostName(text) !== null)) return text
  throw unusable(
    `--host에는 127.0.0.1, ::1, localhost 같은 주소나 호스트 이름만 주세요: ${text}`,
    `--host takes an address or a host name alone, such as 127.0.0.1, ::1 or localhost, not ${text}`,
  )
}

export function readAllowedHost(text: string): string {
  const name = hostName(text)
  if (name !== null) return name
  throw unusable(
    `--allow-host에는 http://나 포트 없이 호스트 이름만 주세요(예: payments, shop.test): ${text}`,
    `--allow-host takes a host name without http:// and port (such as payments or shop.test), not ${text}`,
  )
}

/** As browsers write it in `Origin`: without a path, and a plain port left out. */
export function readOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  const is_page = url?.protocol === 'http:' || url?.protocol === 'https:'
  if (url && is_page && `${url.pathname}${url.search}${url.hash}${url.username}${url.password}` === '/')
    return url.origin
  throw unusable(
    `--allow-origin에는 https://shop.example처럼 경로 없는 주소를 주세요: ${text}`,
    `--allow-origin takes an address without a path, such as https://shop.example, not ${text}`,
  )
}

export function readWord<W extends string>(name: string, words: readonly W[], text: string): W {
  const word = words.find((one) => one === text)
  if (word !== undefined) return word
  throw unusable(
    `${name}에는 ${words.join(', ')} 중 하나를 주세요: ${text}`,
    `${name} takes ${words.join(' or ')}, not ${text}`,
  )
}

export function readPortNumber(name: string, text: string): number {
  return readNumber(name, 65_535, text)
}

export function readNumber(name: string, most: number, text: string): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number <= most) return number
  throw unusable(
    `${name}에는 0부터 ${most}까지의 정수를 주세요: ${text}`,
    `${name} takes a whole number from 0 to ${most}, not ${text}`,
  )
}

export function readNetwork(text: string): string {
  if (isNetwork(text)) return text
  throw unusable(
    `--trust-proxy에는 10.0.0.5 또는 10.0.0.0/8 같은 IP 주소나 대역을 주세요: ${text}`,
    `--trust-proxy takes an IP address or network such as 10.0.0.5 or 10.0.0.0/8, not ${text}`,
  )
}

export function readUrl(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return text
  throw unusable(
    `${name}에는 http:// 또는 https:// 주소를 주세요: ${text}`,
    `${name} takes an http:// or https:// address, not ${text}`,
  )
}
