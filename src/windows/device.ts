/** Which device a browser is on. */
import type { Device } from '../kit/steps.ts'

/** iamport's own test for a phone (SDK source): iPhone, iPad, iPod, Android, or Mobile in the user agent. */
export function deviceOf(user_agent: string): Device {
  return /iPhone|iPad|iPod|Android|Mobile/i.test(user_agent) ? 'mobile' : 'pc'
}
