/** Where a webhook may go. Judged when the connection is made, so that a name cannot point elsewhere in between. */
import { type LookupAddress, lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { networkInterfaces } from 'node:os'

/** A target that is refused; the message says what would allow it. */
export class AddressRefused extends Error {}

const own = new BlockList()
for (const [net, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  own.addSubnet(net, prefix, 'ipv4')
}
own.addAddress('::1', 'ipv6')
own.addSubnet('fc00::', 7, 'ipv6')

/** Link-local, where clouds serve their metadata, and addresses that are no host at all. */
const never = new BlockList()
for (const [net, prefix] of [
  ['169.254.0.0', 16],
  ['0.0.0.0', 8],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  never.addSubnet(net, prefix, 'ipv4')
}
never.addAddress('::', 'ipv6')
never.addSubnet('fe80::', 10, 'ipv6')
never.addSubnet('ff00::', 8, 'ipv6')
never.addAddress('fd00:ec2::254', 'ipv6')

/** Why this address may not be called; null when it may. Loopback and private ones always may. */
export function refusesAddress(address: string, allow_public: boolean): string | null {
  const plain = address.replace(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/i, '$1')
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4'
  if (never.check(plain, family)) return `${address} is a link-local, metadata or reserved address`
  if (own.check(plain, family) || allow_public) return null
  return `${address} is a public address; allow it with --allow-public-webhooks`
}

/** Whether this machine itself answers at an address, by whatever name or alias. */
export function isThisMachine(address: string): boolean {
  const machine = new BlockList()
  machine.addSubnet('127.0.0.0', 8, 'ipv4')
  machine.addSubnet('0.0.0.0', 8, 'ipv4')
  machine.addAddress('::1', 'ipv6')
  machine.addAddress('::', 'ipv6')
  for (const list of Object.values(networkInterfaces()))
    for (const own of list ?? []) machine.addAddress(own.address, own.family === 'IPv6' ? 'ipv6' : 'ipv4')
  return machine.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

/** A `lookup` for node:http that resolves a name and refuses what may not be called. */
export function guardedLookup(refuses: (address: string) => string | null): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
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
