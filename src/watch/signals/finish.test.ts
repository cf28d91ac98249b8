import { expect, test } from 'vitest';
import type { AnswerFacts } from '../../schema/index.ts';
import { plainAnswer } from '../fixtures/simulated-answers.ts';
import { finish } from './finish.ts';

test.each<readonly [AnswerFacts['state'], AnswerFacts['finish'], boolean | null]>([
  ['complete', 'stop', false],
  ['complete', 'tool', false],
  ['complete', 'length', true],
  ['complete', 'filtered', true],
  ['complete', null, null],
  ['failed', null, true],
  ['failed', 'stop', true],
  ['incomplete', 'stop', true],
  ['rejected', null, true],
  ['aborted', 'length', null],
  ['aborted', null, null],
])('%s, ended with %s: %s', (state, how, hit) => {
  expect(finish.read({ ...plainAnswer, state, finish: how })).toBe(hit);
});
