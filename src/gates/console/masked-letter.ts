import { readResponse } from '../../reader/index.ts';
import { maskExcerpt } from '../../report/index.ts';
import type { Act, Reading } from '../../schema/index.ts';
import { maskedText } from '../ledger/exchange-texts.ts';

/** A text as displayed, with its acts. Offsets of acts are in UTF-16 code units of the displayed text. */
export interface ShownText {
  readonly text: string;
  readonly acts: readonly Act[];
  readonly reading: Reading;
  /** Converts an offset in the original text to one in the displayed text; null if that is unknown. */
  readonly moved: (offset: number | null) => number | null;
}

/** Reads a text, and masks it unless it should be shown in full. `prompt`: the question; null if unknown. */
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

/** Maps edges of acts to their positions after masking, which merges neighbouring acts that comply. */
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
