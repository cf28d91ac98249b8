import { expect, test } from 'vitest';
import { nearestTies } from './border.ts';

const said = (prompt: string, ...texts: readonly string[]) => texts.map((text) => ({ prompt, text, top: null }));

test('the prompts that are most nearly tied come first, those always answered alike last', () => {
  const samples = [
    ...said('sure', 'a', 'a', 'a', 'a'),
    ...said('leaning', 'a', 'a', 'a', 'b'),
    ...said('tied', 'a', 'b', 'b', 'a'),
    ...said('tied, seen less', 'a', 'b', 'c', 'd'),
  ];
  expect(nearestTies(samples, 3)).toEqual([
    { prompt: 'tied', isTied: true },
    { prompt: 'tied, seen less', isTied: true },
    { prompt: 'leaning', isTied: true },
  ]);
  expect(nearestTies(samples, 9).at(-1)).toEqual({ prompt: 'sure', isTied: false });
});
