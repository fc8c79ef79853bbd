/** 네이버페이 찜 (IMP.naver_zzim): a page that shows what was put on the list. Nothing is bought, and nobody comes home. */
import { Router } from 'express'
import { formBody, jsonBody } from '../core/read-body.ts'
import { textOf } from '../core/record.ts'
import { isRecord } from '../core/schema.ts'
import type { Views } from '../core/views.ts'
import { NOT_ASKED, readAsked, sendPage } from './http.ts'

export function zzimRoutes(views: Views): Router {
  const router = Router()

  router.post('/checkout/zzim', jsonBody({ limit: '1mb' }), (req, res) => {
    const asked = readAsked(req, () => true)
    if (!asked) return void res.status(400).json(NOT_ASKED)
    const { naverProducts } = asked.data
    const products: unknown[] = Array.isArray(naverProducts) ? naverProducts : []
    const names = products.map((product) => textOf((isRecord(product) && product.name) || '상품'))
    const query = names.map((name) => `name=${encodeURIComponent(name)}`).join('&')
    const kind = asked.from.device === 'mobile' ? 'redirect' : 'popup'
    res.json({ window: { kind, name: 'IMP_NAVER_ZZIM', silent: true, url: `/checkout/zzim?${query}` } })
  })

  router.all('/checkout/zzim', formBody({ limit: '100kb' }), (req, res) => {
    const { name = [] } = req.query
    sendPage(res, views.render('app/zzim', { names: [name].flat().map(textOf) }))
  })
  return router
}
