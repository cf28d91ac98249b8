import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_SEGMENT, nextSegment, segmentAround } from './segment.ts';

const LIMIT = MAX_SEGMENT + 10_000;

test('an index of the log is in the segment around it, which no browser cuts', () => {
  fc.assert(
    fc.property(
      fc.nat(2_000_000),
      fc.nat(2_000_000),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (first, count, at) => {
        const size = first + count + 1;
        const index = first + Math.floor(at * count);
        const { from, to } = segmentAround(index, first, size);
        expect(from >= first && from <= index && index < to && to <= size && to - from <= MAX_SEGMENT).toBe(true);
      },
    ),
  );
});

test('walking through a million rows meets each of them, in either direction', () => {
  for (const step of [700, -700]) {
    const size = 1_000_000;
    let at = step > 0 ? 0 : size - 40;
    let segment = segmentAround(at, 0, size);
    for (; at >= 0 && at + 40 <= size; at += step) {
      segment = nextSegment(segment, { from: at, to: at + 40 }, 0, size);
      expect(segment.from <= at && at + 40 <= segment.to && segment.to - segment.from <= LIMIT).toBe(true);
    }
  }
});

test('a log that grows grows the segment in place, up to the limit', () => {
  let segment = segmentAround(0, 0, 100);
  segment = nextSegment(segment, { from: 60, to: 100 }, 0, 101);
  expect(segment).toEqual({ from: 0, to: 101 });
  expect(nextSegment(segment, { from: 60, to: 100 }, 0, 101)).toBe(segment);
  segment = { from: 0, to: MAX_SEGMENT };
  for (let size = MAX_SEGMENT; size < MAX_SEGMENT + 30_000; size += 100) {
    segment = nextSegment(segment, { from: size - 40, to: size }, 0, size);
    expect(segment.to >= size - 40 && segment.to - segment.from <= LIMIT).toBe(true);
  }
});
