/** A time as people write it into files and calls: ISO, with its offset. */
import { z } from 'zod'
import { parseIso } from './clock.ts'

export const IsoTime = z.string().refine((text) => parseIso(text) !== null, {
  error: 'an ISO time such as 2026-01-01T00:00:00+09:00',
  params: { ko: '2026-01-01T00:00:00+09:00 같은 ISO 시각이어야 합니다.' },
})
