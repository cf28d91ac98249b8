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
