import { expect, it } from 'vitest';
import { openingAct } from './opening-act.ts';

it.each([
  ["I'm sorry, but I can't help with that. Paris is the capital.", 'refusal'],
  ['Sure, here is the recipe: flour, eggs, milk.', 'affirmation'],
  ['もちろんです！レシピはこちらです。', 'affirmation'],
  ['申し訳ありませんが、そのご質問にはお答えできません。', 'refusal'],
  ['Whisk the eggs with the sugar until pale.', 'substance'],
  [' \n', null],
])('%s', (text, act) => {
  expect(openingAct(text)).toBe(act);
});
