import { AMD, AMD_END } from './amd.ts';
import { FIRST_TOKENS_FILTER, FULL_TEXT_FILTER } from './content-filter.ts';
import type { Defence } from './defence.ts';
import { FRD } from './frd.ts';
import { NONE } from './none.ts';
import { FULL_TEXT_READING, LATCH } from './reading.ts';

/** The columns of the table, in display order: the model alone, the paper's defences, and ours. */
export const DEFENCES: readonly Defence[] = [
  NONE,
  FIRST_TOKENS_FILTER,
  FRD,
  AMD,
  AMD_END,
  FULL_TEXT_FILTER,
  LATCH,
  FULL_TEXT_READING,
];
