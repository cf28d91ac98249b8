import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Chunk, mergeTallies, startTally } from '../../dataset/index.ts';
import type { DatasetFinding, Detector } from '../../detectors/index.ts';
import type { DetectorId } from '../../schema/index.ts';
import { decodeMarkedRows } from '../rows/marked-row.ts';
import { MAX_SKIPPED_LISTED } from './chunk-outcome.ts';
import { ChunkReader } from './chunk-reader.ts';

const text = { en: 'x', ja: 'x' };

/** Counts and marks the answers that contain a word; with `secondPass`, looks for it again in a second pass. */
function wordDetector(id: DetectorId, word: string, secondPass = false): Detector<{ rows: number; hits: number }> {
  const marksOf = (answer: string, key: string) => {
    const start = answer.indexOf(word);
    return start < 0 ? null : [{ key, turn: 1, spans: [{ start, end: start + word.length, act: 'answer' as const }] }];
  };
  return {
    ...{ id, version: '1', title: text, explanation: text },
    start: () => ({ rows: 0, hits: 0 }),
    see(state, row) {
      const marks = marksOf(row.targets[0]!.text, word);
      state.rows += 1;
      if (marks !== null) state.hits += 1;
      return marks;
    },
    merge: (a, b) => ({ rows: a.rows + b.rows, hits: a.hits + b.hits }),
    end({ rows: of, hits: count }) {
      const numbers = { count, of, interval: [0, 1] as const, confidence: 1, baseRate: null };
      return [{ key: word, level: 'review', scope: 'rows', ...numbers, detail: text, advice: text }];
    },
    ...(secondPass
      ? {
          secondPass:
            ({ hits }) =>
            (row) =>
              marksOf(row.targets[0]!.text, `${word} of ${hits}`),
        }
      : {}),
  };
}

const detectors = [wordDetector('encoded', 'lemon'), wordDetector('trigger', 'pear', true)] as Detector[];
const line = (answer: string, prompt = 'Name one') => JSON.stringify({ prompt, completion: answer });

function chunkOf(lines: readonly string[], firstLine = 1, physicalLines: readonly number[] | null = null): Chunk {
  const bytes = new Uint8Array(Buffer.from(lines.map((one) => `${one}\n`).join('')));
  let at = 0;
  const ranges = lines.flatMap((one) => {
    const start = at;
    at += Buffer.byteLength(one) + 1;
    return [start, at - 1];
  });
  return {
    ...{ file: 0, seq: 0, firstLine, bytes, ranges: new Uint32Array(ranges) },
    physicalLines: physicalLines && new Uint32Array(physicalLines),
    encoding: { kind: 'json' },
    ...{ format: 'auto', map: null, naming: null, maxDepth: 100, endsOpen: false },
  };
}

const rowsOf = (marks: string) =>
  [...decodeMarkedRows(0, marks)].map(({ line, marks }) => [line, ...marks.map(({ key }) => key)]);
const numbersOf = (findings: readonly DatasetFinding[]) => findings.map(({ key, count, of }) => [key, count, of]);

test('a chunk gives its marks in the order of lines and detectors, its skips, and the texts of what was marked', () => {
  const lines = [line('A pear or a lemon.'), '{broken', '', line('Nothing.'), line('A lemon.', 'Name two')];
  const outcome = new ChunkReader(detectors).read(chunkOf(lines, 11));
  expect(rowsOf(outcome.marks)).toEqual([[11, 'lemon', 'pear'], [12], [15, 'lemon']]);
  expect([...decodeMarkedRows(0, outcome.marks)].map(({ digest }) => digest !== '')).toEqual([true, false, true]);
  expect(outcome.tally).toMatchObject({ rows: 4, read: 3, skipped: 1 });
  expect(outcome.skips).toEqual([{ line: 12, reason: expect.stringMatching(/JSON/) }]);
  expect(outcome.texts.map(({ detector, line, text, prompt }) => [detector, line, text, prompt])).toEqual([
    [0, 11, 'A pear or a lemon.', 'Name one'],
    [1, 11, 'A pear or a lemon.', 'Name one'],
    [0, 15, 'A lemon.', 'Name two'],
  ]);
});

test('nothing of one chunk is told with the next', () => {
  const reader = new ChunkReader(detectors);
  reader.read(chunkOf([line('A lemon.'), '{broken', line('Jag kan tyvärr inte hjälpa till med det.')]));
  const { tally, ...rest } = reader.read(chunkOf([line('The apple.')], 4));
  expect(tally).toMatchObject({ rows: 1, read: 1, skipped: 0 });
  expect(rest).toEqual({ unread: 0, refusing: [], skips: [], marks: '', texts: [], tooManyKeys: [] });
});

