/** What the machine can do at all: a server of node:http that answers as many bytes and does nothing for it. */
import { createServer } from 'node:http'

const body = JSON.stringify({ code: 0, message: null, response: 'x'.repeat(1500) })

const server = createServer((req, res) => {
  req.resume()
  req.on('end', () => res.writeHead(200, { 'content-type': 'application/json' }).end(body))
})
server.listen(0, '127.0.0.1', () => console.log(`ready http://127.0.0.1:${server.address().port}`))
