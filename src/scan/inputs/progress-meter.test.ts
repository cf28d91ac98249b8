import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ScanProgress } from '../options.ts';
import type { Inputs } from './inputs.ts';
import { ProgressMeter } from './progress-meter.ts';

const inputs = { paths: ['a', 'b', 'c'], totalBytes: 600 } as unknown as Inputs;

/** One chunk: its file, the reading position in that file, and its rows. */
const chunk = fc.record({
  file: fc.nat(2),
  bytesRead: fc.nat(200),
  rows: fc.nat(50),
  skipped: fc.nat(5),
});

test('bytes never fall, and come to the furthest place of every file, in whatever order chunks end', () => {
  fc.assert(
    fc.property(fc.array(chunk, { minLength: 1, maxLength: 20, size: 'max' }), (chunks) => {
      const told: ScanProgress[] = [];
      const meter = new ProgressMeter((progress) => void told.push(progress), 'read', inputs);
      for (const { file, bytesRead, rows, skipped } of chunks) meter.add(file, bytesRead, { rows, skipped });
      const furthest = [0, 1, 2].map((file) =>
        Math.max(0, ...chunks.filter((one) => one.file === file).map(({ bytesRead }) => bytesRead)),
      );
      const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
      expect(told.map(({ bytes }) => bytes)).toEqual(told.map(({ bytes }) => bytes).sort((a, b) => a - b));
      expect(told.map(({ file }) => file)).toEqual(chunks.map(({ file }) => inputs.paths[file]));
      expect(told.at(-1)).toMatchObject({
        bytes: sum(furthest),
        rows: sum(chunks.map(({ rows }) => rows)),
        skipped: sum(chunks.map(({ skipped }) => skipped)),
      });
    }),
  );
});

test('every chunk is told, with its phase and what there is in all; nobody has to listen', () => {
  const told: ScanProgress[] = [];
  const meter = new ProgressMeter((progress) => void told.push(progress), 'second-pass', inputs);
  meter.add(1, 150, { rows: 2, skipped: 1 });
  expect(told).toEqual([{ phase: 'second-pass', bytes: 150, totalBytes: 600, rows: 2, skipped: 1, file: 'b' }]);
  expect(() => new ProgressMeter(undefined, 'read', inputs).add(0, 1, { rows: 1, skipped: 0 })).not.toThrow();
});
