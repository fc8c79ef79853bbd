/** What a shop writes; `.mts` and `.cts` are copies of it. */
import {
  type ConnectedSandbox,
  connectSandbox,
  createSandbox,
  type PayOrder,
  type Sandbox,
  SandboxError,
  type WorldFile,
} from 'iamport-sandbox'
import type { ImpPg, ImpResult } from 'iamport-sandbox/imp'
import { useSandbox } from 'iamport-sandbox/jest'

const order: PayOrder = { merchant_uid: 'o1', amount: 14000, outcome: 'approve' }
export async function shop(): Promise<void> {
  const sandbox: Sandbox = await createSandbox({ seed: 1 })
  const { rsp, payment } = await sandbox.pay(order)
  await sandbox.deposit(payment)
  const status: 'ready' | 'paid' | 'failed' | 'cancelled' | undefined = payment?.status
  // @ts-expect-error it is known what a payment is
  const wrong: number | undefined = payment?.status
  // @ts-expect-error it is known what an order is
  const bad: PayOrder = { outcome: 'explode' }
  // @ts-expect-error a sum of money is a number
  const sum: PayOrder = { amount: true }
  const far: ConnectedSandbox = await connectSandbox(sandbox.url, { token: 'x' })
  const list: number = (await far.payments()).length
  const result: ImpResult | null = rsp
  const pg: ImpPg = 'html5_inicis'
  const world: WorldFile = sandbox.export()
  console.log(status, wrong, bad, sum, list, pg, result, world, useSandbox, SandboxError)
}
