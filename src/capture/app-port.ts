/**
 * Where the shop listens that `run` has started: said by --app-port, shown by the page that loads the SDK, or found among the
 * sockets of the command and its children (Linux).
 */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** `http://localhost:3000` of a page on this machine; null for others. */
export function localOrigin(referer: string | undefined): string | null {
  if (!referer || !URL.canParse(referer)) return null
  const { protocol, hostname, origin } = new URL(referer)
  const is_local = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname) || hostname.endsWith('.localhost')
  return /^https?:$/.test(protocol) && is_local ? origin : null
}

/** The first port that this process or one of its children listens on; null where there is none, or no /proc to ask. */
export function listeningPort(pid: number): number | null {
  try {
    const inodes = new Set(familyOf(pid).flatMap(socketsOf))
    const ports = ['tcp', 'tcp6'].flatMap((table) => listeners(readFileSync(`/proc/net/${table}`, 'utf8')))
    const own = ports.filter(({ inode }) => inodes.has(inode))
    own.sort((a, b) => Number(a.inode) - Number(b.inode))
    return own[0]?.port ?? null
  } catch {
    return null
  }
}

/** Lines of /proc/net/tcp that are in state 0A, LISTEN. */
function listeners(table: string): { port: number; inode: string }[] {
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === '0A')
    .map((fields) => ({ port: Number.parseInt(fields[1]?.split(':')[1] ?? '0', 16), inode: fields[9] ?? '' }))
}

function familyOf(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const parent = parentOf(name)
      return parent === null ? [] : [[Number(name), parent] as const]
    })
  const family = [pid]
  for (const member of family)
    family.push(...parents.filter(([, parent]) => parent === member).map(([child]) => child))
  return family
}

/** A process may be gone by the time that it is asked about. */
function parentOf(pid: string): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return null
  }
}

function socketsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const match = /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${fd}`))
      return match ? [match[1]!] : []
    })
  } catch {
    return []
  }
}

function linkOf(file: string): string {
  try {
    return readlinkSync(file)
  } catch {
    return ''
  }
}
