/** How pages of the dashboard are looked at in each language: Korean on a phone and light, English wide and dark. */
import type { BrowserContextOptions } from 'playwright-core'

export const LOOKS = {
  ko: { locale: 'ko-KR', colorScheme: 'light', viewport: { width: 390, height: 844 } },
  en: { locale: 'en-US', colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
} as const satisfies Record<'ko' | 'en', BrowserContextOptions>
