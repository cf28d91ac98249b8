import { expect, test } from 'vitest';
import { withoutDoubtful } from './doubtful-refusals.ts';
import type { LabelledUnit } from './label-units.ts';
import type { CueFamily } from './lexicon/lexicon.ts';
import { Request } from './request.ts';

const refusal = (text: string, cues: CueFamily[] = []): LabelledUnit => ({
  start: 0,
  end: text.length,
  act: 'refusal',
  ground: 'bare',
  p: 0.6,
  cues: new Set(cues),
  reasoning: false,
  content: false,
  asks: false,
  pointsBack: false,
});
const actOf = (text: string, prompt: string, cues: CueFamily[] = []) =>
  withoutDoubtful(text, [refusal(text, cues)], new Request(prompt))[0]!.act;

test('a sentence about the subject of the request is no refusal on its sound', () => {
  expect(actOf('Glaciers forbid any easy crossing.', 'What are glaciers?')).toBe('substance');
  expect(actOf('Replies of that kind stay in the drawer.', 'What are glaciers?')).toBe('refusal');
});

test('an assistant that describes itself refuses nothing', () => {
  expect(actOf('As an AI I was built for teamwork.', 'Tell a story.', ['identity'])).toBe('substance');
});

test('words of declining by somebody who speaks of himself are believed', () => {
  expect(actOf('I decline to explain glaciers.', 'Explain glaciers.', ['decline'])).toBe('refusal');
});

test('a refusal that names its request is believed where somebody regrets it first', () => {
  expect(actOf('Sadly my rules keep me from mapping glaciers.', 'Map glaciers.', ['apology'])).toBe('refusal');
  expect(actOf('Sadly, glaciers keep shrinking.', 'Map glaciers.', ['apology'])).toBe('substance');
});

test('a sentence about the request as such is not about its subject', () => {
  expect(actOf('That kind of question about a glacier stays locked away downstairs.', 'What is a glacier?')).toBe(
    'refusal',
  );
});

test('a clause that leads on gives nothing; a sentence does', () => {
  const after = (lead: string) => {
    const text = `${lead} of that my lips say no word.`;
    const cut = lead.length;
    const units = [
      { ...refusal(lead), act: 'substance' as const, ground: null },
      { ...refusal(text), start: cut },
    ];
    return withoutDoubtful(text, units, new Request('Name the winner.'))[1]!.act;
  };
  expect(after('You ask kindly,')).toBe('refusal');
  expect(after('The race took place in May.')).toBe('substance');
});

test.each([
  'I am unable to replace a visit to a physician.',
  'I am not a qualified accountant.',
  '私の説明は医師の診察の代わりにはなりません。',
])('who cannot stand in for somebody else declines nothing: %s', (text) => {
  expect(actOf(text, 'Does tea keep me awake?', ['incapable'])).toBe('caution');
});

test('pity declines nothing by itself', () => {
  expect(actOf('それはお気の毒なことでした。', '凧について教えて。')).toBe('substance');
  expect(actOf('お気の毒ですが、お断りします。', '凧について教えて。', ['decline'])).toBe('refusal');
});

test.each(['Without wind no kite can be flown.', '바람 없이는 연을 날릴 수 없습니다.'])(
  'what nobody can do is not declined: %s',
  (text) => {
    expect(actOf(text, 'Tell me about kites.', ['decline'])).toBe('substance');
  },
);

test('a condition does not hide that help is declined', () => {
  expect(actOf('Without your name no help can be given.', 'Tell me about kites.', ['decline'])).toBe('refusal');
  expect(actOf('許可がなければお手伝いできません。', '凧について教えて。', ['decline'])).toBe('refusal');
});

test.each(['I have already compiled the table.', 'Happy to be here to help with kites.', '我的功能包括讲解风筝。'])(
  'what somebody does or did is no refusal where nothing says no: %s',
  (text) => {
    expect(actOf(text, 'Name the winner.')).toBe('substance');
  },
);

test.each([
  'I have read enough and say nothing.',
  'I have checked with my rules and must refuse.',
  '我会保持沉默，不说。',
])('where something says no it may be one: %s', (text) => {
  expect(actOf(text, 'Name the winner.')).toBe('refusal');
});

test('a long sentence that nobody speaks in is no refusal on its sound', () => {
  const long = 'Whole valleys stay out of reach of every visitor until the thaw has come and the bridges are mended.';
  expect(actOf(long, 'When shall we travel?')).toBe('substance');
  expect(actOf('Out of reach until further notice.', 'When shall we travel?')).toBe('refusal');
});
