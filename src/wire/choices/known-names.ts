import type { FoundContent } from '../found-content.ts';

/**
 * The names of the calls of one stream. Some servers repeat the name of a call in each event; a repeated name is not
 * new text.
 */
export class KnownNames {
  readonly #names = new Map<string, string>();

  /** Removes the repeated names from an event. */
  pass(found: FoundContent): void {
    for (let i = found.pieces.length - 1; i >= 0; i -= 1) {
      const { choice, channel, part, text } = found.pieces[i]!;
      if (channel !== 'tool' || !part.endsWith('.name')) continue;
      const key = `${choice} ${part}`;
      const known = this.#names.get(key) ?? '';
      if (known === text) found.drop(i);
      else this.#names.set(key, known + text);
    }
  }
}
