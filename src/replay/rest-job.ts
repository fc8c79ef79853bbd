/** A job of the shop that calls the REST API, with a token and over HTTP: the replay in the shop’s place. */

import type { Scene } from './scene.ts'
import { pick } from './shop.ts'

/** Answers the `code` of the envelope. */
export async function callRest(scene: Scene, method: string, path: string, body: unknown): Promise<number> {
  const { imp_key, imp_secret } = scene.instance().merchants.byDefault()
  scene.is_replay_calling = true
  try {
    const token = await request(scene, 'POST', '/users/getToken', { imp_key, imp_secret }, '')
    const access_token = String(pick(token, 'response.access_token') ?? '')
    return Number(pick(await request(scene, method, path, body, access_token), 'code'))
  } finally {
    scene.is_replay_calling = false
  }
}

async function request(
  { stage }: Scene,
  method: string,
  path: string,
  body: unknown,
  authorization: string,
): Promise<unknown> {
  const is_read = method === 'GET'
  const response = await fetch(`${stage.url}${path}`, {
    method,
    headers: { authorization, ...(is_read ? {} : { 'content-type': 'application/json' }) },
    ...(is_read ? {} : { body: JSON.stringify(body ?? {}) }),
  })
  return response.json()
}
