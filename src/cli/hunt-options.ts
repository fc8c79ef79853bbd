/** What `hunt` is told on the command line. */
import type { HuntReport } from '../hunt/report-kinds.ts'

export interface HuntOptions {
  target?: string
  shop?: string
  port: string
  runs?: string
  for?: string
  seed?: string
  buyers: string
  shard?: string
  only?: string
  check?: string
  browser?: boolean
  out: string
  retry?: boolean
  report: HuntReport
  timeout: string
}
