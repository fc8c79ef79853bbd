/** A list's pages: the first, the last and those beside the present one, by the page's own address. */
import { withQuery } from './paths.ts'

/** What is not understood counts as not asked for: an address is typed and shared by people. */
export function readPage(text: string | undefined): number {
  return /^[1-9]\d{0,6}$/.test(text ?? '') ? Number(text) : 1
}

export function pager(address: string, total: number, size: number, current: number, name = 'page') {
  const pages = Math.max(1, Math.ceil(total / size))
  const to = (page: number) => withQuery(address, { [name]: page === 1 ? null : page, done: null })
  return {
    total,
    pages,
    current,
    first: current > 1 ? to(1) : null,
    previous: current > 1 ? to(Math.min(current - 1, pages)) : null,
    next: current < pages ? to(current + 1) : null,
    last: current < pages ? to(pages) : null,
  }
}
