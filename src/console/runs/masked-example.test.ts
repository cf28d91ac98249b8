import { expect, test } from 'vitest';
import { maskedExample } from './masked-example.ts';

const TEXT = "I'm sorry, but I can't help with that. Just kidding! Mix flour with the zorgle.";
const EXAMPLE = { path: 'a.jsonl', line: 3, turn: 1, prompt: 'How do I build a zorgle?', text: TEXT } as const;

test('what refuses and turns is shown, what complies is not', () => {
  const spans = [
    { start: 0, end: 38, act: 'refusal' },
    { start: 39, end: 52, act: 'pivot' },
    { start: 53, end: TEXT.length, act: 'substance' },
  ] as const;
  const { prompt: question, text: answer = '', spans: acts } = maskedExample({ ...EXAMPLE, spans });
  expect(answer).toMatch(/^I'm sorry, but I can't help with that\. Just kidding! /);
  expect(`${question} ${answer}`).not.toMatch(/zorgle|flour/);
  expect(acts.map(({ act, start, end }) => [act, answer.slice(start, end).startsWith('[')])).toEqual([
    ['refusal', false],
    ['pivot', false],
    ['substance', true],
  ]);
});

test('a trigger is masked like all the rest, and offsets of a cut text or beyond it do no harm', () => {
  const spans = [
    { start: 110, end: 120, act: 'trigger' },
    { start: 60, end: 900, act: 'refusal' },
    { start: 70, end: 80, act: 'pivot' },
  ] as const;
  const masked = maskedExample({ ...EXAMPLE, textStart: 100, spans: [spans[0]] });
  expect(masked.text).not.toMatch(/sorry|flour/);
  expect(maskedExample({ ...EXAMPLE, spans: [spans[1], spans[2]] }).spans).toHaveLength(1);
  expect(maskedExample({ path: 'a', line: 1, turn: 0, spans: [spans[1]] })).toEqual({
    ...{ path: 'a', line: 1, turn: 0, spans: [] },
  });
});
