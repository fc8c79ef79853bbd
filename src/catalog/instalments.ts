/** Instalments by card: what they need (docs, request_pay, display.card_quota). */

/** Instalments need 50,000 won; what another currency needs, only the PG's own list says. Minor units. */
export function allowsInstalments(amount: number, currency: string): boolean {
  return currency === 'KRW' && amount >= LEAST_WON
}

const LEAST_WON = 50_000

/** How a PG refuses them that has no words of its own. */
export const NO_INSTALMENTS = { code: '8007', message: '5만원 미만 할부 불가' }
