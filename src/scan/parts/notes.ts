import { EXAMPLES_PER_FINDING, MAX_KEYS } from '../rows/text-keeper.ts';
import { MAX_SKIPPED_LISTED, mergeFieldRows } from '../workers/chunk-outcome.ts';
import type { PartNotes, PieceText } from './part.ts';

export const NO_NOTES: PartNotes = {
  skips: [],
  texts: [],
  tooManyKeys: [],
  unreadAnswers: 0,
  refusing: [],
  unreadFiles: [],
  asideFiles: [],
};

interface Placed {
  readonly file: number;
  readonly from: number;
  readonly line: number;
}

const inOrder = (a: Placed, b: Placed) => a.file - b.file || a.from - b.from || a.line - b.line;

/** Joins the notes of parts that share no piece. Associative and commutative. */
export function mergeNotes(a: PartNotes, b: PartNotes): PartNotes {
  const tooMany = new Set([...a.tooManyKeys, ...b.tooManyKeys]);
  const texts = new Map<number, Map<string, PieceText[]>>();
  for (const text of [...a.texts, ...b.texts].sort(inOrder)) {
    if (tooMany.has(text.detector)) continue;
    const byKey = texts.get(text.detector) ?? new Map<string, PieceText[]>();
    const kept = byKey.get(text.key) ?? [];
    if (kept.length < EXAMPLES_PER_FINDING) kept.push(text);
    texts.set(text.detector, byKey.set(text.key, kept));
    if (byKey.size > MAX_KEYS) {
      tooMany.add(text.detector);
      texts.delete(text.detector);
    }
  }
  return {
    skips: [...a.skips, ...b.skips].sort(inOrder).slice(0, MAX_SKIPPED_LISTED),
    texts: [...texts.values()].flatMap((byKey) => [...byKey.values()].flat()).sort(inOrder),
    tooManyKeys: [...tooMany].sort((x, y) => x - y),
    unreadAnswers: a.unreadAnswers + b.unreadAnswers,
    refusing: mergeFieldRows(a.refusing, b.refusing),
    unreadFiles: a.unreadFiles.length > 0 ? a.unreadFiles : b.unreadFiles,
    asideFiles: a.asideFiles.length > 0 ? a.asideFiles : b.asideFiles,
  };
}
