/** The code tables in the REST API: card companies and banks. */
import { z } from 'zod'
import { BANKS, CARDS, type Code } from '../catalog/codes.ts'
import { refusal } from '../catalog/refusals.ts'
import { type Operation, operation } from '../core/operation.ts'
import { docs } from '../core/provenance.ts'

const CodeView = z.object({ code: z.string(), name: z.string() })
const document = docs('API document v1; the names are those of the code page and of clients')

export const codeOperations: readonly Operation[] = [
  ...table('cards', 'card_standard_code', 'card companies by the codes of 금융결제원', CARDS, '366'),
  ...table('banks', 'bank_standard_code', 'banks by their three-digit codes', BANKS, '088'),
]

function table(tag: string, parameter: string, what: string, codes: readonly Code[], example: string) {
  return [
    operation({
      method: 'GET',
      path: `/${tag}`,
      statuses: [400, 404],
      tag: 'codes',
      summary: `All ${what}.`,
      returns: z.array(CodeView),
      known: document,
      example: {},
      handle: () => [...codes],
    }),
    operation({
      method: 'GET',
      path: `/${tag}/{${parameter}}`,
      statuses: [400, 404],
      tag: 'codes',
      summary: `One of the ${what}.`,
      params: z.object({ [parameter]: z.string() }),
      returns: CodeView,
      known: document,
      example: { params: { [parameter]: example } },
      handle: ({ params }) => {
        const code = params[parameter] ?? ''
        const found = codes.find((row) => row.code === code)
        if (found) return found
        throw refusal('code_not_found', { code })
      },
    }),
  ]
}
