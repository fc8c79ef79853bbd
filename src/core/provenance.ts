/** How we know a fact about iamport. The reference pages print it, and the hint header says when an answer was assumed. */

export interface Provenance {
  readonly how: 'manual' | 'docs' | 'observed' | 'assumed'
  /** Where it can be read, or why it was assumed. */
  readonly source: string
}

/** The iamport manual of the SDK 1.1.5 era. */
export const manual = (section: string): Provenance => ({ how: 'manual', source: section })
/** The vendor's later documents: developer pages, API document, error code sheets. */
export const docs = (source: string): Provenance => ({ how: 'docs', source })
/** Seen in the real service's answers, in clients' tests, or in the SDK's own source. */
export const observed = (source: string): Provenance => ({ how: 'observed', source })
/** Found in no source: what a user would expect. */
export const assumed = (why: string): Provenance => ({ how: 'assumed', source: why })
