/**
 * The other side of the wire, in a process of its own: many connections that stay open, one request after the other on each.
 * Plain sockets, so that what sends costs less than what answers. Prints `{count, seconds, p50_ms, p99_ms, wrong}`.
 *
 * `{n}` in a path or a body is the number of the request; `{id}` one of the given ids.
 */
import { connect } from 'node:net'

const {
  url,
  connections = 16,
  seconds = 3,
  count = Infinity,
  requests,
  ids = [''],
  first = 0,
} = JSON.parse(process.argv[2])
const { hostname, port } = new URL(url)
const times = []
let wrong = 0
let wrongs = ''
let n = first
let done = 0
const began = performance.now()
const isOver = () => done >= count || performance.now() - began > seconds * 1000

await Promise.all(Array.from({ length: connections }, () => connection()))
const took = (performance.now() - began) / 1000
times.sort((a, b) => a - b)
const at = (share) => times[Math.floor(times.length * share)]
console.log(
  JSON.stringify({ count: done, seconds: took, p50_ms: at(0.5), p99_ms: at(0.99), wrong, wrongs, next: n }),
)

function connection() {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname)
    socket.setNoDelay(true)
    let text = ''
    let sent_at = 0
    const send = () => {
      if (isOver()) {
        socket.end()
        resolve()
        return
      }
      sent_at = performance.now()
      socket.write(message(n++))
    }
    socket.on('connect', send)
    socket.on('error', reject)
    socket.setEncoding('latin1')
    socket.on('data', (chunk) => {
      text += chunk
      const length = whole(text)
      if (length === null) return
      if (done % 7 === 0) times.push(performance.now() - sent_at)
      if (text.charCodeAt(9) !== 50) {
        wrong++
        wrongs ||= text.slice(0, 400)
      }
      done++
      text = text.slice(length)
      send()
    })
  })
}

function message(number) {
  const { method = 'GET', path, headers = {}, body = '' } = requests[number % requests.length]
  const fill = (part) => part.replaceAll('{n}', number).replaceAll('{id}', ids[number % ids.length])
  const payload = fill(body)
  const lines = Object.entries({ host: `${hostname}:${port}`, ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  if (payload) lines.push(`content-length: ${Buffer.byteLength(payload)}`)
  return `${method} ${fill(path)} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${payload}`
}

/** How long the first answer in a text is; null while it is not all there. */
function whole(text) {
  const head = text.indexOf('\r\n\r\n')
  if (head < 0) return null
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, head + 2))
  if (length) return text.length >= head + 4 + Number(length[1]) ? head + 4 + Number(length[1]) : null
  const end = text.indexOf('\r\n0\r\n\r\n', head)
  return end < 0 ? null : end + 7
}
