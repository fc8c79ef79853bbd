/** The kinds of reports of a hunt. */
export const HUNT_REPORTS = ['text', 'json', 'junit'] as const
export type HuntReport = (typeof HUNT_REPORTS)[number]
