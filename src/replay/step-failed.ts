/** A step that makes no sense where it stands. */
import { BilingualError } from '../core/bilingual.ts'

export class StepFailed extends BilingualError {}
