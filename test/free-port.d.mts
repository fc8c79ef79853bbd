/** A port that nobody listens on at the moment of asking. */
export function freePort(): Promise<number>
