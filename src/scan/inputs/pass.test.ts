import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startTally } from '../../dataset/index.ts';
import { encodeMarkedRow } from '../rows/marked-row.ts';
import { type ChunkOutcome, MAX_SKIPPED_LISTED } from '../workers/chunk-outcome.ts';
import { Pass } from './pass.ts';

const PATHS = ['a.jsonl', 'b.jsonl'];

/** The outcome of a chunk of three rows starting at `line`: one marked, one unmarked, one skipped. */
function outcome(line: number, some: Partial<ChunkOutcome> = {}): ChunkOutcome {
  return {
    tally: {
      ...startTally(),
      rows: 3,
      read: 2,
      skipped: 1,
      formats: { kto: 2 },
      first: [{ line: line + 2, reason: 'r' }],
    },
    unread: 1,
    refusing: [['notes', 2]],
    skips: [{ line: line + 2, reason: `reason ${line}` }],
    marks: encodeMarkedRow({ line, digest: 'd', marks: [{ detector: 0, key: 'k', turn: 1, spans: [] }] }),
    texts: [{ detector: 0, key: 'k', line, turn: 1, text: `text ${line}`, textStart: 0, prompt: '' }],
    tooManyKeys: [],
    ...some,
  };
}

/** Everything a pass holds. */
const contents = (pass: Pass) => ({
  rows: [...pass.spool.rows()].map(({ file, line }) => [file, line]),
  skipped: pass.skippedRows(),
  tallies: pass.tallies,
  unread: pass.unread,
  texts: [1, 4, 7].map((line) => pass.texts.find(0, 'k', 0, line, 1)?.text),
});

test('chunks that come in any order make the same pass', () => {
  const chunks = [1, 4, 7, 1, 4].map((line, sequence) => ({ sequence, file: sequence < 3 ? 0 : 1, line }));
  const passOf = (order: typeof chunks) => {
    const pass = new Pass(PATHS, 1);
    for (const { sequence, file, line } of order) pass.add(sequence, file, outcome(line));
    return contents(pass);
  };
  const inOrder = passOf(chunks);
  expect(inOrder.rows).toEqual([
    [0, 1],
    [0, 4],
    [0, 7],
    [1, 1],
    [1, 4],
  ]);
  expect(inOrder.unread).toBe(5);
  expect(inOrder.tallies.map(({ rows, read, skipped }) => [rows, read, skipped])).toEqual([
    [9, 6, 3],
    [6, 4, 2],
  ]);
  expect(inOrder.texts).toEqual(['text 1', 'text 4', 'text 7']);
  const shuffled = fc.shuffledSubarray(chunks, { minLength: chunks.length });
  fc.assert(
    fc.property(shuffled, (order) => {
      expect(passOf(order)).toEqual(inOrder);
    }),
  );
});

test('a skipped row is told with its file and reason, and with the line of the file where that is another number', () => {
  const pass = new Pass(PATHS, 0);
  const skips = [{ line: 2, physicalLine: 5, reason: 'broken' }];
  pass.add(1, 1, outcome(1, { skips, texts: [] }));
  pass.add(0, 0, outcome(7, { texts: [] }));
  expect(pass.skippedRows()).toEqual([
    { path: 'a.jsonl', line: 9, reason: 'reason 7' },
    { path: 'b.jsonl', line: 2, physicalLine: 5, reason: 'broken' },
  ]);
});

test('of very many skipped rows the first are listed, wherever they came from', () => {
  const pass = new Pass(PATHS, 0);
  const skipsFrom = (line: number) =>
    Array.from({ length: MAX_SKIPPED_LISTED }, (_, i) => ({ line: line + 2 * i, reason: 'r' }));
  for (let last = 6; last >= 0; last -= 1) {
    for (const file of [1, 0]) {
      pass.add(2 * last + file, file, outcome(1, { skips: skipsFrom(1 + 2 * last * MAX_SKIPPED_LISTED), texts: [] }));
    }
  }
  const listed = pass.skippedRows();
  expect(listed).toHaveLength(MAX_SKIPPED_LISTED);
  expect(listed[0]).toEqual({ path: 'a.jsonl', line: 1, reason: 'r' });
  expect(listed.at(-1)).toEqual({ path: 'a.jsonl', line: 2 * MAX_SKIPPED_LISTED - 1, reason: 'r' });
});
