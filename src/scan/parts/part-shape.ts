import { z } from 'zod';
import { EXAMPLES_PER_FINDING, MAX_KEYS } from '../rows/text-keeper.ts';
import { MAX_SKIPPED_LISTED } from '../workers/chunk-outcome.ts';

// The shape of each line of a part. Parts may come from strangers, so every number, text and list is bounded, and no
// other keys are allowed.

const count = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().max(4_096);
/** A field may have any name, but the name cannot be longer than its record. */
const fieldName = z.string().max(2 ** 24);
const range = z.strictObject({ from: count, to: count }).nullable();
/** Pairs instead of object keys, so that no name can reach the prototype of an object. */
const counts = <Value extends z.ZodType>(names: z.ZodString, value: Value) =>
  z.array(z.tuple([names, value])).max(100_000);

const shard = z.int().min(1).max(100_000);

export const headerShape = z.strictObject({
  schema: z.literal('zenbun.scan-part/2'),
  kind: z.enum(['states', 'marks']),
  tool: z.strictObject({ name, version: name }),
  detectors: z.array(z.tuple([name, name])).max(1_000),
  states: name,
  reading: z.strictObject({
    format: name,
    map: z.record(z.enum(['user', 'assistant', 'system']), name.optional()).nullable(),
  }),
  listing: z.strictObject({ files: count, bytes: count, sha256 }),
  versions: sha256.nullable(),
  of: shard,
  shards: z.array(shard).min(1).max(100_000),
  with: sha256.nullable(),
});

export const pieceShape = z.strictObject({
  ...{ file: count, range, bytes: count, path: name, fileBytes: count, lines: count, sha256 },
  whole: z.strictObject({ sha256, ranges: z.array(sha256).max(100_000) }).nullable(),
  tally: z.strictObject({
    ...{ rows: count, read: count, skipped: count, withoutTemplate: count, rolesAssumed: count },
    ...{ untrained: count, unwanted: count },
    markers: counts(name, count),
    formats: counts(name, count),
    fields: counts(fieldName, z.strictObject({ request: count, answer: count, unread: count })),
    first: z.array(z.strictObject({ line: count, reason: name })).max(3),
  }),
  marked: count,
});

export const shardShape = z.tuple([shard, sha256]);
export const stateShape = z.tuple([count, z.unknown()]);
export const endShape = sha256;

const turn = z.int().min(-1);
const MAX_TEXT = 10_000;

export const notesShape = z.strictObject({
  skips: z
    .array(z.strictObject({ file: count, from: count, line: count, physicalLine: count.optional(), reason: name }))
    .max(MAX_SKIPPED_LISTED),
  texts: z
    .array(
      z.strictObject({
        ...{ file: count, from: count, line: count, detector: count, key: name, turn },
        ...{ text: z.string().max(MAX_TEXT), textStart: count, prompt: z.string().max(MAX_TEXT) },
      }),
    )
    .max(1_000 * MAX_KEYS * EXAMPLES_PER_FINDING),
  tooManyKeys: z.array(count).max(1_000),
  unreadAnswers: count,
  refusing: counts(fieldName, count),
  unreadFiles: z.array(name).max(1_000_000),
  asideFiles: z.array(name).max(1_000_000),
});

/**
 * Reports whether a value is a marked row as written by `encodeMarkedRow`. Checked by hand because there may be
 * millions.
 */
export function isMarkedRow(wire: unknown, detectors: number): boolean {
  if (!Array.isArray(wire) || wire.length < 2) return false;
  const [line, digest, ...marks] = wire as unknown[];
  const placed = Array.isArray(line) ? line.length === 2 && line.every(isCount) : isCount(line);
  return placed && typeof digest === 'string' && digest.length <= 64 && marks.every((mark) => isMark(mark, detectors));
}

/** Returns the line, within its piece, of a row that `isMarkedRow` accepts. */
export const lineOfMarkedRow = ([line]: readonly unknown[]): number => (Array.isArray(line) ? line[0] : line) as number;

function isMark(mark: unknown, detectors: number): boolean {
  if (!Array.isArray(mark) || mark.length < 3 || mark.length % 3 !== 0) return false;
  const [detector, key, at, ...spans] = mark as unknown[];
  if (!isCount(detector) || detector >= detectors || typeof key !== 'string' || key.length > 4_096) return false;
  if (at !== -1 && !isCount(at)) return false;
  return spans.every((value, index) =>
    index % 3 === 2 ? typeof value === 'string' && value.length <= 64 : isCount(value),
  );
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
