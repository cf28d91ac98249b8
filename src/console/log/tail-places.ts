/** Maximum number of pages that may follow the log at a time: in total, per key, and per session. */
const MAX_TAILS = 200;
export const MAX_OF_KEY = 20;
export const MAX_OF_SESSION = 5;

/** Counts the followers of the log, so that nobody takes everybody else's place. */
export class TailPlaces {
  readonly #taken = new Set<{ readonly key: string; readonly session: string }>();

  /**
   * Takes a place and returns a function that frees it, which may be called repeatedly. Returns null if no place is
   * free.
   */
  take(key: string, session: string): (() => void) | null {
    const taken = [...this.#taken];
    const ofKey = taken.filter((one) => one.key === key);
    const ofSession = ofKey.filter((one) => one.session === session);
    if (taken.length >= MAX_TAILS || ofKey.length >= MAX_OF_KEY || ofSession.length >= MAX_OF_SESSION) return null;
    const place = { key, session };
    this.#taken.add(place);
    return () => void this.#taken.delete(place);
  }
}
