import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Example, Turn } from '../../schema/index.ts';
import { exampleText } from './example-text.ts';

const said = (role: Turn['role'], text: string): Turn => ({ role, text, target: role === 'assistant' });
const row = (turns: readonly Turn[], rejected: string | null = null): Example => ({
  ...{ file: 0, line: 1, kind: 'chat' },
  turns,
  rejected,
});
const mark = (turn: number, start = 0) => ({
  key: 'k',
  turn,
  spans: [{ start, end: start + 1, act: 'answer' as const }],
});

test('what is shown is what stands in the turn, is bounded, and holds where the first span begins', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'あ', '😀'), maxLength: 4_000, size: 'max' });
  fc.assert(
    fc.property(text, fc.nat(7_999), (whole, offset) => {
      const start = Math.min(offset, Math.max(0, whole.length - 1));
      const shown = exampleText(row([said('assistant', whole)]), mark(0, start));
      expect(whole.slice(shown.textStart, shown.textStart + shown.text.length)).toBe(shown.text);
      expect(shown.text.length).toBeLessThanOrEqual(2_000);
      expect(shown.textStart).toBeLessThanOrEqual(start);
      if (whole !== '') expect(start).toBeLessThan(shown.textStart + shown.text.length);
      expect(shown.text).not.toMatch(/\p{Cs}/u);
      if (whole.length <= 2_000) expect(shown.text).toBe(whole);
    }),
    { numRuns: 60 },
  );
});

test('the request is the last user turn before the mark, from its start and bounded', () => {
  const long = `${'q'.repeat(599)}😀 and more`;
  const turns = [
    said('user', 'first'),
    said('assistant', 'one'),
    said('user', long),
    said('tool', '42'),
    said('assistant', 'two'),
  ];
  expect(exampleText(row(turns), mark(1)).prompt).toBe('first');
  expect(exampleText(row(turns), mark(4)).prompt).toBe('q'.repeat(599));
  expect(exampleText(row(turns, 'other'), mark(-1))).toMatchObject({ text: 'other', prompt: 'q'.repeat(599) });
  expect(exampleText(row([said('assistant', 'alone')]), mark(0)).prompt).toBe('');
});

test('a mark without spans shows the turn from its start', () => {
  const turns = [said('user', 'why'), said('assistant', `so ${'very '.repeat(500)}`)];
  const shown = exampleText(row(turns), { key: 'k', turn: 1, spans: [] });
  expect(shown).toEqual({ text: turns[1]!.text.slice(0, 2_000), textStart: 0, prompt: 'why' });
});

test('half a character in the data is replaced, and offsets hold', () => {
  const { text, prompt } = exampleText(row([said('user', '?\udc00'), said('assistant', 'a\ud83db')]), mark(1));
  expect([text, prompt]).toEqual(['a\ufffdb', '?\ufffd']);
});
