/** Scripts and styles of the checkout's pages: files of ours, because a page lets nothing else run. */
import { Router } from 'express'
import type { Views } from '../core/views.ts'
import { SKIN_PATH } from '../windows/page.ts'

const FILES: Readonly<Record<string, string>> = {
  'checkout.css': 'style/checkout.css',
  'panel.css': 'style/panel.css',
  'small-windows.css': 'style/small-windows.css',
  'ready.css': 'style/ready.css',
  'ready.js': 'browser/ready.js',
  'window.js': 'browser/window.js',
  'close.js': 'browser/close.js',
  'submit.js': 'browser/submit.js',
  'go.js': 'browser/go.js',
}

const HEADERS = {
  'cache-control': 'no-cache',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
}

export function assetRoutes(views: Views): Router {
  const router = Router()

  router.get('/checkout/assets/:file', (req, res, next) => {
    const file = Object.hasOwn(FILES, req.params.file) ? FILES[req.params.file] : undefined
    if (file === undefined) return next()
    res
      .set(HEADERS)
      .type(file.endsWith('.css') ? 'css' : 'js')
      .send(views.source(file))
  })

  /** The colours of a PG, five of them in its address. */
  router.get(`${SKIN_PATH}/:colours.css`, (req, res, next) => {
    const colours = String(req.params.colours).split('-')
    if (colours.length !== NAMES.length || !colours.every((hex) => /^[0-9a-f]{3,8}$/i.test(hex)))
      return next()
    const rules = NAMES.map((name, i) => `--${name}:#${colours[i]}`).join(';')
    res.set(HEADERS).type('css').send(`body.window{${rules}}`)
  })
  return router
}

const NAMES = ['color', 'ink', 'accent', 'button', 'button-ink'] as const
