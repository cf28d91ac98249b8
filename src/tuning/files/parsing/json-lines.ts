import type { JsonLine } from '../trainer-file.ts';
import { parseJsonText } from './json-text.ts';

export interface JsonLinesReading {
  readonly lines: readonly JsonLine[];
  /** Numbers of lines that are no JSON, from 1: the first few. */
  readonly damaged: readonly number[];
  readonly damagedCount: number;
  readonly repeatedKeys: readonly string[];
}

const MOST_NAMED = 3;

/** One JSON value a line; empty lines are passed over. The last line of a run that was killed is often cut: it counts as damaged. */
export function parseJsonLines(text: string): JsonLinesReading {
  const lines: JsonLine[] = [];
  const damaged: number[] = [];
  const repeated = new Set<string>();
  let damagedCount = 0;
  text.split('\n').forEach((raw, index) => {
    if (raw.trim() === '') return;
    const reading = parseJsonText(raw);
    if (!reading.isRead) {
      damagedCount++;
      if (damaged.length < MOST_NAMED) damaged.push(index + 1);
      return;
    }
    lines.push({ line: index + 1, value: reading.value });
    for (const key of reading.repeatedKeys) repeated.add(key);
  });
  return { lines, damaged, damagedCount, repeatedKeys: [...repeated] };
}
