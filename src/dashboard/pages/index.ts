/** The pages of the dashboard, in the order of the navigation. */
import type { Page } from '../page.ts'
import { data } from './data.ts'
import { faults } from './faults.ts'
import { home } from './home.ts'
import { payment } from './payment.ts'
import { payments } from './payments.ts'
import { requests } from './requests.ts'
import { settings } from './settings.ts'
import { webhooks } from './webhooks.ts'

export const PAGES: readonly Page[] = [home, payments, payment, webhooks, requests, faults, data, settings]
