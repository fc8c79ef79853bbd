/** The page that says what a long run of fuzzing has shown. */
import type { Progress } from './long.ts'
import { type Found, MOST_CPU_MS } from './run.ts'

const SAYS: Readonly<Record<string, string>> = {
  rest: 'REST API, JSON, form and multipart',
  control: 'control API',
  pages: 'SDK messages, windows, pages, strange addresses',
  files: 'scenario, world and shop files',
}

export function figures({ surfaces, seed, ends }: Progress, found: readonly Found[]): string {
  const rows = Object.entries(surfaces).map(([name, { requests, statuses, slowest }]) => {
    const words = Object.entries(statuses)
      .sort(([, a], [, b]) => b - a)
      .map(([status, count]) => `${status}: ${count.toLocaleString('en')}`)
    const wrong = found.filter(({ chunk }) => chunk.surface === name).length
    return `| ${SAYS[name] ?? name} | ${requests.toLocaleString('en')} | ${wrong} | ${Math.round(slowest.cpu_ms)} | ${words.join(', ')} |`
  })
  const total = Object.values(surfaces).reduce((sum, { requests }) => sum + requests, 0)
  return `<!-- Written by \`npm run fuzz\`. -->

# Fuzzing

\`npm run fuzz\` sends requests that are drawn from the rows of both APIs and from what pages and windows send, and reads files with
mistakes in them: seeded (this run: ${seed}), shrunk when something is wrong, and resumable. Each answer must have the shape of its surface; a
fault of ours, a stack trace, no answer, a refused call of an API that changed something, or more than ${MOST_CPU_MS} ms of CPU for one
request (twice) is wrong. A short run of the same stands in \`npm test\`, with everything that ever failed (\`test/fuzz/corpus.json\`): what a run found has been mended since, and stands there.

| surface | sent | wrong | most CPU of one, ms | answers |
|---|---|---|---|---|
${rows.join('\n')}

${total.toLocaleString('en')} in all; the process would have ended ${ends} times.
`
}
