/** A page keeps the script tag that it has in production; what it loads is the sandbox's. */
import type { BrowserContext, Route } from 'playwright-core'
import type { Sandbox } from '../library/sandbox-api.ts'

/** Hosts that pages load iamport's script from. */
const SCRIPT_HOSTS = /^https?:\/\/(cdn|service)\.iamport\.kr\/(js|v1)\//

export async function serveScript(context: BrowserContext, sandbox: Pick<Sandbox, 'url'>): Promise<void> {
  await context.route(SCRIPT_HOSTS, async (route: Route) => {
    const { pathname, search } = new URL(route.request().url())
    const answer = await fetch(sandbox.url + pathname + search)
    await route.fulfill({
      status: answer.status,
      contentType: 'text/javascript; charset=utf-8',
      body: await answer.text(),
    })
  })
}
