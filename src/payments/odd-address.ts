/** Addresses of the shop that nothing can be sent to (`shop.example/hook`): the order goes through, and the developer is told. */
import { type Refusal, refusal } from '../catalog/refusals.ts'
import { beginOf } from '../core/begin-of.ts'

/** One, several or none; empty ones are none. */
export function noticeUrls(notice_url: string | readonly string[] = []): string[] {
  return (typeof notice_url === 'string' ? [notice_url] : notice_url).filter((url) => url.trim() !== '')
}

/** One remark for each that is no `http://` or `https://` address. */
export function oddAddresses(parameter: string, urls: readonly (string | null)[]): Refusal[] {
  return urls
    .filter((url) => url !== null)
    .filter((url) => !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    .map((url) => refusal('order_address_odd', { parameter, url: beginOf(url, LONGEST) }))
}

const LONGEST = 200
