/** The dashboard's own addresses. */

export const HOME = '/dashboard'

/** Where to go: a page of the dashboard, whatever was asked for. */
export function ownPath(path = ''): string {
  const { pathname, search, hash } = URL.canParse(path, HERE) ? new URL(path, HERE) : new URL(HERE)
  return /^\/dashboard(?!\/(login|language|events))(\/|$)/.test(pathname) ? pathname + search + hash : HOME
}

/** `/payments/:imp_uid` with its parameters. */
export function fill(path: string, params: Readonly<Record<string, string>>): string {
  return HOME + path.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(params[name] ?? ''))
}

/** An address with some of its query changed; what is empty or null is left out. */
export function withQuery(
  address: string,
  changes: Readonly<Record<string, string | number | null>>,
): string {
  const url = new URL(address, HERE)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') url.searchParams.delete(name)
    else url.searchParams.set(name, String(value))
  }
  return url.pathname + url.search + url.hash
}

const HERE = 'http://localhost'
