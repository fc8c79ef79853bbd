/** iamport-sandbox for programs: a local iamport in one call. Nothing else of the package is promised. */
export { connectSandbox } from './library/connect-sandbox.ts'
export type { ConnectedSandbox, ConnectOptions } from './library/connected.ts'
export { createSandbox } from './library/create-sandbox.ts'
export {
  type CertifyOrder,
  type EndResult,
  type Leftovers,
  type PaymentFilter,
  type PaymentNamed,
  type PayOrder,
  type PayResult,
  type RefusedOrder,
  type Sandbox,
  SandboxError,
  type SandboxOptions,
  type SandboxPayment,
  type WebhookFilter,
} from './library/sandbox-api.ts'
export type { WorldFile } from './world/schema.ts'
