/** Identity verification over REST: reading and erasing a result, and the OTP without a window. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CertifyOrder } from '../../src/index.ts'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { type RestClient, restClient } from '../rest-client.ts'

let sandbox: Sandbox
let rest: RestClient

beforeEach(async () => {
  sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T12:00:00+09:00' })
  rest = await restClient(sandbox)
})
afterEach(() => sandbox.close())

const PERSON = {
  name: '홍길동',
  phone: '010-1234-5678',
  birth: '761107',
  gender_digit: '1',
  carrier: 'SKT',
} as const

/** The six digits of the last text message, as the log tells them. */
function lastOtp(): string {
  const lines = sandbox.events().filter(({ kind }) => kind === 'certification')
  return /\[(\d{6})\]/.exec(lines.at(-1)?.text ?? '')?.[1] ?? ''
}

test('a verified buyer can be read with CI and DI, and without phone and carrier', async () => {
  const { rsp } = await sandbox.certify({ merchant_uid: 'cert_1', person: PERSON, sdk: '1.1.5' })
  expect(rsp).toEqual({
    success: true,
    imp_uid: expect.stringMatching(/^imp_\d{12}$/),
    merchant_uid: 'cert_1',
    pg_provider: 'danal',
    pg_type: 'certification',
  })
  const { code, response } = await rest.get(`/certifications/${rsp!.imp_uid}`)
  expect(code).toBe(0)
  expect(response).toEqual({
    birth: Date.parse('1976-11-07T00:00:00+09:00') / 1000,
    birthday: '1976-11-07',
    certified: true,
    certified_at: Date.parse('2026-01-01T12:00:00+09:00') / 1000,
    foreigner: false,
    foreigner_v2: null,
    gender: 'male',
    imp_uid: rsp!.imp_uid,
    merchant_uid: 'cert_1',
    name: '홍길동',
    origin: null,
    pg_provider: 'danal',
    pg_tid: expect.stringMatching(/^20260101120000\d{10}$/),
    unique_in_site: expect.stringMatching(/^[\w+/]{64}$/),
    unique_key: expect.stringMatching(/^[\w+/]{86}==$/),
  })
})

test('phone and carrier are there once the carriers grant them', async () => {
  sandbox.settings({ certification_phone: true })
  const { rsp } = await sandbox.certify({ person: { ...PERSON, carrier: 'KT_MVNO' } })
  const { response } = await rest.get(`/certifications/${rsp!.imp_uid}`)
  expect(response).toMatchObject({ phone: '01012345678', carrier: 'KT_MVNO' })
})

test('the same person has the same CI and DI again, another person another', async () => {
  const keysOf = async (person: CertifyOrder['person']) => {
    const { rsp } = await sandbox.certify({ person })
    const { unique_key, unique_in_site } = (await rest.get(`/certifications/${rsp!.imp_uid}`)).response
    return [unique_key, unique_in_site]
  }
  const first = await keysOf(PERSON)
  expect(await keysOf({ ...PERSON, phone: '01099998888', carrier: 'LGT' })).toEqual(first)
  const other = await keysOf({ ...PERSON, name: '성춘향', gender_digit: '2' })
  expect(other[0]).not.toBe(first[0])
  expect(other[1]).not.toBe(first[1])
})

test('inicis_unified tells the phone always, never the carrier or a DI, in a pg_tid of its own', async () => {
  const { rsp } = await sandbox.certify({ pg: 'inicis_unified', person: PERSON })
  const { response } = await rest.get(`/certifications/${rsp!.imp_uid}`)
  expect(response).toMatchObject({
    pg_provider: 'inicis_unified',
    pg_tid: expect.stringMatching(/^INISA_INIiasTest20260101120000\d{10}$/),
    phone: '01012345678',
    unique_in_site: null,
    name: '홍길동',
    foreigner_v2: false,
  })
  expect(response).not.toHaveProperty('carrier')
  sandbox.settings({ certification_phone: true })
  expect((await rest.get(`/certifications/${rsp!.imp_uid}`)).response).not.toHaveProperty('carrier')
})