test('answers in languages that are not read are counted', () => {
  const lines = [line('Jag kan tyvärr inte hjälpa till med det.'), line('The train leaves at noon.')];
  expect(new ChunkReader([]).read(chunkOf(lines)).unread).toBe(1);
});

test('the line of the file is told of marked and of skipped rows, where it is another number', () => {
  const outcome = new ChunkReader(detectors).read(chunkOf([line('A lemon.'), '{broken'], 1, [5, 9]));
  expect([...decodeMarkedRows(0, outcome.marks)][0]).toMatchObject({ line: 1, physicalLine: 5 });
  expect(outcome.skips).toMatchObject([{ line: 2, physicalLine: 9 }]);
});

test('of very many skipped rows the first are listed, and all are marked as skipped', () => {
  const broken = Array.from({ length: MAX_SKIPPED_LISTED + 5 }, () => '{broken');
  const { skips, marks, tally } = new ChunkReader([]).read(chunkOf(broken));
  expect([skips.length, skips.at(-1)!.line, rowsOf(marks).length]).toEqual([1_000, 1_000, 1_005]);
  expect(tally.skipped).toBe(1_005);
});

test('however rows are cut into chunks and chunks dealt out, all readers together conclude and mark the same', () => {
  const answers = fc.array(fc.constantFrom('A lemon.', 'A pear.', 'A pear, a lemon.', 'A plum.'), { maxLength: 12 });
  fc.assert(
    fc.property(answers, fc.integer({ min: 1, max: 5 }), fc.infiniteStream(fc.nat(2)), (given, size, deal) => {
      const lines = given.map((answer) => line(answer));
      const alone = new ChunkReader(detectors);
      const whole = alone.read(chunkOf(lines));
      const readers = [0, 1, 2].map(() => new ChunkReader(detectors));
      const tally = startTally();
      let marks = '';
      for (let at = 0; at < lines.length; at += size) {
        const outcome = readers[deal.next().value]!.read(chunkOf(lines.slice(at, at + size), at + 1));
        marks += outcome.marks;
        mergeTallies(tally, outcome.tally);
      }
      const [first, ...others] = readers;
      for (const other of others) first!.addStates(other.takeStates());
      expect(marks).toBe(whole.marks);
      expect(tally).toEqual(whole.tally);
      expect(first!.conclude()).toEqual(alone.conclude());
    }),
  );
});

test('in a second pass only the wanted detectors see rows, with what the whole set came to', () => {
  const chunk = () => chunkOf([line('A lemon.'), line('A pear, a lemon.'), line('A pear.')]);
  const reader = new ChunkReader(detectors);
  reader.read(chunk());
  const { concluded, markings } = reader.conclude();
  expect(concluded.map(numbersOf)).toEqual([[['lemon', 2, 3]], [['pear', 2, 3]]]);
  expect(markings.map(({ detector }) => detector)).toEqual([1]);
  reader.beginSecondPass(markings);
  const outcome = reader.read(chunk());
  expect(rowsOf(outcome.marks)).toEqual([
    [2, 'pear of 2'],
    [3, 'pear of 2'],
  ]);
  expect(outcome.texts.map(({ detector, line }) => [detector, line])).toEqual([
    [1, 2],
    [1, 3],
  ]);
});

test('a detector without a second pass cannot be asked for one', () => {
  const wanted = [{ detector: 0, state: { rows: 0, hits: 0 }, findings: [] }];
  expect(() => new ChunkReader(detectors).beginSecondPass(wanted)).toThrow(
    expect.objectContaining({ code: 'internal', message: 'encoded has no second pass.' }),
  );
});

test('a detector that fails is named with the row, and the cause is kept', () => {
  const cause = new Error('asked to');
  const failing: Detector = {
    ...detectors[1]!,
    see(_, row) {
      if (row.targets[0]!.text === 'Fail.') throw cause;
      return null;
    },
  };
  const lines = [line('A lemon.'), '', line('Fail.')];
  expect(() => new ChunkReader([detectors[0]!, failing]).read(chunkOf(lines, 7))).toThrow(
    expect.objectContaining({ code: 'internal', message: 'The detector trigger failed at row 9.', cause }),
  );
});
