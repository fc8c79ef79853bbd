/** JUnit XML, for CI: what replays and hunts have in common. */

/** Why a case failed. */
export interface Failure {
  readonly type: string
  readonly message: string
  readonly text: string
}

export interface Case {
  readonly classname: string
  readonly name: string
  readonly seconds: number
  readonly failure: Failure | null
}

/** One suite, of whoever was tested. */
export function junitXml(suite: string, cases: readonly Case[], seconds: number): string {
  const failures = cases.filter(({ failure }) => failure !== null).length
  const counts = `tests="${cases.length}" failures="${failures}" time="${seconds}"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${xml(suite)}" ${counts}>`,
    ...cases.map(caseXml),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

function caseXml({ classname, name, seconds, failure }: Case): string {
  const open = `    <testcase classname="${classname}" name="${xml(name)}" time="${seconds}"`
  if (failure === null) return `${open}/>`
  const { type, message, text } = failure
  return `${open}>\n      <failure type="${xml(type)}" message="${xml(message)}">${xml(text)}</failure>\n    </testcase>`
}

/** Characters that XML 1.0 has no place for vanish. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
