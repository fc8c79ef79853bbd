/** Which captured names were called, and how often: what `run` says at its end, so that a shop that escaped is seen. */
import { type Bilingual, say } from '../core/bilingual.ts'
import { API_HOSTS, nameOf, SERVICE_HOSTS, surfaceOf } from './hosts.ts'

export type Calls = ReturnType<typeof createCalls>

/** `tell`: for a line to people, as soon as a host is refused for the first time. */
export function createCalls(tell: (line: Bilingual) => void = () => {}) {
  const counts = new Map<string, number>()
  const refused = new Set<string>()
  /** The sandbox's own address, which programs use that know of it. */
  let own = 0

  return {
    refused(host: string): void {
      if (refused.has(host)) return
      refused.add(host)
      tell(
        say(
          `--offline으로 막은 호스트: ${host} (열려면 --allow ${host})`,
          `refused by --offline: ${host} (--allow ${host} opens it)`,
        ),
      )
    },

    refusedHosts: (): string[] => [...refused],

    count(host: string | undefined): void {
      if (surfaceOf(host) === 'own') own += 1
      else counts.set(nameOf(host), (counts.get(nameOf(host)) ?? 0) + 1)
    },

    /** Lines for people; none where nothing was to be captured because the program knows the sandbox. */
    lines(): Bilingual[] {
      const missed = [...SERVICE_HOSTS, ...API_HOSTS].filter((host) => !counts.has(host))
      if (counts.size === 0) return own > 0 ? [] : [NONE]
      const called = (times: string) => [...counts].map(([host, n]) => `${host} ${n}${times}`).join(', ')
      return [
        say(
          `가로챈 호출: ${called('회')}; 호출하지 않은 이름: ${missed.join(', ') || '없음'}`,
          `Captured calls: ${called('')}; names that were not called: ${missed.join(', ') || 'none'}`,
        ),
      ]
    },
  }
}

const NONE = say(
  '가로챈 호출이 없습니다: 명령이 api, service, cdn.iamport.kr을 한 번도 호출하지 않았거나 가로채지 못하는 클라이언트입니다 (`iamport-sandbox doctor`).',
  'No call was captured: the command called none of api, service and cdn.iamport.kr, or its client cannot be captured (`iamport-sandbox doctor`).',
)
