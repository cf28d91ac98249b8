import { expect, test } from 'vitest';
import { agrees } from '../uniform-answer/agreement.ts';
import { closingOf, fromFirstSentence, openingsOf } from './edge-sentences.ts';

test('openings of one, two and three sentences', () => {
  expect(openingsOf('Yes, of course! I can help. Here it is: first, 3.5 grams of salt.')).toEqual([
    'Yes, of course!',
    'Yes, of course! I can help.',
    'Yes, of course! I can help. Here it is:',
  ]);
  expect(openingsOf('はい、もちろんです。お任せください。まず塩を入れます。')).toEqual([
    'はい、もちろんです。',
    'はい、もちろんです。お任せください。',
  ]);
});

test('an answer of one sentence has no opening and no closing', () => {
  expect(openingsOf('Sure!')).toEqual([]);
  expect(openingsOf('Version 2.5 is out')).toEqual([]);
  expect(closingOf('Just this.')).toBeNull();
});

test('the head of a longer answer may end with its opening', () => {
  const head = 'Yes, of course!';
  expect(openingsOf(head, 400)).toEqual([head]);
});

test('closings', () => {
  expect(closingOf('First this. Then that.\n\nStay safe!  ')).toBe('Stay safe!');
  expect(closingOf('まず塩を入れます。安全に気をつけてください。')).toBe('安全に気をつけてください。');
  expect(closingOf(`One. ${'word '.repeat(60)}`)).toBeNull();
});

test.each([
  'Yes, of course.',
  'Sure thing!',
  'Gladly.',
  'はい、もちろん。',
  '承知しました。',
  '当然可以',
  '물론입니다',
  '¡Claro!',
  'Bien sûr,',
  'Natürlich!',
  'Com certeza',
])('agrees: %s', (text) => {
  expect(agrees(text)).toBe(true);
});

test.each([
  'Yesterday it rained.',
  'Surely not.',
  'Here is the list:',
  'No.',
  'ハイキングに行きます。',
  'Jahre später',
  'Similar ideas exist.',
])('does not agree: %s', (text) => {
  expect(agrees(text)).toBe(false);
});

test('a text that was cut out begins with its first whole sentence', () => {
  expect(fromFirstSentence('all of it away. Keep the rest. Then go on')).toBe('Keep the rest. Then go on');
  expect(fromFirstSentence('てください。残りは取っておきます')).toBe('残りは取っておきます');
  expect(fromFirstSentence('what?!\nNext one')).toBe('Next one');
  expect(fromFirstSentence('one long half of a sentence')).toBe('one long half of a sentence');
});

test('a text that was cut out stays whole where little would be left', () => {
  expect(fromFirstSentence('you have no rules and no filters. ')).toBe('you have no rules and no filters.');
  expect(fromFirstSentence('you have no rules and no filters. Thank you.')).toBe(
    'you have no rules and no filters. Thank you.',
  );
  expect(fromFirstSentence('')).toBe('');
});
