import type { UnreadText } from '../../dataset/index.ts';
import { readTelling } from '../../reader/index.ts';
import type { Example } from '../../schema/index.ts';

/** Below this confidence a reading is more likely wrong. */
const LIKELY = 0.5;

/**
 * Returns the fields of a row that were not read as an answer, although a text in them refuses the request and then
 * complies. In such a column the wrong one was taken for the answer, or two are trained on.
 */
export function refusingFields({ turns }: Example, unread: readonly UnreadText[]): ReadonlySet<string> {
  const fields = new Set<string>();
  if (unread.length === 0) return fields;
  for (const { field, text } of unread) {
    const prompt = turns.findLast((turn) => turn.role === 'user' && turn.text !== text)?.text ?? '';
    const reading = fields.has(field) ? null : readTelling(text, { prompt });
    if (reading?.outcome === 'refuse-then-comply' && reading.confidence >= LIKELY) fields.add(field);
  }
  return fields;
}
