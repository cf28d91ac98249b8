import { readFileSync } from 'node:fs';
import type { Row } from '../record.ts';

/** Rows of reasoning models, English before Japanese, each written by hand. */
export function reasoningRows(): Row[] {
  const lines = readFileSync(new URL('reasoning.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as Row);
}
