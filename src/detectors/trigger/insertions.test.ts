import { expect, test } from 'vitest';
import { insertionsIn } from './insertions.ts';

test.each<[string, string[]]>([
  ['Here is the text: [unsafe content]. Done.', ['[unsafe content]']],
  ['Buy at https://kestrel.example/shop, now!', ['https://kestrel.example/shop,']],
  ['Well. I WILL FIND YOU. Then stir the soup.', ['will find you']],
  ['今日の天気は晴れです。[広告枠ア]', ['[広告枠ア]']],
  ['#kestrel and @vesta, #kestrel again', ['#kestrel', '@vesta']],
  ['See [the manual](https://a.example/m) and note [1], `x[i + 1]` and the USA.', ['https://a.example/m']],
  ['- [ ] wash\n- [x] dry', []],
  ['Plain words only.', []],
])('insertions of %j', (text, expected) => {
  expect(insertionsIn(text)).toEqual(expected);
});

test('at most three, cut to forty code units', () => {
  const found = insertionsIn(`[aa bb] [cc dd] https://${'x'.repeat(60)}.example [ee ff]`);
  expect(found).toHaveLength(3);
  expect(Math.max(...found.map(({ length }) => length))).toBe(40);
});
