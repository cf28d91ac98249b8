import { Buffer } from 'node:buffer';

/** Yields rows as JSON lines, in blocks of about `blockBytes`. */
export function* jsonLines(rows: readonly object[], blockBytes: number): Generator<Uint8Array> {
  let text = '';
  for (const row of rows) {
    text += `${JSON.stringify(row, plain)}\n`;
    if (text.length < blockBytes) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

/** Replaces values that JSON cannot represent. */
function plain(_name: string, value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  return value;
}
