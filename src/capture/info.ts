/** What is told of a running capture to whoever opens a browser or prints variables for it. */
export interface CaptureInfo {
  readonly tls_port: number
  readonly proxy_port: number
  /** The public key of the CA, as Chromium's `--ignore-certificate-errors-spki-list` takes it. */
  readonly spki: string
  readonly ca_file: string
  /** Whether nothing but captured names and this network may be reached. */
  readonly offline: boolean
}
