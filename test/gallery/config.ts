/** Vitest runs TypeScript as it is, so the gallery is one more run of it, apart from the tests. */
import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { include: ['test/gallery/gallery.ts', 'test/gallery/dashboard.ts'] } })
