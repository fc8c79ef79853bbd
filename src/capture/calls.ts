/** Which captured names were called, and how often: what `run` says at its end, so that a shop that escaped is seen. */
import { API_HOSTS, nameOf, SERVICE_HOSTS, surfaceOf } from './hosts.ts'

export type Calls = ReturnType<typeof createCalls>

/** `tell`: for a line to people, as soon as a host is refused for the first time. */
export function createCalls(tell: (line: string) => void = () => {}) {
  const counts = new Map<string, number>()
  const refused = new Set<string>()
  /** The sandbox's own address, which programs use that know of it. */
  let own = 0

  return {
    refused(host: string): void {
      if (refused.has(host)) return
      refused.add(host)
      tell(`--offline으로 막은 호스트: ${host} (열려면 --allow ${host})`)
    },

    refusedHosts: (): string[] => [...refused],

    count(host: string | undefined): void {
      if (surfaceOf(host) === 'own') own += 1
      else counts.set(nameOf(host), (counts.get(nameOf(host)) ?? 0) + 1)
    },

    /** Lines for people; none where nothing was to be captured because the program knows the sandbox. */
    lines(): string[] {
      const called = [...counts].map(([host, n]) => `${host} ${n}회`)
      const missed = [...SERVICE_HOSTS, ...API_HOSTS].filter((host) => !counts.has(host))
      if (called.length === 0) return own > 0 ? [] : [NONE]
      return [`가로챈 호출: ${called.join(', ')}; 부르지 않은 이름: ${missed.join(', ') || '없음'}`]
    },
  }
}

const NONE =
  '가로챈 호출이 없습니다: 명령이 api, service, cdn.iamport.kr을 한 번도 부르지 않았거나 가로채지 못하는 클라이언트입니다 (`iamport-sandbox doctor`).'
