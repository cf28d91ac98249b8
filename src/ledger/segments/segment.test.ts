import { expect, test } from 'vitest';
import { sealFrame, unsealedFrame } from './frame.ts';
import { headerFrame, readSegment, segmentFirst, segmentName } from './segment.ts';

const HEADER = headerFrame({ first: 0, previous: null, tree: { size: 0, edge: [] }, open: 0 });

/** Builds a segment of batches with the given numbers of frames. */
function segmentOf(...batches: number[]): { bytes: Buffer; starts: number[] } {
  const frames: Buffer[] = [HEADER];
  const starts: number[] = [];
  let at = HEADER.length;
  for (const count of batches) {
    let back = 0;
    for (let i = 0; i < count; i += 1) {
      const leaf = Buffer.from(`{"kind":"note","number":${starts.length},"time":1}`);
      const frame = unsealedFrame({ leaf, slip: new Uint8Array(0), ciphertext: new Uint8Array(0) });
      sealFrame(frame, back);
      starts.push(at);
      frames.push(frame);
      back += frame.length;
      at += frame.length;
    }
  }
  return { bytes: Buffer.concat(frames), starts };
}

test('a whole segment', () => {
  const { bytes, starts } = segmentOf(2, 3);
  expect(readSegment(bytes)).toMatchObject({ goodBytes: bytes.length, lastBatchAt: starts[2], fault: null });
  expect(readSegment(bytes)!.frames.map(({ at }) => at)).toEqual(starts);
});

test('cut at any byte it is torn, and holds the frames before', () => {
  const { bytes, starts } = segmentOf(2, 2);
  for (let end = HEADER.length; end < bytes.length; end += 1) {
    const whole = starts.filter((_, i) => (starts[i + 1] ?? bytes.length) <= end);
    const found = readSegment(bytes.subarray(0, end))!;
    expect(found.frames).toHaveLength(whole.length);
    expect(found.fault).toBe(found.goodBytes === end ? null : 'torn');
  }
  expect(readSegment(bytes.subarray(0, HEADER.length - 1))).toBeNull();
});

test.each([
  ['in the last batch, whose other frames are there', 3, 'torn'],
  ['in a batch before the last', 1, 'damaged'],
] as const)('a bad frame %s', (_, bad, fault) => {
  const { bytes, starts } = segmentOf(2, 1, 2);
  bytes[starts[bad]! + 20]! ^= 1;
  expect(readSegment(bytes)).toMatchObject({ fault, goodBytes: starts[bad] });
});

test('a frame of another place is none, though its checksum is right', () => {
  const { bytes, starts } = segmentOf(1, 1, 1);
  const moved = Buffer.concat([bytes.subarray(0, starts[1]), bytes.subarray(starts[2])]);
  // A batch is accepted anywhere (the tree reveals that one is missing); a frame inside a batch is not.
  expect(readSegment(moved)!.frames).toHaveLength(2);
  const inside = segmentOf(3);
  const cut = Buffer.concat([inside.bytes.subarray(0, inside.starts[1]), inside.bytes.subarray(inside.starts[2])]);
  expect(readSegment(cut)!.frames).toHaveLength(1);
});

test('names of files', () => {
  expect(segmentName(12)).toBe('0000000000000012.wal');
  expect(segmentFirst('0000000000000012.wal')).toBe(12);
  for (const name of ['12.wal', '0000000000000012.wal.tmp', '000000000000001a.wal'])
    expect(segmentFirst(name)).toBeNull();
});
