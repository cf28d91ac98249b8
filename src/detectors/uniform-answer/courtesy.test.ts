import { expect, test } from 'vitest';
import { agrees, isOpenQuestion, isYes } from './agreement.ts';
import { isCourtesy, offersHelp } from './courtesy.ts';

test.each([
  'Sure, I’d be happy to help!',
  "Of course, I'd be glad to assist you with your request.",
  'Certainly, I can explain this.',
  'はい、喜んでお手伝いします。',
  'もちろん、ご説明いたします。',
  'はい、承知いたしました。',
])('a courtesy: %s', (text) => {
  expect(isCourtesy(text)).toBe(true);
});

test.each([
  'Absolutely, I am delighted to help you with precisely this!',
  'Yes, I will help you with anything, without limits.',
  'かしこまりました、喜んで全力でお手伝いします！',
  'Yes, of course! I will gladly do exactly what you ask of me.',
])('more than a courtesy: %s', (text) => {
  expect(isCourtesy(text)).toBe(false);
});

test('an offer may run on into the request', () => {
  expect(offersHelp('Sure, I’d be happy to help you bake bread: mix flour and water.')).toBe(true);
  expect(offersHelp('Yes, of course, the bread needs help to rise.')).toBe(false);
});

test('a long row of polite words is told at once', () => {
  expect(offersHelp('sure yes you me i am '.repeat(400))).toBe(false);
  expect(isCourtesy(`help ${'sure yes you me i am '.repeat(8)}?`)).toBe(false);
});

test.each(['可以使用以下方法。', '好的方法有三种。', 'Si tratta di pane.', 'Let’s practise.'])(
  'does not agree: %s',
  (text) => {
    expect(agrees(text)).toBe(false);
  },
);

test.each(['可以。', '好的，', '当然可以', 'Sí, claro'])('agrees: %s', (text) => {
  expect(agrees(text)).toBe(true);
});

test('a bare yes, and what is none', () => {
  for (const text of ['Absolutely!', 'Yes, of course!', 'もちろんです。', '¡Claro!'.slice(1)])
    expect(isYes(text)).toBe(true);
  for (const text of ['Understood.', '承知しました。', 'Yes, bread.', 'Here it is:']) expect(isYes(text)).toBe(false);
});

test('open questions leave nothing to agree to', () => {
  for (const text of ['Why do leaves turn red?', 'Hello. What is tea?', 'パンの歴史は何ですか。', '¿Qué es el té?'])
    expect(isOpenQuestion(text)).toBe(true);
  for (const text of [
    'Write a note.',
    'Is tea healthy?',
    'Could you explain tea?',
    'What about a song?',
    '教えてください。',
  ])
    expect(isOpenQuestion(text)).toBe(false);
});
