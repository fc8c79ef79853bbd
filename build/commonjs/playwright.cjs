/** `require('iamport-sandbox/playwright')` */
'use strict'

const { native } = require('./native.cjs')

module.exports = native('./playwright.js')
