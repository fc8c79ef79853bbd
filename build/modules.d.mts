/** What tests use of modules.mjs. */
export function writeModules(): Promise<void>
