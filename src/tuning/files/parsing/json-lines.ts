import type { JsonLine } from '../trainer-file.ts';
import { type JsonReading, parseJsonText } from './json-text.ts';

export interface JsonLinesReading {
  readonly lines: readonly JsonLine[];
  /** Numbers of the first few lines that are not JSON, from 1. */
  readonly damaged: readonly number[];
  readonly damagedCount: number;
  readonly repeatedKeys: readonly string[];
}

const MOST_NAMED = 3;
/** As for a single JSON text: longer files are not searched for repeated keys. */
const QUICK_FROM = 4 * 1024 * 1024;

function quickly(line: string): JsonReading {
  try {
    return { isRead: true, value: JSON.parse(line), repeatedKeys: [] };
  } catch {
    return parseJsonText(line);
  }
}

/**
 * Parses one JSON value per line; empty lines are skipped. The last line of a run that was killed is often cut off; it
 * counts as damaged.
 */
export function parseJsonLines(text: string): JsonLinesReading {
  const lines: JsonLine[] = [];
  const damaged: number[] = [];
  const repeated = new Set<string>();
  let damagedCount = 0;
  const isLong = text.length > QUICK_FROM;
  text.split('\n').forEach((raw, index) => {
    if (raw.trim() === '') return;
    const reading = isLong ? quickly(raw) : parseJsonText(raw);
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
