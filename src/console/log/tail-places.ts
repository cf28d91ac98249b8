/** How many pages may follow the log at a time: in all, with one key, and in one session. */
const MAX_TAILS = 200;
export const MAX_OF_KEY = 20;
export const MAX_OF_SESSION = 5;

/** Counts who follows the log, so that nobody takes the places of all others. */
export class TailPlaces {
  readonly #taken = new Set<{ readonly key: string; readonly session: string }>();

  /** Takes a place; returns how to give it back, once however often it is called. null: there is none. */
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
