import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LedgerDisk } from '../disk/ledger-disk.ts';
import { sealFrame, unsealedFrame } from '../segments/frame.ts';
import { headerFrame, readSegment, segmentName } from '../segments/segment.ts';
import { SegmentFrames } from './segment-frames.ts';

const HEADER = headerFrame({ first: 7, previous: null, tree: { size: 0, edge: [] }, open: 0 });
const NOTHING = new Uint8Array(0);

/** A disk with one segment, and the ranges of it that were read. */
function diskOf(segment: { bytes: Buffer }) {
  const read: { from: number; bytes: number }[] = [];
  const disk = {
    list: async () => [segmentName(7)],
    size: async () => segment.bytes.length,
    readFile: async (_: string, from = 0, bytes = Number.POSITIVE_INFINITY) => {
      const found = Buffer.from(segment.bytes.subarray(from, from + bytes));
      read.push({ from, bytes: found.length });
      return found;
    },
  };
  return { disk: disk as unknown as LedgerDisk, read };
}

/** Builds a segment of batches of frames; the numbers are the body lengths in bytes. */
function segmentOf(batches: readonly (readonly number[])[]): Buffer {
  const frames: Buffer[] = [HEADER];
  for (const [i, batch] of batches.entries()) {
    let back = 0;
    for (const body of batch) {
      const leaf = Buffer.from(`{"batch":${i},"kind":"note","time":1}`);
      const frame = unsealedFrame({ leaf, slip: NOTHING, ciphertext: Buffer.alloc(body, i) });
      sealFrame(frame, back);
      frames.push(frame);
      back += frame.length;
    }
  }
  return Buffer.concat(frames);
}

const leaves = async (frames: SegmentFrames, from: number) => {
  const found: [number, string][] = [];
  for await (const { index, frame } of frames.from(from)) found.push([index, Buffer.from(frame.leaf).toString()]);
  return found;
};

const BATCHES = fc.array(fc.array(fc.nat(300), { minLength: 1, maxLength: 4 }), { maxLength: 6 });

test('reads what readSegment reads, wherever it begins, whole or damaged', async () => {
  await fc.assert(
    fc.asyncProperty(BATCHES, fc.nat(), fc.option(fc.nat()), async (batches, start, damage) => {
      const bytes = segmentOf(batches);
      if (damage !== null) bytes[damage % bytes.length]! ^= 1;
      const whole = (readSegment(bytes)?.frames ?? []).map(({ leaf }, i): [number, string] => [
        7 + i,
        Buffer.from(leaf).toString(),
      ]);
      const frames = new SegmentFrames(diskOf({ bytes }).disk, '/');
      const from = start % (whole.length + 2);
      expect(await leaves(frames, 0)).toEqual(whole);
      expect(await leaves(frames, 7 + from)).toEqual(whole.slice(from));
      expect(await frames.size()).toBe(7 + whole.length);
      for (const [index, leaf] of whole)
        expect(Buffer.from((await frames.at(index))!.frame.leaf).toString()).toBe(leaf);
      expect(await frames.at(7 + whole.length)).toBeNull();
    }),
  );
});

test('a segment that grows, or whose end is cut off, between two looks', async () => {
  await fc.assert(
    fc.asyncProperty(BATCHES, fc.array(fc.nat(), { maxLength: 8 }), async (batches, ends) => {
      const whole = segmentOf(batches);
      const segment = { bytes: whole };
      const frames = new SegmentFrames(diskOf(segment).disk, '/');
      for (const end of ends) {
        segment.bytes = whole.subarray(0, HEADER.length + (end % (whole.length - HEADER.length + 1)));
        const there = readSegment(segment.bytes)!.frames.length;
        expect(await frames.size()).toBe(7 + there);
        expect(await frames.at(7 + there)).toBeNull();
        expect((await leaves(frames, 8)).length).toBe(Math.max(0, there - 1));
      }
    }),
  );
});

test('what was read of a growing segment is not read again, and a record in the middle does not cost the rest', async () => {
  const batches = Array.from({ length: 400 }, () => [2000]);
  const segment = { bytes: segmentOf(batches) };
  const { disk, read } = diskOf(segment);
  const frames = new SegmentFrames(disk, '/');
  expect(await frames.size()).toBe(407);
  segment.bytes = segmentOf([...batches, [2000]]);
  read.length = 0;
  expect(await frames.size()).toBe(408);
  expect(read.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(10_000);
  read.length = 0;
  for await (const { index } of frames.from(100)) if (index === 110) break;
  expect(read.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(100_000);
});
