/** The way of one identity verification through the browser: IMP.certification asks, a window opens, the result goes home. */
import { z } from 'zod'
import type { CertificationFailure } from '../../catalog/certifications/certification-pg.ts'
import { certificationPg } from '../../catalog/certifications/index.ts'
import { Refusal, refusal } from '../../catalog/refusals.ts'
import { has } from '../../catalog/sdk-versions.ts'
import { ageOf, type Certification, OTP_TRIES } from '../../certifications/certification.ts'
import type { Certifications } from '../../certifications/certifications.ts'
import { chooseCertification, chooseCertificationWindow } from '../../choice/certification.ts'
import type { Clock } from '../../core/clock.ts'
import type { Dice } from '../../core/ids.ts'
import { isRecord, read } from '../../core/schema.ts'
import { type Text, text } from '../../kit/steps.ts'
import type { Merchants } from '../../merchants/merchants.ts'
import type { Origin } from '../../payments/order.ts'
import { certificationRedirectUrl } from '../home/certification.ts'
import type { WindowStore } from '../store.ts'
import type { CertificationEnding, CertificationWindow } from '../window.ts'
import { personOf, stepsOf } from './steps.ts'

/** The parameters of IMP.certification. */
export const CertificationParam = z.looseObject({
  pg: z.string().optional(),
  channelKey: z.string().optional(),
  merchant_uid: z.string().optional(),
  min_age: z.number().optional(),
  name: z.string().optional(),
  phone: z.string().optional(),
  carrier: z.string().optional(),
  company: z.string().optional(),
  popup: z.boolean().optional(),
  m_redirect_url: z.string().optional(),
})
export type CertificationParam = z.infer<typeof CertificationParam>

/** What IMP.certification's callback gets. */
export type CertificationRsp = Readonly<Record<string, unknown>> & {
  readonly success: boolean
  readonly imp_uid: string | null
}

export type CertificationOutcome = 'certify' | 'cancel' | 'close' | 'abandon' | { fail: CertificationFailure }

export type CertificationAsked =
  | { window: CertificationWindow; certification: Certification; name: string }
  | { refused: CertificationRsp; reason: Refusal }

export interface CertificationHome {
  readonly certification: Certification
  /** Null when nobody comes home. */
  readonly rsp: CertificationRsp | null
  /** Where the browser goes; null where the result comes by callback, or where there is nowhere to go. */
  readonly redirect_url: string | null
  /** Whether the page that waits for the window may go on. */
  readonly is_over: boolean
}

export interface CertifyParts {
  readonly certifications: Certifications
  readonly windows: WindowStore<CertificationEnding>
  readonly merchants: Merchants
  readonly clock: Clock
  readonly dice: Dice
  readonly refused: (reason: Refusal, merchant_uid: string | null) => void
  readonly ended: (window_id: string) => void
}

export type Certify = ReturnType<typeof createCertify>