test('danal tells a shop who is a foreigner only with the option for it', async () => {
  const { rsp } = await sandbox.certify({ person: { ...PERSON, gender_digit: '6' } })
  const read = async () => (await rest.get(`/certifications/${rsp!.imp_uid}`)).response
  expect(await read()).toMatchObject({ foreigner: false, foreigner_v2: null, gender: 'female' })
  sandbox.settings({ certification_foreigner: true })
  expect(await read()).toMatchObject({ foreigner: true, foreigner_v2: true })
})

test.each(['cancel', 'close'] as const)('a buyer who does %s stays unknown', async (outcome) => {
  const { rsp, certification } = await sandbox.certify({ outcome, sdk: 'v1' })
  expect(rsp).toMatchObject({ success: false, error_msg: '[결제포기] 사용자가 인증을 취소하셨습니다' })
  expect(rsp).not.toHaveProperty('error_code')
  expect(certification).toMatchObject({ certified: false, certified_at: 0, name: null, unique_key: null })
})

test.each([
  ['wrong_otp', 'OTP_MISMATCH', '인증번호 입력 횟수를 초과하였습니다.'],
  ['timeout', 'TIMEOUT', '인증 시간이 초과되었습니다.'],
] as const)('a verification that fails by %s tells why', async (fail, error_code, error_msg) => {
  const { rsp } = await sandbox.certify({ outcome: { fail } })
  expect(rsp).toMatchObject({ success: false, error_code, error_msg })
})

test('somebody too young for min_age comes back exactly as one who cancelled, until the birthday', async () => {
  const person = { ...PERSON, birth: '20070102', gender_digit: '3' }
  const asked = { person, min_age: 19, merchant_uid: 'c1', m_redirect_url: 'http://shop.example/done' }
  const sameButUid = ({ rsp, redirect_url }: Awaited<ReturnType<typeof sandbox.certify>>) => ({
    rsp: { ...rsp, imp_uid: '' },
    redirect_url: redirect_url?.replace(/imp_\d{12}/, 'imp'),
  })
  for (const device of ['pc', 'mobile'] as const) {
    const young = await sandbox.certify({ ...asked, device, sdk: 'v1', popup: false })
    const cancelled = await sandbox.certify({ ...asked, device, sdk: 'v1', popup: false, outcome: 'cancel' })
    expect(sameButUid(young)).toEqual(sameButUid(cancelled))
    expect(young.rsp).not.toHaveProperty('error_code')
    expect(young.certification).toMatchObject({ certified: false, name: null })
  }
  expect(sandbox.events().map(({ text }) => text)).toContainEqual(expect.stringContaining('만 19세 미만'))
  await sandbox.advance('1 day')
  expect((await sandbox.certify({ person, min_age: 19 })).rsp).toMatchObject({ success: true })
})

test.each([
  ['900131', '1990-01-31', true],
  ['080131', '2008-01-31', false],
  ['251231', '2025-12-31', false],
  ['260102', '1926-01-02', true],
  ['20080131', '2008-01-31', false],
  ['19080131', '1908-01-31', true],
])(
  'birth %s without a gender digit is %s: old enough for min_age 19: %s',
  async (birth, birthday, is_old_enough) => {
    const { rsp, certification } = await sandbox.certify({ person: { birth }, min_age: 19 })
    expect(rsp!.success).toBe(is_old_enough)
    if (is_old_enough) expect(certification).toMatchObject({ birthday, gender: 'male' })
  },
)

