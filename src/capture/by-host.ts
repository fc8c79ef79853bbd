/** The sandbox as the host it is asked for: by iamport's names there is REST, or the SDK and windows, and nothing of our own. */
import type { RequestHandler } from 'express'
import { type Bilingual, inLang, say } from '../core/bilingual.ts'
import { langOf } from '../core/page-lang.ts'
import { type Surface, surfaceOf } from './hosts.ts'

/** Lets a router answer only where that is there: by these names, and by the sandbox's own. */
export function only(surface: Surface, router: RequestHandler): RequestHandler {
  return (req, res, next) => {
    const asked = surfaceOf(req.get('host'))
    if (asked === surface || asked === 'own') router(req, res, next)
    else next()
  }
}

const NOTHING_HERE: Readonly<Record<Exclude<Surface, 'own' | 'rest'>, Bilingual>> = {
  sdk: say(
    'service.iamport.kr과 cdn.iamport.kr에는 SDK와 결제창만 있습니다. REST API는 api.iamport.kr에 있습니다.',
    'service.iamport.kr and cdn.iamport.kr have the SDK and payment windows alone. The REST API is at api.iamport.kr.',
  ),
  jquery: say(
    'code.jquery.com의 이 파일을 샌드박스가 갖고 있지 않습니다.',
    'The sandbox does not have this file of code.jquery.com.',
  ),
  'checkout-service': say(
    'checkout-service.prod.iamport.co는 벤더의 v1 스크립트가 tosspayments, smartro_v2에서 부르는 내부 서버로, 샌드박스가 흉내 내지 않습니다. cdn.iamport.kr의 v1/iamport.js를 쓰세요.',
    'checkout-service.prod.iamport.co is an inner server that the vendor’s v1 script calls for tosspayments and smartro_v2; the sandbox does not imitate it. Use v1/iamport.js of cdn.iamport.kr.',
  ),
  other: say(
    '샌드박스가 가로채는 이름이 아닙니다: api, static-api, service, cdn.iamport.kr만 대신합니다.',
    'The sandbox does not capture this name: it stands for api, static-api, service and cdn.iamport.kr alone.',
  ),
}

/** What nobody had an answer to by a name that is not our own and that is not REST's, which has its own way to say it. */
export function nothingHere(): RequestHandler {
  return (req, res, next) => {
    const surface = surfaceOf(req.get('host'))
    if (surface === 'own' || surface === 'rest') return next()
    const message = `${inLang(NOTHING_HERE[surface], langOf(req))} (${req.method} ${req.get('host')}${req.path})`
    res
      .status(surface === 'checkout-service' ? 501 : 404)
      .set({ 'access-control-allow-origin': '*' })
      .json({ code: -1, message, response: null })
  }
}
