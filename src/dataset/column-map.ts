import { ZenbunError } from '../errors.ts';
import type { ColumnMap } from './options.ts';

const PARTS = new Set(['user', 'assistant', 'system']);

/** Reads `user=COL,assistant=COL[,system=COL]`. Throws `usage` when a part is unknown or `assistant` is missing. */
export function parseColumnMap(text: string): ColumnMap {
  const map: { user?: string; assistant?: string; system?: string } = {};
  for (const pair of text.split(',')) {
    const at = pair.indexOf('=');
    const part = pair.slice(0, at).trim();
    const column = pair.slice(at + 1).trim();
    if (at < 0 || !PARTS.has(part) || column === '') {
      throw new ZenbunError('usage', `--map cannot be read at "${pair.trim()}"`, { advice: ADVICE });
    }
    map[part as keyof ColumnMap] = column;
  }
  const { assistant } = map;
  if (assistant === undefined) {
    throw new ZenbunError('usage', '--map does not say which column holds the answers', { advice: ADVICE });
  }
  return { ...map, assistant };
}

const ADVICE = 'Write it as --map user=COLUMN,assistant=COLUMN[,system=COLUMN].';
