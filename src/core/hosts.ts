/** Hosts to listen on: how they stand in a URL, and which of them only this machine reaches. */

/** A host as it stands in a URL. Nobody can call "every address" (0.0.0.0, ::), so that one is told as loopback. */
export function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}
