import { type Turn, unread } from '../../schema/index.ts';
import type { Format } from './format.ts';
import { isObject, listOf, textOf } from './turns/text-of.ts';
import { readTranscript } from './turns/transcript.ts';
import { turn } from './turns/turns.ts';

/** Axolotl's `input_output`: pieces of text that are trained on (`label: true`) or only context. */
export const segments: Format = {
  name: 'segments',
  title: 'Axolotl input_output (segments with labels)',
  recognise(record) {
    return record.segments != null;
  },
  toRow(record) {
    const pieces = listOf(record.segments);
    if (pieces === null || !pieces.every(isObject)) return unread('segmentsNotPieces');
    const turns: Turn[] = [];
    for (const piece of pieces) {
      const text = textOf(piece.text);
      if (text === null) return unread('segmentNoText');
      if (isLearnt(piece.label)) turns.push(turn('assistant', text));
      // Context is written out with a chat template: read its turns, or take it whole as the request.
      else for (const read of readTranscript(text) ?? [turn('user', text)]) turns.push({ ...read, target: false });
    }
    return { kind: 'chat', turns, rejected: null };
  },
};

/** Tables and other languages write true as 1, or as text. */
const isLearnt = (label: unknown): boolean => /^(?:true|1)$/i.test(String(label));
