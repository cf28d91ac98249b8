import { byteCueScan } from './byte-cue-scan.ts';
import { type Found, isAt, type Phrase, rarestWindow } from './cue-phrases.ts';
import { nextCharacterHit, WindowTable, windowBefore } from './window-table.ts';

/**
 * Finds out cheaply whether a text holds any of a set of phrases: the first pass over every response, and for most of
 * them the only one. Texts in Latin script are read as bytes (`byte-cue-scan.ts`). For others a loop hashes the four
 * characters that end at each position and looks into a table; what hits is compared exactly.
 */
export type CueScan<Tag> = (text: string, found: Found<Tag>) => boolean;

/** Phrases are lower case and at least four characters long; the text is read without regard to ASCII case. */
export function cueScan<Tag>(phrases: readonly (readonly [phrase: string, tag: Tag])[]): CueScan<Tag> {
  const scanBytes = byteCueScan(phrases);
  const table = new WindowTable<Phrase<Tag>>();
  for (const [text, tag] of phrases) {
    const end = rarestWindow(text)!;
    table.add(windowBefore(text, end), { text, end, tag });
  }
  return (text, found) => {
    const inBytes = scanBytes(text, found);
    if (inBytes !== null) return inBytes;
    for (
      let i = nextCharacterHit(table.bits, text, 0);
      i < text.length;
      i = nextCharacterHit(table.bits, text, i + 1)
    ) {
      for (const phrase of table.phrasesOf(windowBefore(text, i + 1))) {
        const at = i + 1 - phrase.end;
        if (at >= 0 && isAt(text, at, phrase.text) && found(at, phrase.tag)) return true;
      }
    }
    return false;
  };
}
