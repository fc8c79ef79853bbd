/**
 * What this package is, for whoever requires it: its one ES module, loaded by Node itself.
 *
 * Jest gives each test file a world of its own: its own `Error` and `Object`, a `require` that knows no ES modules, timers that may
 * be fake, a `fetch` that may be a mock. A module that is loaded past it keeps Node's own, is loaded once for all test files of a
 * worker, and works in jsdom, too. What comes out of it is made anew of the objects of the test's world, so that `toStrictEqual` and
 * `toBeInstanceOf(Error)` hold.
 */
'use strict'

const { types } = require('node:util')
const { runInThisContext } = require('node:vm')

/** Jest answers `process.getBuiltinModule` with a module system of its own, too; this is that of Node. */
const { createRequire } = runInThisContext('process').getBuiltinModule('module')

const is_at_home = Object === runInThisContext('Object')

/** The exports of an ES module beside this file. */
function native(file) {
  try {
    return createRequire(__filename)(file)
  } catch (error) {
    if (error.code !== 'ERR_REQUIRE_ESM') throw error
    throw new Error(
      `require('iamport-sandbox') needs Node 20.19, 22.12 or later; this is ${process.version}. Use import() instead.`,
    )
  }
}

const { SandboxError: NativeError } = native('./index.js')

/** The same error for the `instanceof` of this world. */
const SandboxError = is_at_home ? NativeError : class SandboxError extends Error {}

/** A sandbox whose members answer, and throw, objects of this world. */
function sandboxHere(object) {
  if (is_at_home) return object
  const wrap = (name) => {
    const value = home(
      () => Reflect.get(object, name),
      (own) => own,
    )
    // A listener for supertest: what it is given and answers are Node's own.
    if (typeof value !== 'function' || name === 'app') return value
    return (...given) => home(() => value(...given))
  }
  return new Proxy(
    {},
    {
      get: (_target, name) => wrap(name),
      has: (_target, name) => name in object,
      ownKeys: () => Reflect.ownKeys(object),
      getOwnPropertyDescriptor: (_target, name) =>
        name in object
          ? { value: wrap(name), enumerable: true, configurable: true, writable: false }
          : undefined,
    },
  )
}

/** What a call answers, or what its promise will, as an object of this world. */
function home(work, asHere = copy) {
  try {
    const answer = work()
    if (!types.isPromise(answer)) return asHere(answer)
    return new Promise((resolve, reject) => {
      answer.then(
        (value) => resolve(asHere(value)),
        (error) => reject(asError(error)),
      )
    })
  } catch (error) {
    throw asError(error)
  }
}

/** Lists and plain objects, made anew; everything else as it is. */
function copy(value) {
  if (Array.isArray(value)) return Array.from(value, copy)
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, copy(one)]))
}

function isPlain(value) {
  const prototype = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function asError(error) {
  if (is_at_home || !types.isNativeError(error) || error instanceof Error) return error
  const same = error instanceof NativeError ? new SandboxError(error.message) : new Error(error.message)
  for (const name of Object.getOwnPropertyNames(error))
    Object.defineProperty(same, name, Object.getOwnPropertyDescriptor(error, name))
  return same
}

module.exports = { native, sandboxHere, home, SandboxError }
