/** Where a webhook may go. Judged when the connection is made, so that a name cannot point elsewhere in between. */
import { type LookupAddress, lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { networkInterfaces } from 'node:os'
import { lazily } from '../core/lazy.ts'
import { remembering } from '../core/remembering.ts'
import { embeddedAddress, plainAddress } from './embedded-address.ts'

/** A target that is refused; the message says what would allow it. */
export class AddressRefused extends Error {}

type Network = readonly [address: string, bits: number]

/** Loopback and private networks: where a shop under development is. */
const OWN: readonly Network[] = [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['::1', 128],
  ['fc00::', 7],
]

/** Where clouds serve the keys of the machine to whoever asks from it. Some of them look like private or public addresses. */
const METADATA: readonly Network[] = [
  // AWS, GCP, Azure, DigitalOcean, OpenStack, Tencent and most others; all of link-local with it.
  ['169.254.0.0', 16],
  ['fe80::', 10],
  // AWS: instance metadata, pod identity, the clock and the resolver.
  ['fd00:ec2::', 32],
  // GCP over IPv6.
  ['fd20:ce::254', 128],
  // Scaleway over IPv6.
  ['fd00:42::42', 128],
  // Alibaba Cloud.
  ['100.100.100.200', 32],
  // Oracle Cloud.
  ['192.0.0.192', 32],
  // Azure's WireServer.
  ['168.63.129.16', 32],
]

/** Addresses that are no host at all, and those of site-local, which nobody has had since 2004. */
const NO_HOST: readonly Network[] = [
  ['0.0.0.0', 8],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 128],
  ['ff00::', 8],
  ['fec0::', 10],
]

/** Made for the first webhook: a start need not wait for it. */
const lists = lazily(() => ({ own: listOf(OWN), never: listOf([...METADATA, ...NO_HOST]) }))

/** Why this address may not be called; null when it may. Loopback and private ones always may. */
export function refusesAddress(address: string, allow_public: boolean): string | null {
  const { why, is_own } = judge(address)
  if (why !== null || is_own || allow_public) return why
  return `${address} is a public address; allow it with --allow-public-webhooks`
}

/** Most webhooks go to the same address: to look through the lists takes longer than to write the request. */
const judge = remembering((address): { why: string | null; is_own: boolean } => {
  const plain = plainAddress(address)
  const { own, never } = lists()
  const refused = (why: string) => ({ why: `${address} ${why}`, is_own: false })
  if (isIn(never, plain)) return refused('is a link-local, metadata or reserved address')
  const embedded = embeddedAddress(plain)
  if (embedded === 'any') return refused('is the address of a tunnel, which does not say where it leads')
  if (embedded !== null && isIn(never, embedded))
    return refused(`leads to ${embedded}, a link-local, metadata or reserved address`)
  if (embedded !== null && isIn(own, embedded))
    return refused(`leads to ${embedded}; use that address itself`)
  return { why: null, is_own: isIn(own, plain) }
})

/** Whether this machine itself answers at an address, by whatever name or alias. */
export function isThisMachine(address: string): boolean {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  const machine = listOf([
    ['127.0.0.0', 8],
    ['0.0.0.0', 8],
    ['::1', 128],
    ['::', 128],
    ...addresses.map((one): Network => [plainAddress(one.address), one.family === 'IPv6' ? 128 : 32]),
  ])
  return isIn(machine, plainAddress(address))
}

/**
 * A `lookup` for node:http that resolves a name once and refuses what may not be called: what was judged is what is connected
 * to. One address that may not be called is enough, because a connection may try each.
 */
export function guardedLookup(
  refuses: (address: string) => string | null,
  resolve: typeof lookup = lookup,
): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, '', 4)
      for (const { address } of addresses) {
        const refused = refuses(address)
        if (refused) return callback(new AddressRefused(refused), '', 4)
      }
      if (options.all) return callback(null, addresses)
      const first = addresses[0]!
      callback(null, first.address, first.family)
    })
  }
}

function listOf(networks: readonly Network[]): BlockList {
  const list = new BlockList()
  for (const [address, bits] of networks) list.addSubnet(address, bits, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  return list
}

function isIn(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}
