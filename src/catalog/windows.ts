/** How windows open, in one word each: the rules that PG files put together. */
import { assumed, manual, type Provenance } from '../core/provenance.ts'
import type { Window, WindowRule } from './pg.ts'

type More = Partial<Omit<WindowRule, 'kind' | 'home' | 'known' | 'width' | 'height'>>
type Size = readonly [width: number, height: number]

const rule = (
  kind: WindowRule['kind'],
  home: WindowRule['home'],
  known: Provenance,
  size?: Size,
  more: More = {},
): WindowRule => ({
  kind,
  home,
  ...(size && { width: size[0], height: size[1] }),
  ...more,
  known,
})

/** A layer over the shop's page, which gets a callback. */
export const layer = (known: Provenance, size?: Size, more?: More) =>
  rule('layer', 'callback', known, size, more)
/** A window of its own; the shop's page gets a callback. */
export const popup = (known: Provenance, size?: Size, more?: More) =>
  rule('popup', 'callback', known, size, more)
/** The page is left, and m_redirect_url is where the browser comes back to. */
export const leave = (known: Provenance, more?: More) => rule('redirect', 'redirect', known, undefined, more)

/** As the manual's hub PGs do (2.2.a, 2.2.c): a layer on PC, the page is left on phones. */
export const HUB: Window['opens'] = { pc: [layer(manual('2.2.a'))], mobile: [leave(manual('2.2.c'))] }

/** The same, where a page of the vendor says callback and redirect; that it is a layer is in no source. */
export const hub = ({ how, source }: Provenance): Window['opens'] => ({
  pc: [layer({ how, source: `${source}: a callback; that it is a layer is assumed` })],
  mobile: [leave({ how, source })],
})

/** The same, for PGs of which no source says how their windows open. */
export const LIKE_OTHERS: Window['opens'] = hub(
  assumed('as most PGs do; no source says how its window opens'),
)
