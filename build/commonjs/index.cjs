/** `require('iamport-sandbox')` */
'use strict'

const { native, sandboxHere, home, SandboxError } = require('./native.cjs')

const { createSandbox, connectSandbox } = native('./index.js')

exports.SandboxError = SandboxError
exports.createSandbox = (...given) => home(() => createSandbox(...given), sandboxHere)
exports.connectSandbox = (...given) => home(() => connectSandbox(...given), sandboxHere)
