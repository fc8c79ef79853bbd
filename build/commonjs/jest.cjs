/** `require('iamport-sandbox/jest')`: the hooks and `expect` are those of the test file. */
'use strict'

const { native, sandboxHere } = require('./native.cjs')

const { matchers, useSandboxIn } = native('./jest.js')

exports.matchers = matchers
exports.useSandbox = (options) => sandboxHere(useSandboxIn(globalThis, options))
