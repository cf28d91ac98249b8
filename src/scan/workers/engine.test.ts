import { expect, test } from 'vitest';
import type { Chunk } from '../../dataset/index.ts';
import type { Detector } from '../../detectors/index.ts';
import { threadDetector } from '../fixtures/thread-detector.ts';
import { inThisThread } from './engine.ts';

const bytes = new Uint8Array(Buffer.from('{"prompt":"Name one","completion":"A lemon."}'));
const chunk: Chunk = {
  ...{ file: 0, seq: 0, firstLine: 1, bytes, ranges: new Uint32Array([0, bytes.length]), physicalLines: null },
  ...{ encoding: { kind: 'json' }, format: 'auto', map: null, naming: null, maxDepth: 9, endsOpen: false },
};

test('one reader takes one chunk at a time, leaves its bytes alone, and concludes over all of them', async () => {
  const engine = inThisThread([threadDetector as Detector]);
  expect(engine.capacity).toBe(1);
  for (let i = 0; i < 3; i += 1) expect((await engine.read(chunk)).tally.rows).toBe(1);
  const { concluded, markings } = await engine.conclude();
  expect(concluded.map(([finding]) => finding!.count)).toEqual([3]);
  expect(markings).toEqual([]);
  engine.release();
  await engine.close();
});

test('what a reader throws, a promise rejects with', async () => {
  const failing: Detector = {
    ...(threadDetector as Detector),
    see: () => {
      throw new Error('asked to');
    },
  };
  const engine = inThisThread([failing]);
  await expect(engine.read(chunk)).rejects.toMatchObject({
    code: 'internal',
    message: expect.stringContaining('encoded failed at row 1'),
  });
  const marking = { detector: 0, state: null, findings: [] };
  await expect(engine.beginSecondPass([marking])).rejects.toMatchObject({ code: 'internal' });
});
