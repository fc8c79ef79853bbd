/** What is known of a shop before lives are made up for it: what it sells for, what it calls, what its page can ask for. */
import { DEFAULT_PG, PGS } from '../catalog/pgs/index.ts'
import type { ShopAdapter } from '../replay/adapter.ts'
import { createScratch } from './scratch.ts'

/** A PG and a way to pay that it sells, as request_pay names them. */
export interface Way {
  readonly pg: string
  readonly pay_method: string
}

export interface Facts {
  /** What an order of this shop costs. */
  readonly amount: number
  /** Whether its people can refund. */
  readonly refund: boolean
  /** REST operations that it was seen to call, as `METHOD path`. */
  readonly calls: readonly string[]
  /** Ways to pay, the plainest first. */
  readonly ways: readonly Way[]
  /** Whether a part of a payment can be given back. */
  readonly isPartial: (way: Way) => boolean
}

/** What most shops sell first: a card, and an account that is paid into later. */
const PLAIN: readonly Way[] = [
  { pg: DEFAULT_PG, pay_method: 'card' },
  { pg: DEFAULT_PG, pay_method: 'vbank' },
]

/** Ways that the shop’s page can ask for: those that it fixes itself, and of the others all that open a window and end paid. */
export async function waysOf(
  { pay }: Pick<ShopAdapter, 'pay'>,
  only: readonly string[],
): Promise<Pick<Facts, 'ways' | 'isPartial'>> {
  const all = PGS.flatMap(({ code, sells }) =>
    sells.pay_methods.map((pay_method) => ({ pg: code, pay_method })),
  )
  const asked = all.filter(
    (way) =>
      (typeof pay.pg !== 'string' || pay.pg.split('.')[0] === way.pg) &&
      (typeof pay.pay_method !== 'string' || pay.pay_method === way.pay_method) &&
      isAsked(way, only),
  )
  const { sold, partial } = await salesOf(asked, pay)
  const isPlain = (way: Way) => PLAIN.findIndex((plain) => keyOf(plain) === keyOf(way))
  const rank = (way: Way) => (isPlain(way) < 0 ? PLAIN.length : isPlain(way))
  return { ways: sold.toSorted((a, b) => rank(a) - rank(b)), isPartial: (way) => partial.has(keyOf(way)) }
}

type Sales = Readonly<{ sold: readonly Way[]; partial: ReadonlySet<string> }>

/** What was tried once in this process: iamport sells the same in every hunt. */
const tried = new Map<string, Promise<Sales>>()

function salesOf(ways: readonly Way[], pay: ShopAdapter['pay']): Promise<Sales> {
  const key = JSON.stringify([ways, pay])
  const sales = tried.get(key) ?? trySales(ways, pay)
  tried.set(key, sales)
  return sales
}

/** Each way is tried in a sandbox of our own, so that no refusal of a PG looks like a fault of the shop. */
async function trySales(ways: readonly Way[], pay: ShopAdapter['pay']): Promise<Sales> {
  const scratch = await createScratch(pay)
  const partial = new Set<string>()
  const sold: Way[] = []
  for (const way of ways) {
    const trial = await scratch.sell(way)
    if (trial) sold.push(way)
    if (trial?.is_partial) partial.add(keyOf(way))
  }
  scratch.close()
  return { sold, partial }
}

const keyOf = ({ pg, pay_method }: Way) => `${pg} ${pay_method}`

/** `--only` names PGs and pay methods: a way must fit one of each kind that is named. */
function isAsked({ pg, pay_method }: Way, only: readonly string[]): boolean {
  const pgs = only.filter((word) => PGS.some(({ code }) => code === word))
  const methods = only.filter((word) => PGS.some(({ sells }) => sells.pay_methods.includes(word)))
  return (pgs.length === 0 || pgs.includes(pg)) && (methods.length === 0 || methods.includes(pay_method))
}
