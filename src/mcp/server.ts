/** The MCP server: tools are listed and called, over stdio. What the protocol is stands in its official SDK. */
import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js'
import type { Lang } from '../core/bilingual.ts'
import { nearest } from '../core/nearest.ts'
import { packageVersion } from '../core/package.ts'
import { type Ask, type Tool, ToolError } from './tool.ts'

export interface ServerParts {
  readonly tools: readonly Tool[]
  readonly ask: Ask
  readonly lang: Lang
  /** Of what is no mistake of the caller's: for stderr. */
  readonly fault: (error: unknown) => void
}

const INSTRUCTIONS = `A local iamport (아임포트, PortOne V1) for development: payments, PG windows, REST API and webhooks are simulated, no money moves.
Begin with why_no_webhook, what_happened or what_is_wrong; they answer in words. Pay as a shopper with post_payments, then see what the shop did with get_webhooks and get_requests; turn time with post_clock.
The other tools are the rows of the sandbox's control API. Amounts are in won. Give lang the language that your user writes.`

/** Serves until the client closes the pipe. */
export async function serveTools({ tools, ask, lang, fault }: ServerParts): Promise<void> {
  const server = new Server(
    { name: 'iamport-sandbox', version: packageVersion() },
    { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
  )
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map(({ name, description, inputSchema, annotations }) => ({
      name,
      description,
      inputSchema: { ...inputSchema, type: 'object' as const },
      annotations,
    })),
  }))
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    const { name, arguments: args = {}, _meta } = params
    const progress = (done: number, total: number, message: string) => {
      const progressToken = _meta?.progressToken
      if (progressToken === undefined) return
      const told = { progressToken, progress: done, total, message }
      extra.sendNotification({ method: 'notifications/progress', params: told }).catch(fault)
    }
    try {
      return said(await toolNamed(tools, name).call(args, { ask, lang, progress }))
    } catch (error) {
      if (!(error instanceof ToolError)) fault(error)
      return { ...said(error instanceof Error ? error.message : String(error)), isError: true }
    }
  })
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve
    process.stdin.once('end', resolve)
  })
  await server.connect(new StdioServerTransport())
  await closed
  await server.close()
}

const said = (text: string) => ({ content: [{ type: 'text' as const, text }] })

function toolNamed(tools: readonly Tool[], name: string): Tool {
  const found = tools.find((tool) => tool.name === name)
  if (found) return found
  const similar = nearest(
    name,
    tools.map((tool) => tool.name),
  )
  throw new ToolError(`there is no tool ${name}${similar ? `; did you mean ${similar}?` : ''}`)
}
