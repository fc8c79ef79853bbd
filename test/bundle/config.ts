/**
 * `npm run test:dist`: all tests once more, on the code of the bundle in the place of the sources. Left out are the few that
 * replace a module by another, which a bundle has not got any more.
 */
import { dirname, join, resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import sources, { ALONE } from '../../vitest.config.ts'

const SRC = resolve(import.meta.dirname, '../../src')
const MODULES = resolve(import.meta.dirname, '../../node_modules/.cache/modules')

const doorOf = (file: string) =>
  join(
    MODULES,
    `${file
      .slice(SRC.length + 1)
      .replaceAll(/[\\/]/g, '--')
      .replace(/\.ts$/, '')}.js`,
  )

export default defineConfig({
  plugins: [
    {
      name: 'bundle-in-the-place-of-sources',
      enforce: 'pre',
      resolveId(source, importer) {
        if (!importer || !source.startsWith('.')) return null
        const file = resolve(dirname(importer), source)
        return file.startsWith(SRC) && file.endsWith('.ts') ? doorOf(file) : null
      },
    },
  ],
  test: {
    ...sources.test,
    globalSetup: ['test/global-setup.ts', 'test/bundle/setup.ts'],
    projects: [
      {
        extends: true,
        test: { name: 'bundle', include: ['test/**/*.test.ts'], exclude: ALONE, isolate: false },
      },
    ],
  },
})
