/** The words of windows under one name: `import * as w from '../../kit/index.ts'`. */
export * from './auth-steps.ts'
export * from './billing-steps.ts'
export * from './fields.ts'
export * from './hub-steps.ts'
export * from './languages.ts'
export * from './steps.ts'
export * from './wallet-steps.ts'
