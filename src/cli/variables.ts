/** The environment variables that tell a shop, or its tests, where the sandbox is and with which keys. */

export interface Connection {
  readonly url: string
  readonly imp_key: string
  readonly imp_secret: string
  readonly user_code: string
  readonly token: string | null
}

/** `IAMPORT_SANDBOX_URL`, `_KEY`, `_SECRET`, `_USER_CODE`, and `_TOKEN` where the control API asks for one. */
export function variables({
  url,
  imp_key,
  imp_secret,
  user_code,
  token,
}: Connection): Record<string, string> {
  return {
    IAMPORT_SANDBOX_URL: url,
    IAMPORT_SANDBOX_KEY: imp_key,
    IAMPORT_SANDBOX_SECRET: imp_secret,
    IAMPORT_SANDBOX_USER_CODE: user_code,
    ...(token === null ? {} : { IAMPORT_SANDBOX_TOKEN: token }),
  }
}

export const FORMATS = ['shell', 'dotenv', 'github', 'json'] as const
export type Format = (typeof FORMATS)[number]

/** The variables as text: for `eval`, for an `.env` file, for `$GITHUB_ENV`, or as JSON. */
export function print(values: Readonly<Record<string, string>>, format: Format): string {
  if (format === 'json') return JSON.stringify(values, null, 2)
  const entries = Object.entries(values)
  if (format === 'shell') return entries.map(([name, value]) => `export ${name}=${quote(value)}`).join('\n')
  return entries.map(([name, value]) => `${name}=${value}`).join('\n')
}

function quote(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`
}
