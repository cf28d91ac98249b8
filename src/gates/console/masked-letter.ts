import { readResponse } from '../../reader/index.ts';
import { maskExcerpt } from '../../report/index.ts';
import type { Act, Reading } from '../../schema/index.ts';
import { maskedText } from '../ledger/exchange-texts.ts';

/** A text with what it does, as it is shown. Offsets in UTF-16 code units of the text as it stands here. */
export interface ShownText {
  readonly text: string;
  readonly acts: readonly Act[];
  readonly reading: Reading;
  /** Where an offset of the text as it was stands now; null where that cannot be told. */
  readonly moved: (offset: number | null) => number | null;
}

/** Reads a text, and masks it unless it is to be shown as it is. `prompt`: what was asked; null where that is not known. */
export function shownText(text: string, prompt: string | null, unmask: boolean): ShownText {
  const reading = readResponse(text, prompt === null ? {} : { prompt });
  if (unmask) return { text, acts: reading.acts, reading, moved: (offset) => offset };
  if (prompt === null) {
    const nowhere = (offset: number | null) => (offset === 0 ? 0 : null);
    return { text: maskedText(null, 'content', text), acts: [], reading, moved: nowhere };
  }
  const excerpt = { probe: '', condition: '', question: prompt, answer: text, acts: reading.acts, masked: false };
  const masked = maskExcerpt(excerpt);
  const edges = movedEdges(reading.acts, masked.acts);
  return {
    text: masked.answer,
    acts: masked.acts,
    reading,
    moved: (offset) => (offset === null ? null : (edges.get(offset) ?? null)),
  };
}

/** Where the edges of acts stand once neighbours that comply have become one, as masking makes them. */
function movedEdges(acts: readonly Act[], masked: readonly Act[]): ReadonlyMap<number, number> {
  const edges = new Map<number, number>();
  const rest = [...acts];
  for (const one of masked) {
    let end = one.end;
    const first = rest.shift();
    if (first === undefined) break;
    end = first.end;
    while (one.act === 'substance' && rest[0]?.act === 'substance') end = rest.shift()!.end;
    edges.set(end, one.end);
    edges.set(first.start, one.start);
  }
  return edges;
}
