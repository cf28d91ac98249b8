import type { FoundContent } from '../found-content.ts';

/** The names of the calls of one stream. Some servers say the name of a call again in each event: said again, it is no new text. */
export class KnownNames {
  readonly #names = new Map<string, string>();

  /** Takes out of an event what it only says again. */
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
