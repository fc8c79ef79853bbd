/** For the developer: which sum came, and why it is none of its currency. */
import { type Bilingual, say } from '../core/bilingual.ts'
import { toMinor, whyNoSum } from '../core/money.ts'

/** `amount was 0.5: KRW has fewer decimal places.`, `amount was 0 KRW.` */
export function sumWas(name: string, given: number, currency: string): Bilingual {
  if (toMinor(given, currency) !== null) return valueWas(name, `${given} ${currency}`)
  const why = whyNoSum(given, currency)
  return say(`${valueWas(name, given).ko} ${why.ko}.`, `${name} was ${given}: ${why.en}.`)
}

/** Of what is no number at all. */
export const valueWas = (name: string, given: string | number): Bilingual =>
  say(`${name} 값으로 ${given}을(를) 받았습니다.`, `${name} was ${given}.`)