test('an erased certification is answered once more, and is gone', async () => {
  const { rsp } = await sandbox.certify({ person: PERSON })
  const path = `/certifications/${rsp!.imp_uid}`
  const erased = await rest.raw('DELETE', path, undefined, { authorization: rest.token })
  expect(erased).toMatchObject({ status: 200, code: 0, response: { name: '홍길동' } })
  expect(await rest.get(path)).toMatchObject({
    status: 404,
    code: -1,
    message: '인증결과가 존재하지 않습니다.',
  })
  const again = await rest.raw('DELETE', path, undefined, { authorization: rest.token })
  expect(again.status).toBe(404)
})

test('an OTP: requested, told by the log, confirmed once', async () => {
  const asked = await rest.post('/certifications/otp/request', {
    ...PERSON,
    birth: '1976-11-07',
    merchant_uid: 'otp_1',
  })
  const { imp_uid } = asked.response
  expect(asked.response).toEqual({ imp_uid: expect.stringMatching(/^imp_\d{12}$/) })
  expect((await rest.get(`/certifications/${imp_uid}`)).response).toMatchObject({
    certified: false,
    certified_at: 0,
    name: null,
    merchant_uid: 'otp_1',
  })
  const path = `/certifications/otp/confirm/${imp_uid}`
  expect(await rest.post(path, {})).toMatchObject({ status: 400, code: -1 })
  const otp = lastOtp()
  const wrong = otp === '000000' ? '000001' : '000000'
  expect(await rest.post(path, { otp: wrong })).toMatchObject({
    status: 400,
    message: '인증번호가 일치하지 않습니다.',
  })
  const confirmed = await rest.post(path, { otp })
  expect(confirmed.response).toMatchObject({
    certified: true,
    name: '홍길동',
    birthday: '1976-11-07',
    gender: 'male',
  })
  expect(await rest.post(path, { otp })).toMatchObject({
    status: 400,
    message: '이미 인증된 본인인증 건입니다.',
  })
})

test('an OTP is too late after three minutes', async () => {
  const { imp_uid } = (await rest.post('/certifications/otp/request', PERSON)).response
  const otp = lastOtp()
  await sandbox.advance('181 s')
  const late = await rest.post(`/certifications/otp/confirm/${imp_uid}`, { otp })
  expect(late).toMatchObject({ status: 400 })
  expect(late.message).toContain('인증 시간이 초과되었습니다.')
})

test('kcp_v2 by its app asks for no OTP', async () => {
  const body = { ...PERSON, pg: 'kcp_v2', verification_method: 'APP' }
  const { imp_uid } = (await rest.post('/certifications/otp/request', body)).response
  const { response } = await rest.post(`/certifications/otp/confirm/${imp_uid}`)
  expect(response).toMatchObject({ certified: true, pg_provider: 'kcp_v2' })
})

test.each([
  ['no name', { name: undefined }, 'name'],
  ['a phone number that is none', { phone: '02-123-4567' }, 'phone'],
  ['the 31st of February', { birth: '900231' }, 'birth'],
  ['a digit of nobody', { gender_digit: '9' }, 'gender_digit'],
  ['an unknown carrier', { carrier: 'KTF' }, 'carrier'],
])('an OTP for %s is refused with 400', async (_what, wrong, parameter) => {
  const refused = await rest.post('/certifications/otp/request', { ...PERSON, ...wrong })
  expect(refused).toMatchObject({ status: 400, code: -1, response: null })
  expect(refused.message).toContain(parameter)
})

test('a merchant with channels but none for verification gets F1001', async () => {
  sandbox.settings({ channels: [{ pg_provider: 'html5_inicis', pg_id: 'INIpayTest', type: 'payment' }] })
  const { rsp, certification } = await sandbox.certify()
  expect(certification).toBeNull()
  expect(rsp).toMatchObject({ success: false, imp_uid: null, error_code: 'F1001' })
})

test('the same seed gives the same ids, codes and CI', async () => {
  const world = async () => {
    const { certification } = await sandbox.certify({ person: PERSON })
    return certification
  }
  const first = await world()
  await sandbox.reset()
  expect(await world()).toEqual(first)
})
