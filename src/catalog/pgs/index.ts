/** Every PG, one file each. The first one is the default PG of a merchant who configured none. */
import type { Pg } from '../pg.ts'
import { alipay } from './alipay.ts'
import { bluewalnut } from './bluewalnut.ts'
import { chai } from './chai.ts'
import { danal } from './danal.ts'
import { danal_tpay } from './danal_tpay.ts'
import { daou } from './daou.ts'
import { eximbay } from './eximbay.ts'
import { galaxia } from './galaxia.ts'
import { html5_inicis } from './html5_inicis.ts'
import { hyphen } from './hyphen.ts'
import { inicis } from './inicis.ts'
import { inicis_jp } from './inicis_jp.ts'
import { inicis_unified } from './inicis_unified.ts'
import { jtnet } from './jtnet.ts'
import { kakao } from './kakao.ts'
import { kakaopay } from './kakaopay.ts'
import { kcp } from './kcp.ts'
import { kcp_billing } from './kcp_billing.ts'
import { kcp_quick } from './kcp_quick.ts'
import { kicc } from './kicc.ts'
import { kicc_v2 } from './kicc_v2.ts'
import { kpn } from './kpn.ts'
import { ksnet } from './ksnet.ts'
import { mobilians } from './mobilians.ts'
import { mobilians_v2 } from './mobilians_v2.ts'
import { moneytree } from './moneytree.ts'
import { naverco } from './naverco.ts'
import { naverpay } from './naverpay.ts'
import { nice } from './nice.ts'
import { nice_v2 } from './nice_v2.ts'
import { payco } from './payco.ts'
import { payletter } from './payletter.ts'
import { payletter_global } from './payletter_global.ts'
import { paymentwall } from './paymentwall.ts'
import { paypal } from './paypal.ts'
import { paypal_v2 } from './paypal_v2.ts'
import { payple } from './payple.ts'
import { settle } from './settle.ts'
import { settle_acc } from './settle_acc.ts'
import { settle_firm } from './settle_firm.ts'
import { shinhan } from './shinhan.ts'
import { smartro } from './smartro.ts'
import { smartro_v2 } from './smartro_v2.ts'
import { smilepay } from './smilepay.ts'
import { syrup } from './syrup.ts'
import { toss_brandpay } from './toss_brandpay.ts'
import { tosspay } from './tosspay.ts'
import { tosspay_v2 } from './tosspay_v2.ts'
import { tosspayments } from './tosspayments.ts'
import { uplus } from './uplus.ts'
import { welcome } from './welcome.ts'

export const PGS: readonly Pg[] = [
  html5_inicis,
  inicis,
  inicis_unified,
  uplus,
  tosspayments,
  kcp,
  kcp_billing,
  kcp_quick,
  nice,
  nice_v2,
  jtnet,
  kicc,
  kicc_v2,
  kakao,
  kakaopay,
  danal,
  danal_tpay,
  mobilians,
  mobilians_v2,
  payco,
  paypal,
  paypal_v2,
  eximbay,
  alipay,
  settle,
  settle_acc,
  settle_firm,
  smilepay,
  bluewalnut,
  chai,
  tosspay,
  tosspay_v2,
  naverpay,
  naverco,
  smartro,
  smartro_v2,
  daou,
  ksnet,
  welcome,
  galaxia,
  toss_brandpay,
  paymentwall,
  payletter,
  payletter_global,
  inicis_jp,
  syrup,
  payple,
  shinhan,
  hyphen,
  kpn,
  moneytree,
]

/** The PG of a merchant who configured none. */
export const DEFAULT_PG = html5_inicis.code

/** The PG of a billing key in seed data that names none. */
export const DEFAULT_KEY_PG = nice.code

/** A PG by its code; undefined for a word that is none. */
export function pgByCode(code: string): Pg | undefined {
  return PGS.find((pg) => pg.code === code)
}
