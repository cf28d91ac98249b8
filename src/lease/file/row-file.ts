import * as z from 'zod';
import type { LeasedStage, StageRow } from '../lease.ts';

const SCHEMA = 'zenbun.lease/1';

/** Two clocks of one machine, both in milliseconds. */
export interface LeaseClocks {
  /** Since 1970: continues while the machine sleeps or restarts, but may be set. */
  readonly now: () => number;
  /** Since the machine started: the same for all its processes, and cannot be set; stops while the machine sleeps. */
  readonly ticks: () => number;
}

const ROW_FILE = z.strictObject({
  schema: z.literal(SCHEMA),
  row: z.strictObject({ model: z.string(), epoch: z.int().min(0), state: z.json(), leaf: z.string() }),
  ttlMs: z.number(),
  writtenNow: z.number(),
  writtenTicks: z.number(),
});

/** Formats a row as file content: valid for `ttlMs` from the time of writing, by both clocks. */
export function formatRow(row: StageRow, ttlMs: number, clocks: LeaseClocks): string {
  const written = { writtenNow: clocks.now(), writtenTicks: clocks.ticks() };
  return `${JSON.stringify({ schema: SCHEMA, row, ttlMs, ...written })}\n`;
}

/** Parses a row and its remaining time; null for a text that is not a row of this model. */
export function parseRow(text: string, model: string, clocks: LeaseClocks): LeasedStage | null {
  const file = ROW_FILE.safeParse(jsonOrNull(text)).data;
  if (file?.row.model !== model) return null;
  return { row: file.row, remainingMs: file.ttlMs - elapsed(file, clocks) };
}

/** Returns the model of a row file, or null if the text is not a row. */
export const modelOf = (text: string): string | null => ROW_FILE.safeParse(jsonOrNull(text)).data?.row.model ?? null;

/**
 * Returns the milliseconds since a row was written: the larger figure of the two clocks. Setting the clock back does
 * not extend a row, because the ticks continue. Neither does sleeping or restarting the machine, because the other
 * clock continues or the ticks start again.
 */
function elapsed({ writtenNow, writtenTicks }: z.infer<typeof ROW_FILE>, clocks: LeaseClocks): number {
  const ticks = clocks.ticks() - writtenTicks;
  return ticks < 0 ? Number.POSITIVE_INFINITY : Math.max(ticks, clocks.now() - writtenNow);
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
