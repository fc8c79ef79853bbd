/** Words that the product knows, for drawing. */
import { PAY_METHODS } from '../../src/catalog/methods/index.ts'
import { PGS } from '../../src/catalog/pgs/index.ts'

export const PGS_OF_WINDOWS: readonly string[] = PGS.flatMap((pg) => [pg.code, `${pg.code}.x`])
export const METHODS_OF_WINDOWS: readonly string[] = PAY_METHODS.map(({ code }) => code)
