/** Which language a call is answered in: the agent says which one its user writes; otherwise that of the session. */
import type { Lang } from '../core/bilingual.ts'
import type { Json } from './tool.ts'

export const LANG = {
  type: 'string',
  enum: ['ko', 'en'],
  description: 'the language of the answer: the one that your user writes',
} as const

export const langOf = ({ lang }: Json, session: Lang): Lang =>
  lang === 'ko' || lang === 'en' ? lang : session
