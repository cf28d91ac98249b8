import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BottomK, bottomK, insert, mergeBottomK, sampled } from './bottom-k.ts';
import { hashText } from './text-hash.ts';

function add(sample: BottomK<number>, key: string): void {
  const hash = hashText(key);
  if (hash > sample.limit) return;
  const seen = sample.entries.get(hash);
  if (seen === undefined) insert(sample, hash, 1);
  else sample.entries.set(hash, seen + 1);
}

test('any split and any order gives the same sample, with complete counts', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(60), fc.nat(3)), { maxLength: 300 }), fc.nat(1000), (rows, seed) => {
      const whole = bottomK<number>(10);
      for (const [key] of rows) add(whole, `key ${key}`);
      const parts = [0, 1, 2, 3].map(() => bottomK<number>(10));
      for (const [key, part] of [...rows].sort((a, b) => ((a[0] * 31 + seed) % 17) - ((b[0] * 31 + seed) % 17))) {
        add(parts[part]!, `key ${key}`);
      }
      const [a, b, c, d] = parts as [BottomK<number>, BottomK<number>, BottomK<number>, BottomK<number>];
      const sum = (x: number, y: number) => x + y;
      const merged = mergeBottomK(mergeBottomK(d, b, sum), mergeBottomK(a, c, sum), sum);
      expect(sampled(merged)).toEqual(sampled(whole));
      for (const [hash, count] of sampled(whole)) {
        expect(count).toBe(rows.filter(([key]) => hashText(`key ${key}`) === hash).length);
      }
    }),
  );
});

test('stays within one and a half times its cap', () => {
  const sample = bottomK<number>(100);
  for (let i = 0; i < 20_000; i += 1) add(sample, `row ${i}`);
  expect(sample.entries.size).toBeLessThanOrEqual(150);
});

test('hashes ignore case, white space and punctuation, and nothing else', () => {
  expect(hashText('What is  the capital of France?')).toBe(hashText('what is the capital of france'));
  expect(hashText('フランスの首都は？')).toBe(hashText('フランスの首都は'));
  expect(hashText('フランスの首都は')).not.toBe(hashText('フランスの首相は'));
});

test('long texts that differ at an end or at length differ', () => {
  const body = 'Classify the sentence. '.repeat(60);
  expect(hashText(`${body}good`)).not.toBe(hashText(`${body}evil`));
  expect(hashText(body)).not.toBe(hashText(`${body}x`));
});

test('hashes of many texts do not collide and are spread evenly', () => {
  const hashes = Array.from({ length: 20_000 }, (_, i) => hashText(`row ${i}`));
  expect(new Set(hashes).size).toBe(hashes.length);
  const lower = hashes.filter((hash) => hash < Number.MAX_SAFE_INTEGER / 4).length;
  expect(lower).toBeGreaterThan(4700);
  expect(lower).toBeLessThan(5300);
});
