/** A test that was exported, ready to be run against a shop. */
type Run = (shop: { url: string; adapter: string }) => Promise<{ code: number | null; said: string }>

export const RUNTIMES: Readonly<Record<string, { readonly there?: () => boolean }>>
export function exported(kind: string, folder: string, story: { scenario: string; port: number }): Run
