import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FrameContent, frameAt, nextFrame, sealFrame, unsealedFrame } from './frame.ts';

const content = fc.record({
  leaf: fc
    .uint8Array({ minLength: 0, maxLength: 40 })
    .map((bytes) => Buffer.from(`{${Buffer.from(bytes).toString('hex')}}`)),
  slip: fc.uint8Array({ maxLength: 48 }),
  ciphertext: fc.uint8Array({ maxLength: 300 }),
});

const sealed = (frame: FrameContent, back = 0) => {
  const bytes = unsealedFrame(frame);
  sealFrame(bytes, back);
  return bytes;
};

test('a frame is read as it was written', () => {
  fc.assert(
    fc.property(content, fc.nat(100), (frame, gap) => {
      const found = frameAt(Buffer.concat([Buffer.alloc(gap), sealed(frame, gap)]), gap);
      expect(found).toMatchObject({ at: gap, batchAt: 0 });
      for (const part of ['leaf', 'slip', 'ciphertext'] as const) {
        expect(Buffer.from(found![part]).equals(frame[part])).toBe(true);
      }
    }),
  );
});

test('a frame with any bit flipped, or cut anywhere, is none', () => {
  fc.assert(
    fc.property(content, fc.nat(), (frame, place) => {
      const bytes = sealed(frame);
      const bit = place % (8 * bytes.length);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      expect(frameAt(bytes, 0)).toBeNull();
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      expect(frameAt(bytes.subarray(0, place % bytes.length), 0)).toBeNull();
    }),
  );
});

test('the next good frame is found behind any bytes', () => {
  fc.assert(
    fc.property(content, fc.uint8Array({ maxLength: 200 }), (frame, noise) => {
      const bytes = Buffer.concat([noise, sealed(frame)]);
      expect(nextFrame(bytes, 0)?.at).toBe(noise.length);
    }),
  );
});
