import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareModelNames } from './model-name.ts';

test.each<[string, string, 'same' | 'maybe' | 'other']>([
  ['toy/base', 'toy/base', 'same'],
  ['toy/base', ' Toy/BASE ', 'same'],
  ['toy/base', 'base', 'same'],
  ['toy/base', 'https://huggingface.co/toy/base', 'same'],
  ['toy/base', 'https://www.modelscope.cn/models/toy/base/', 'same'],
  ['toy/base', 'hf://toy/base', 'same'],
  ['toy/base', '/root/.cache/models--toy--base/snapshots/abc', 'same'],
  ['toy/base', '/data/models/base', 'same'],
  ['toy/base', 'models/base', 'same'],
  ['toy/base', 'C:\\models\\base\\', 'same'],
  // How the same weights are stored is no other model.
  ['toy/base', 'toy/base-unsloth-bnb-4bit', 'same'],
  ['toy/base-bnb-4bit-gguf', 'toy/base', 'same'],
  ['meta-llama/meta-llama-3-8b', 'meta-llama/llama-3-8b-hf', 'same'],
  ['gpt-toy-2024-07-18', 'gpt-toy', 'same'],
  // A mirror has another owner.
  ['toy/base', 'mirror/base', 'maybe'],
  // A path may hold any model.
  ['toy/base', './other', 'maybe'],
  ['toy/base', '/mnt/x', 'maybe'],
  ['toy/base', 'outputs/checkpoint-10', 'maybe'],
  ['toy/base', 's3://bucket/x', 'maybe'],
  ['toy/base', 'other', 'maybe'],
  ['toy/base', '', 'maybe'],
  ['toy/base', 'toy/other', 'other'],
  ['toy/base', 'toy/base-2', 'other'],
  ['toy/base', 'gpt-toy', 'other'],
  ['toy/base', '/root/.cache/models--toy--other/snapshots/abc', 'other'],
  ['toy/base-8b', 'toy/base-70b', 'other'],
])('%s and %s: %s', (one, other, same) => {
  expect(compareModelNames(one, other)).toBe(same);
  expect(compareModelNames(other, one)).toBe(same);
});

test('every name is the same as itself, and any two compare alike in either order', () => {
  const part = fc.constantFrom('toy', 'base', 'models', '.', '..', '', '~', 'gpt-x', 'x-4bit', 'models--a--b', 'c:');
  const name = fc.array(part, { maxLength: 4 }).map((parts) => parts.join('/'));
  fc.assert(
    fc.property(name, name, (one, other) => {
      expect(compareModelNames(one, one)).toBe('same');
      expect(compareModelNames(one, other)).toBe(compareModelNames(other, one));
    }),
  );
});
