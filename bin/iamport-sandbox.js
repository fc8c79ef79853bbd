#!/usr/bin/env node
import module from 'node:module'

// From the second start on, Node (22.8 and later) takes what it compiled the first time.
module.enableCompileCache?.()
const { main } = await import('../dist/cli.js')
await main(process.argv.slice(2))
