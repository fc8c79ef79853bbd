/**
 * Whole sales, 16 buyers at once: request_pay's call, the window, approval, the webhook at the shop, a token and the look at
 * the payment. Prints `{sales, seconds, trips}`; against a bare server it makes as many round trips of the same sizes.
 */
import { Agent, createServer, request } from 'node:http'

const { url, bare, seconds = 4, buyers = 16, keys, round = 0 } = JSON.parse(process.argv[2])
const agent = new Agent({ keepAlive: true, maxSockets: buyers })
const { hostname, port } = new URL(bare ?? url)

/** The shop: whoever waits for the webhook of a payment is told. */
const waiting = new Map()
const shop = createServer((req, res) => {
  let text = ''
  req.on('data', (chunk) => {
    text += chunk
  })
  req.on('end', () => {
    res.end('ok')
    const { imp_uid, merchant_uid } = JSON.parse(text)
    waiting.get(merchant_uid)?.(imp_uid)
  })
})
await new Promise((resolve) => shop.listen(0, '127.0.0.1', resolve))
const notice_url = `http://127.0.0.1:${shop.address().port}/`
let sales = 0
let trips = 0
const began = performance.now()
await Promise.all(Array.from({ length: buyers }, (_, buyer) => buy(buyer)))
const took = (performance.now() - began) / 1000
console.log(JSON.stringify({ sales, seconds: took, trips }))
agent.destroy()
shop.closeAllConnections()
shop.close()

async function buy(buyer) {
  for (let n = 0; performance.now() - began < seconds * 1000; n++) {
    if (bare) await bareSale(n)
    else await sale(`sale_${round}_${buyer}_${n}`)
    sales++
  }
}

async function sale(merchant_uid) {
  const order = {
    pg: 'html5_inicis',
    pay_method: 'card',
    merchant_uid,
    name: '주문명',
    amount: 14000,
    buyer_tel: '010-1234-5678',
    notice_url,
  }
  const asked = await call('POST', '/checkout/requests', {
    user_code: 'imp00000000',
    frame_pg: '',
    data: order,
    from: 'iamport-sdk',
  })
  const { window } = JSON.parse(asked.text)
  await call('GET', window.url)
  const arrived = new Promise((resolve) => waiting.set(merchant_uid, resolve))
  await call('POST', window.outcome, 'outcome=approve', {
    'content-type': 'application/x-www-form-urlencoded',
  })
  const imp_uid = await arrived
  waiting.delete(merchant_uid)
  const { response } = JSON.parse((await call('POST', '/users/getToken', keys)).text)
  const seen = JSON.parse(
    (await call('GET', `/payments/${imp_uid}`, undefined, { authorization: response.access_token })).text,
  )
  if (seen.response.status !== 'paid' || seen.response.amount !== 14000) throw new Error(JSON.stringify(seen))
}

/** Five calls of the buyer and the shop, and one for the webhook. */
async function bareSale(n) {
  for (let trip = 0; trip < 6; trip++) await call('POST', '/', { n, trip })
}

function call(method, path, body, headers = { 'content-type': 'application/json' }) {
  trips++
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, agent, headers }, (res) => {
      let text = ''
      res.setEncoding('utf8')
      res.on('data', (chunk) => {
        text += chunk
      })
      res.once('end', () =>
        res.statusCode < 400
          ? resolve({ text })
          : reject(new Error(`${method} ${path}: ${res.statusCode} ${text.slice(0, 300)}`)),
      )
    })
    sent.once('error', reject)
    sent.end(body === undefined || typeof body === 'string' ? body : JSON.stringify(body))
  })
}