export function createCertify({
  certifications,
  windows,
  merchants,
  clock,
  dice,
  refused,
  ended,
}: CertifyParts) {
  /** What happens when a page calls IMP.certification. `frame_pg` is the PG of the frame that it asked through. */
  function request(
    user_code: string,
    frame_pg: string | undefined,
    raw: unknown,
    from: Origin & { origin: string },
  ): CertificationAsked {
    try {
      return openWindow(user_code, frame_pg, readParam(raw), from)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const merchant_uid = isRecord(raw) && typeof raw.merchant_uid === 'string' ? raw.merchant_uid : null
      refused(error, merchant_uid)
      return {
        refused: {
          success: false,
          error_code: error.error_code,
          error_msg: error.message,
          imp_uid: null,
          merchant_uid,
        },
        reason: error,
      }
    }
  }

  function openWindow(
    user_code: string,
    frame_pg: string | undefined,
    param: CertificationParam,
    from: Origin & { origin: string },
  ) {
    const merchant = merchants.byUserCode(user_code)
    if (!merchant) throw refusal('user_code_unknown', { user_code })
    const chosen = chooseCertification(
      param.pg || frame_pg,
      merchant.settings.channels,
      (pg) => pg.windows !== null,
    )
    const { m_redirect_url, popup } = param
    const rule = chooseCertificationWindow(chosen.pg, from.device, from.sdk, { popup, m_redirect_url })
    const takes = chosen.pg.takes_person
    const facts = {
      min_age: (takes && param.min_age) || null,
      company: param.company ?? null,
      name: (takes && param.name) || null,
      phone: (takes && param.phone) || null,
      carrier: (takes && param.carrier) || null,
      m_redirect_url: m_redirect_url || null,
      sdk: from.sdk,
      by_app: false,
    }
    return windows.transaction(() => {
      const { merchant_uid } = param
      const certification = certifications.open(merchant.id, chosen, {
        merchant_uid,
        origin: from.origin,
        facts,
      })
      const id = dice.hex(32, 'certification_window', certification.imp_uid)
      const { imp_uid } = certification
      windows.insert({ id, imp_uid, device: from.device, kind: rule.kind, home: rule.home })
      return { window: windows.byId(id)!, certification, name: rule.name ?? `IMP_${chosen.pg.code}_CERT` }
    })
  }

  function find(window_id: string): CertificationWindow {
    const window = windows.byId(window_id)
    if (!window) throw refusal('window_not_found')
    return window
  }

  /** The window is over. It ends once; a second ending changes nothing. */
  function end(window_id: string, outcome: CertificationOutcome): CertificationHome {
    const window = find(window_id)
    if (window.ended) return home(window_id)
    const certification = certifications.get(window.imp_uid)
    const pg = certificationPg(certification.pg_provider)!
    if (typeof outcome === 'object') {
      const failure = pg.failures[outcome.fail]
      if (!failure) {
        const allowed = Object.keys(pg.failures).join(', ')
        throw refusal('certification_failure_unknown', { code: outcome.fail, allowed })
      }
      const min_age = String(certification.facts.min_age ?? 19)
      const error_msg = failure.message.replace('{min_age}', min_age)
      windows.end(window_id, { ending: 'fail', error_code: failure.code, error_msg })
    } else if (outcome === 'certify') {
      const person = personOf(certification, window.input)
      const { min_age } = certification.facts
      if (min_age !== null && ageOf(person.birthday, clock.now()) < min_age) {
        return end(window_id, { fail: 'under_age' })
      }
      certifications.certify(window.imp_uid, person)
      windows.end(window_id, { ending: 'certify', error_code: null, error_msg: null })
    } else {
      const error_msg = outcome === 'abandon' ? null : pg.cancelled.message
      windows.end(window_id, { ending: outcome, error_code: null, error_msg })
    }
    ended(window_id)
    return home(window_id)
  }

  /** The result: what the page's callback gets, or where its browser goes. */
  function home(window_id: string): CertificationHome {
    const window = find(window_id)
    const certification = certifications.get(window.imp_uid)
    const { ended } = window
    if (ended === null || ended === 'abandon')
      return { certification, rsp: null, redirect_url: null, is_over: false }
    const { m_redirect_url, sdk } = certification.facts
    if (ended === 'close' && window.kind === 'layer' && !has(sdk, 'cert_close')) {
      return { certification, rsp: null, redirect_url: null, is_over: true }
    }
    const rsp = resultOf(window, certification)
    const leaves = window.home === 'redirect' && m_redirect_url !== null
    const redirect_url = leaves ? certificationRedirectUrl(m_redirect_url, rsp) : null
    return { certification, rsp, redirect_url, is_over: true }
  }

  /** A step's form. Answers what is wrong with it, or nothing and goes on. */
  function submit(
    window_id: string,
    step_id: string,
    input: Readonly<Record<string, string>>,
  ): Record<string, Text> {
    const window = find(window_id)
    const certification = certifications.get(window.imp_uid)
    const step = stepsOf(certification)[window.step]
    if (window.ended || step?.id !== step_id) return {}
    const { values, problems } = step.read(input)
    if (Object.keys(problems).length > 0) return problems
    if (step.id === 'otp') return confirm(window, values.otp ?? '')
    try {
      certifications.sendOtp(window.imp_uid, personOf(certification, values))
    } catch (error) {
      if (error instanceof Refusal) return { birth: text(error.message, 'There is no such person.') }
      throw error
    }
    windows.move(window_id, 1, { ...window.input, ...values })
    return {}
  }

  /** Three wrong codes end the window. */
  function confirm(window: CertificationWindow, otp: string): Record<string, Text> {
    const { min_age } = certifications.get(window.imp_uid).facts
    const { person } = certifications.get(window.imp_uid)
    if (min_age !== null && person && ageOf(person.birthday, clock.now()) < min_age) {
      end(window.id, { fail: 'under_age' })
      return {}
    }
    try {
      certifications.confirm(window.imp_uid, otp)
      windows.end(window.id, { ending: 'certify', error_code: null, error_msg: null })
      ended(window.id)
      return {}
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.name === 'certification_otp_expired') end(window.id, { fail: 'timeout' })
      else if (certifications.get(window.imp_uid).otp_wrong >= OTP_TRIES)
        end(window.id, { fail: 'wrong_otp' })
      return { otp: text(error.message, 'The code is wrong.') }
    }
  }

  /** Back to who somebody is: the next code is another one. */
  function back(window_id: string): void {
    const window = find(window_id)
    if (!window.ended) windows.move(window_id, 0, window.input)
  }

  return { request, find, end, home, submit, back, certifications, windows }
}

function resultOf(window: CertificationWindow, certification: Certification): CertificationRsp {
  const { imp_uid, merchant_uid, pg_provider } = certification
  const success = certification.certified_at > 0
  return {
    success,
    ...(success || window.error_code === null ? {} : { error_code: window.error_code }),
    ...(success ? {} : { error_msg: window.error_msg ?? '' }),
    imp_uid,
    merchant_uid,
    pg_provider,
    pg_type: 'certification',
  }
}

function readParam(raw: unknown): CertificationParam {
  const result = read(CertificationParam, raw)
  if ('value' in result) return result.value
  const { parameter, allowed } = result.problem
  throw refusal('order_parameter_invalid', { parameter, why: `(${allowed})` })
}
