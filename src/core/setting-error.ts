/** A setting that cannot be used; its message names the setting and what is allowed. */
import { BilingualError } from './bilingual.ts'

export class SettingError extends BilingualError {}
