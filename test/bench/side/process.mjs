/** Processes of the bench: started, looked at, and ended. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { fileURLToPath } from 'node:url'

export const here = (file) => fileURLToPath(new URL(file, import.meta.url))

/**
 * Starts a server. `ready` says its address when its output has it, or is the address itself.
 * Answers how long it took to say that it is ready, and to answer the first request.
 */
export async function start(args, { ready, path = '/', env = {}, cwd } = {}) {
  const began = performance.now()
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  let text = ''
  const said = new Promise((resolve) => {
    child.stdout.on('data', (chunk) => {
      if (text.length < 100_000) text += chunk
      const found = ready instanceof RegExp ? ready.exec(text)?.[1] : null
      if (found) resolve(found)
    })
  })
  const url =
    typeof ready === 'string' ? ready : await Promise.race([said, ended.then(() => fail(args, text))])
  const ready_ms = performance.now() - began
  while (!(await answers(url + path))) if (performance.now() - began > 30_000) fail(args, text)
  const first_ms = performance.now() - began
  return {
    url,
    ready_ms: typeof ready === 'string' ? first_ms : ready_ms,
    first_ms,
    pid: child.pid,
    megabytes: () => megabytes(child.pid),
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

function fail(args, text) {
  throw new Error(`${args.join(' ')} did not start: ${text.slice(-500)}`)
}

function answers(url) {
  return new Promise((resolve) => {
    const sent = request(url, { agent: false }, (res) => res.resume().once('end', () => resolve(true)))
    sent.once('error', () => setTimeout(resolve, 2, false))
    sent.end()
  })
}

/** Memory of a process as the system counts it. */
export function megabytes(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024
  } catch {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024
  }
}

/** Runs the load of load.mjs; answers what it printed. */
export async function load(spec) {
  const child = spawn(process.execPath, [here('load.mjs'), JSON.stringify(spec)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.on('data', (chunk) => {
    text += chunk
  })
  await once(child, 'close')
  const result = JSON.parse(text)
  if (result.wrong > 0)
    throw new Error(
      `${spec.url}: ${result.wrong} of ${result.count} answers are wrong, e.g. ${result.wrongs}`,
    )
  return { ...result, rate: result.count / result.seconds }
}

/** Milliseconds of a command from its start to its end. */
export async function command(args, options = {}) {
  const began = performance.now()
  const child = spawn(process.execPath, args, { stdio: 'ignore', ...options })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`)
  return performance.now() - began
}

export async function post(url, body, headers = {}, method = 'POST') {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`)
  return response.json()
}

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
