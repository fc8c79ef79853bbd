/** iamport-sandbox for programs: a local iamport in one call. Nothing else of the package is promised. */
export { createSandbox } from './library/create-sandbox.ts'
export {
  type CertifyOrder,
  type Leftovers,
  type PaymentFilter,
  type PayOrder,
  type PayResult,
  type Sandbox,
  SandboxError,
  type SandboxOptions,
  type SandboxPayment,
} from './library/sandbox-api.ts'
export type { WorldFile } from './world/schema.ts'
