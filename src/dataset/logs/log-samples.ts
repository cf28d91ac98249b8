import { isObject } from '../formats/turns/text-of.ts';

/**
 * The samples of a log that one file holds whole: promptfoo's results (`results.results`), Inspect's samples beside `eval`. null
 * for any other record.
 */
export function samplesOf(record: unknown): readonly unknown[] | null {
  if (!isObject(record)) return null;
  const results = isObject(record.results) ? record.results.results : record.results;
  if (Array.isArray(results) && results.length > 0 && results.every(isObject)) return results;
  return Array.isArray(record.samples) && isObject(record.eval) ? record.samples : null;
}
