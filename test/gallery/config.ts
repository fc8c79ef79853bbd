/** Vitest runs TypeScript as it is, so the gallery is one more run of it, apart from the tests. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [process.env.PICTURE ? 'test/gallery/picture.ts' : 'test/gallery/{gallery,dashboard}.ts'],
    env: { LANG: 'C.UTF-8' },
  },
})
