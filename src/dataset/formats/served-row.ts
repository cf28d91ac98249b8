import type { JsonObject } from './format.ts';
import { isObject } from './turns/text-of.ts';

/**
 * Returns the row from a response of the Hugging Face dataset server (`/rows`, `/first-rows`); null for any other
 * value.
 */
export function servedRow(value: unknown): JsonObject | null {
  return isObject(value) && 'row_idx' in value && isObject(value.row) ? value.row : null;
}

/** Reports whether the server left out part of the row. */
export const isCutShort = (value: unknown): boolean =>
  isObject(value) && Array.isArray(value.truncated_cells) && value.truncated_cells.length > 0;
