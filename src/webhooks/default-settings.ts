/** How webhooks of a new shop go. */
export const DEFAULT_WEBHOOKS = {
  webhook_retries: false,
  webhook_order: 'at_once',
  webhook_delay_ms: 0,
  webhook_headers: {},
  webhook_vendor_address: false,
  webhook_verify_tls: true,
  webhook_rewrites: [] as never[],
} as const
