/** iamport-sandbox for programs: a local iamport in one call. Nothing else of the package is promised. */
export { createSandbox, type Sandbox, type SandboxOptions } from './create-sandbox.ts'
