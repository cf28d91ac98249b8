/** How many pages may follow the log at a time. */
const MAX_TAILS = 200;

/** Counts who follows the log. */
export class TailPlaces {
  #taken = 0;

  /** Takes a place; returns how to give it back, once however often it is called. null: there is none. */
  take(): (() => void) | null {
    if (this.#taken >= MAX_TAILS) return null;
    this.#taken += 1;
    let isTaken = true;
    return () => {
      if (isTaken) this.#taken -= 1;
      isTaken = false;
    };
  }
}
