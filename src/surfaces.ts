/** What is loaded with the first request for it: all surfaces of the app but the REST API. */
import express, { type Request, type RequestHandler } from 'express'
import type { AppParts, ControlParts } from './control/parts.ts'
import { reachableHost } from './core/hosts.ts'
import { lazilyLoaded } from './core/lazy.ts'
import { lazyRoutes } from './core/lazy-routes.ts'
import { originOf } from './core/origin.ts'
import { isTrustedPage } from './core/page-trust.ts'
import type { Views } from './core/views.ts'
import { DEFAULT_MERCHANT } from './merchants/default-merchant.ts'

export interface Surfaces {
  readonly docs: RequestHandler
  readonly control: RequestHandler
  readonly dashboard: RequestHandler
  /** The SDK, ready frames, windows, slips. */
  readonly sdk: RequestHandler
  readonly jquery: RequestHandler
}

export function surfaces(
  parts: AppParts,
  views: Views,
  fault: (error: unknown, req: Request) => void,
): Surfaces {
  const { certify, checkout, clock, dice, journal, lang, merchants } = parts
  const { operations, receipts, settings, stores, token, watch } = parts
  /** The address that was asked for is ours by its own name, too. */
  const allowed_hosts = [...settings.allow_host, reachableHost(settings.host)]
  const withActs = lazilyLoaded(
    async (): Promise<ControlParts> => ({ ...parts, acts: await parts.loadActs() }),
  )
  /** The rows of the control API, which its pages read, too. */
  const rowsOfControl = lazilyLoaded(async () =>
    (await import('./control/rows.ts')).controlRows(await withActs()),
  )
  const { imp_key, imp_secret } = DEFAULT_MERCHANT
  const keys = () => ({ imp_key, imp_secret })
  /** Where a token is asked for, the page that asks for none names no payment. */
  const newest = () => {
    if (token !== null) return null
    const [payment] = parts.payments.read.list({
      merchant: merchants.byDefault().id,
      sorting: '-started',
      limit: 1,
      offset: 0,
    }).list
    return payment ?? null
  }
  const docs = lazyRoutes(async () => {
    const { docsRoutes } = await import('./rest/docs.ts')
    const control = await rowsOfControl()
    const url = () => parts.url()
    return docsRoutes({ rest: operations, control: () => control, url, views, keys, newest, allowed_hosts })
  })
  const control = lazyRoutes(async () => {
    const { controlRouter } = await import('./control/router.ts')
    const { eventStream } = await import('./event-stream.ts')
    const stream = eventStream(journal)
    return controlRouter({ operations: await rowsOfControl(), fault, stream, lang, token, allowed_hosts })
  })
  const dashboard = lazyRoutes(async () => {
    const { dashboardRoutes } = await import('./dashboard/routes.ts')
    return dashboardRoutes({
      ...(await withActs()),
      allowed_hosts,
      control: await rowsOfControl(),
      fault,
      views,
    })
  })
  const slips = {
    partnersOf: (imp_uid: string) => stores.orders.notes(imp_uid, 'partner').map(readPartner),
    cashReceipt: receipts.byTid,
  }
  const sdk = lazyRoutes(async () => {
    const { sdkRoutes } = await import('./sdk/routes.ts')
    const { checkoutRoutes } = await import('./checkout/routes.ts')
    const trusts = (page: string | null) => isTrustedPage(page, settings)
    const now = () => clock.now()
    return express
      .Router()
      .use(sdkRoutes(merchants, dice, views, originOf))
      .use(checkoutRoutes({ checkout, certify, watch, slips, views, now, trusts }))
  })
  const jquery = lazyRoutes(async () => (await import('./capture/jquery.ts')).jqueryRoutes())
  return { docs, control, dashboard, sdk, jquery }
}

/** A line of `POST /partners/receipts` as the order store keeps it. */
function readPartner({ company_name, business_registration_number, amount }: Record<string, unknown>) {
  return {
    company_name: String(company_name),
    business_registration_number: String(business_registration_number),
    amount: Number(amount),
  }
}
