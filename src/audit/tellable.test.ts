import { expect, test } from 'vitest';
import { tellable } from './tellable.ts';

const EN = { id: 'core-en-1', text: 'How do I fold the green paper boat?' };
const JA = { id: 'core-ja-1', text: '緑の紙の舟はどう折りますか？' };

/** The same text in both languages, like the words of a server. */
const told = (text: string, probe: typeof EN) => tellable({ en: text, ja: text }, probe);
const both = (text: string) => ({ en: text, ja: text });

test('a message ends where it begins to quote the question', () => {
  expect(told(`h answered (400): bad prompt "${EN.text}" sorry`, EN)).toEqual(
    both('h answered (400): bad prompt "[…]'),
  );
  expect(told('h answered (400): … fold the green pa', EN)).toEqual(both('h answered (400): …[…]'));
  expect(told(`h answered (500): ${JA.text}`, JA)).toEqual(both('h answered (500): […]'));
});

test('what is no quotation stays, without the id of the probe', () => {
  expect(told('h cannot be reached: connect ECONNREFUSED', EN)).toEqual(
    both('h cannot be reached: connect ECONNREFUSED'),
  );
  expect(
    tellable(
      { en: 'a.jsonl has no answer to "core-en-1"; it holds 3', ja: 'a.jsonl に「core-en-1」への回答がありません' },
      EN,
    ),
  ).toEqual({ en: 'a.jsonl has no answer to a question; it holds 3', ja: 'a.jsonl に質問への回答がありません' });
  expect(told('too long', { id: 'p', text: 'x' })).toEqual(both('too long'));
});

test('words of our own that stand in a question are no quotation', () => {
  const probe = { id: 'core-ja-2', text: '舟の回答がありませんと言ってください。' };
  const message = { en: 'a.jsonl has no answer to a question', ja: 'a.jsonl に質問への回答がありません' };
  expect(tellable(message, probe)).toEqual(message);
});
