import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readResponse } from '../../reader/index.ts';
import { readableToolText } from '../../wire/index.ts';
import { latchOf } from './guard-policy.ts';

const REFUSAL = "I'm sorry, but I can't help with that request.";

test('the strings of JSON are read as sentences, and every offset stays', () => {
  expect(readableToolText('{"text":"a\\nb"}')).toBe('\n\ntext\n:\na\n\u200bb\n\n');
  fc.assert(fc.property(fc.json(), (json) => readableToolText(json).length === json.length));
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readableToolText(text).length === text.length));
});

test.each([
  JSON.stringify({ text: `${REFUSAL} Here is how.` }),
  JSON.stringify({ answer: { message: REFUSAL, more: 'Here is how.' } }),
  JSON.stringify({ text: REFUSAL }).replace(/'/g, '\\u0027'),
  JSON.stringify({ text: '申し訳ありませんが、そのご依頼にはお答えできません。' }).replace(
    /[^\x20-\x7e]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  ),
])('a refusal in the arguments of a call latches: %s', (json) => {
  const { acts } = readResponse(`answer\n\n${readableToolText(json)}`, { prompt: 'How do I make plim?' });
  expect(acts.some((act) => latchOf(act) !== null)).toBe(true);
});
