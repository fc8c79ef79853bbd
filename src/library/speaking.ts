/** Whatever goes wrong in a member goes out as a SandboxError, in the language of its sandbox. */
import { BilingualError, inLang, type Lang, langOfEnvironment, say } from '../core/bilingual.ts'
import { SandboxError } from './sandbox-api.ts'

/** The option `lang`, or else the language of this process, as on the command line. */
export function readerOf({ lang }: { readonly lang?: Lang | undefined }): Lang {
  return lang === 'ko' || lang === 'en' ? lang : langOfEnvironment(process.env)
}

/** What was given wrongly, for whoever called: `speaking` says it. */
export const told = (ko: string, en: string): BilingualError => new BilingualError(say(ko, en))

/** Does some work; what is wrong in two languages is said in one. Errors of settings, worlds and acts go out under our own name. */
export function speaking<T>(lang: Lang, work: () => T): T {
  const fail = (error: unknown): never => {
    throw error instanceof BilingualError ? new SandboxError(inLang(error.said, lang)) : error
  }
  try {
    const result = work()
    return result instanceof Promise ? (result.catch(fail) as T) : result
  } catch (error) {
    return fail(error)
  }
}

/** The same members, each call of which is made by `call`. Facts and getters stay as they are. */
export function throughout<Members extends object>(
  members: Members,
  call: (name: string, work: () => unknown) => unknown,
): Members {
  const made = Object.defineProperties({}, Object.getOwnPropertyDescriptors(members)) as Members
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(members))) {
    if (typeof value !== 'function') continue
    const member = (...args: unknown[]): unknown => call(name, () => Reflect.apply(value, members, args))
    Object.defineProperty(made, name, { value: member, enumerable: true })
  }
  return made
}
