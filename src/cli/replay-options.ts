/** What `replay` is told on the command line. */
import type { ReportKind } from '../replay/report.ts'

export interface ReplayOptions {
  target?: string
  shop?: string
  port: string
  report: ReportKind
  out?: string
  journal?: string
  timeout: string
  wait?: string | true
  watch?: boolean
  browser?: boolean
  shuffleOrders?: boolean
  maxOrders: string
  diff?: boolean
}

/** Where a shop's addresses stand when --shop names no file. */
export const ADAPTER = 'iamport-shop.yml'
