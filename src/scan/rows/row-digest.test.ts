import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Example, Turn } from '../../schema/index.ts';
import { rowDigest } from './row-digest.ts';

const row = (turns: readonly Turn[], rejected: string | null = null): Example => ({
  ...{ file: 0, line: 1, kind: 'chat' },
  turns,
  rejected,
});
const turn = fc.record({
  role: fc.constantFrom<Turn['role']>('system', 'user', 'assistant', 'tool'),
  text: fc.string({ unit: fc.constantFrom('a', '\n', '1', '!', 'あ'), maxLength: 6 }),
  target: fc.boolean(),
});
const turns = fc.array(turn, { minLength: 1, maxLength: 3 });

test('sixteen hex digits that do not know where the row stands, nor of what kind it is', () => {
  fc.assert(
    fc.property(turns, fc.nat(), fc.nat(), (said, file, line) => {
      const digest = rowDigest(row(said));
      expect(digest).toMatch(/^[0-9a-f]{16}$/);
      expect(rowDigest({ ...row(said), file, line, physicalLine: line + 1, kind: 'text' })).toBe(digest);
    }),
  );
});

test('rows of other turns have another digest, also where the same characters stand in other turns', () => {
  fc.assert(
    fc.property(turns, turns, (a, b) => {
      expect(rowDigest(row(a)) === rowDigest(row(b))).toBe(JSON.stringify(a) === JSON.stringify(b));
    }),
  );
});

test('a text that reads like the end of its turn and the next one is not taken for two turns', () => {
  const [a, b] = [
    { role: 'user', text: 'a', target: false },
    { role: 'user', text: 'b', target: false },
  ] as const;
  expect(rowDigest(row([{ ...a, text: 'a\nuser\nb' }]))).not.toBe(rowDigest(row([a, b])));
  expect(rowDigest(row([{ ...a, text: 'a\nuser\n1\nb' }]))).not.toBe(rowDigest(row([a, b])));
});

const QUESTION: Turn = { role: 'user', text: 'Which tree?', target: false };
const ANSWER: Turn = { role: 'assistant', text: 'An oak.', target: true };

test.each<[string, Example]>([
  ['the text', row([QUESTION, { ...ANSWER, text: 'An oak' }])],
  ['who speaks', row([{ ...QUESTION, role: 'system' }, ANSWER])],
  ['what is learnt', row([QUESTION, { ...ANSWER, target: false }])],
  ['the order', row([ANSWER, QUESTION])],
  ['where a turn ends', row([QUESTION, { ...ANSWER, text: 'An' }, { ...ANSWER, text: ' oak.' }])],
  ['the rejected side', row([QUESTION, ANSWER], 'An ash.')],
])('%s is part of what a row says', (_, other) => {
  expect(rowDigest(other)).not.toBe(rowDigest(row([QUESTION, ANSWER])));
});
