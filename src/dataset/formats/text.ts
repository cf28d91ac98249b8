import { unread } from '../../schema/index.ts';
import type { Format, ParsedRow } from './format.ts';
import { textOf } from './turns/text-of.ts';
import { readTranscript } from './turns/transcript.ts';
import { turn } from './turns/turns.ts';
import { alternatingMarkers } from './turns/unknown-template.ts';

/**
 * `text` (or `content`): a conversation written out with a chat template, or else plain text that is trained on as a
 * whole.
 */
export const text: Format = {
  name: 'text',
  title: 'raw text, with or without a chat template',
  recognise(record) {
    return record.text != null || (typeof record.content === 'string' && record.role == null);
  },
  toRow(record) {
    const whole = textOf(record.text ?? record.content);
    if (whole === null) return unread('notText', { field: 'text' });
    return rawText(whole);
  },
};

/** Returns a conversation if the text follows a chat template, otherwise a single answer. */
export function rawText(whole: string): ParsedRow {
  const turns = readTranscript(whole);
  if (turns?.some(({ target }) => target)) return { kind: 'chat', turns, rejected: null };
  const markers = alternatingMarkers(whole);
  return { kind: 'text', turns: [turn('assistant', whole)], rejected: null, markers };
}
