#!/usr/bin/env node
// From the second start on, Node (22.8 and later) takes what it compiled the first time.
process.getBuiltinModule('node:module').enableCompileCache?.()
const { main } = await import('../dist/cli.js')
await main(process.argv.slice(2))
