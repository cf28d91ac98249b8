import * as z from 'zod';
import type { LeasedStage, StageRow } from '../lease.ts';

const SCHEMA = 'zenbun.lease/1';

/** Two clocks of one machine, both in milliseconds. */
export interface LeaseClocks {
  /** Since 1970: goes on while the machine sleeps or restarts, and may be set. */
  readonly now: () => number;
  /** Since the machine was started: the same for all its processes, and nobody can set it; stands still while it sleeps. */
  readonly ticks: () => number;
}

const ROW_FILE = z.strictObject({
  schema: z.literal(SCHEMA),
  row: z.strictObject({ model: z.string(), epoch: z.int().min(0), state: z.json(), leaf: z.string() }),
  ttlMs: z.number(),
  writtenNow: z.number(),
  writtenTicks: z.number(),
});

/** A row as its file holds it: valid for `ttlMs` from when it was written, by both clocks. */
export function formatRow(row: StageRow, ttlMs: number, clocks: LeaseClocks): string {
  const written = { writtenNow: clocks.now(), writtenTicks: clocks.ticks() };
  return `${JSON.stringify({ schema: SCHEMA, row, ttlMs, ...written })}\n`;
}

/** A row and how long it still holds; null for a text that is no row of this model. */
export function parseRow(text: string, model: string, clocks: LeaseClocks): LeasedStage | null {
  const file = ROW_FILE.safeParse(jsonOrNull(text)).data;
  if (file?.row.model !== model) return null;
  return { row: file.row, remainingMs: file.ttlMs - elapsed(file, clocks) };
}

/** The model that a file is of; null where it does not say. */
export const modelOf = (text: string): string | null => ROW_FILE.safeParse(jsonOrNull(text)).data?.row.model ?? null;

/**
 * Milliseconds since a row was written: the larger figure of the two clocks. A clock that was set back lengthens nothing, since the ticks
 * go on; a machine that slept or was started anew lengthens nothing, since the other clock went on or the ticks have begun again.
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
