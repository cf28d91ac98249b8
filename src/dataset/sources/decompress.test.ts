import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../options.ts';
import { decompress } from './decompress.ts';

/** Each block is overwritten by the next, as those of a file are. */
async function* inBlocks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const block = new Uint8Array(size);
  for (let at = 0; at < bytes.length; at += size) {
    const piece = bytes.subarray(at, at + size);
    block.set(piece);
    yield block.subarray(0, piece.length);
  }
}

async function unpacked(bytes: Uint8Array, blockBytes = 2 ** 20): Promise<string> {
  const out: Uint8Array[] = [];
  for await (const one of decompress(inBlocks(bytes, blockBytes), 'gzip', 'x.gz', DEFAULT_LIMITS))
    out.push(Uint8Array.from(one));
  return Buffer.concat(out).toString('latin1');
}

const zeros = (count: number) => Buffer.alloc(count);

test('members of gzip are read to the last, whatever zeros stand between and behind them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.string({ unit: 'binary-ascii', maxLength: 60 }), fc.nat(70)), {
        minLength: 1,
        maxLength: 5,
      }),
      fc.integer({ min: 1, max: 200 }),
      async (members, blockBytes) => {
        const bytes = Buffer.concat(members.flatMap(([text, padding]) => [gzipSync(text), zeros(padding)]));
        expect(await unpacked(bytes, blockBytes)).toBe(members.map(([text]) => text).join(''));
      },
    ),
    { numRuns: 150 },
  );
});

test('large members come whole, with zeros between them', async () => {
  const text = Array.from({ length: 90_000 }, (_, i) => `line ${(i * 7919) % 10_007}\n`).join('');
  for (const blockBytes of [1000, 2 ** 16, 2 ** 20])
    expect(
      (await unpacked(Buffer.concat([gzipSync(text), zeros(5000), gzipSync(text)]), blockBytes)) === text + text,
    ).toBe(true);
});

test.each([
  ['what is no member', Buffer.from('garbage')],
  ['a member that is cut off', gzipSync('eggs').subarray(0, -1)],
  ['the beginning of one', gzipSync('eggs').subarray(0, 1)],
])('behind a member and zeros, %s is damage, not an end', async (_, behind) => {
  for (const padding of [0, 1, 600])
    for (const blockBytes of [1, 7, 2 ** 20]) {
      const bytes = Buffer.concat([gzipSync('flour'), zeros(padding), behind]);
      await expect(unpacked(bytes, blockBytes)).rejects.toMatchObject({ code: 'damaged' });
    }
});

test('who takes only the beginning ends the reading', async () => {
  let ended = false;
  const blocks = async function* () {
    try {
      for (;;) yield gzipSync('x'.repeat(100_000));
    } finally {
      ended = true;
    }
  };
  for await (const _ of decompress(blocks(), 'gzip', 'x.gz', DEFAULT_LIMITS)) break;
  await new Promise(setImmediate);
  expect(ended).toBe(true);
});
