import { expect, it } from 'vitest';
import { afterComments, withoutComments } from './json-comments.ts';
import { whyNotJson } from './json-faults.ts';

it('takes comments from the beginning, and all of them', () => {
  expect(afterComments(' // a\n/* b\n * c **/ {}')).toBe('{}');
  expect(afterComments('/* never closed')).toBe('');
  expect(afterComments('{} // a')).toBeNull();
});

it('takes comments from everywhere but strings', () => {
  const text = '{"url": "https://x/*y*/\\"//", /* a */ "b": 1 // c\n}';
  expect(JSON.parse(withoutComments(text))).toEqual({ url: 'https://x/*y*/"//', b: 1 });
});

it('is the reason only where comments are the fault', () => {
  expect(whyNotJson('{"a": 1 /* one */}')).toBe('not valid JSON: it has comments');
  expect(whyNotJson('// a line of its own')).toBe('not valid JSON: it has comments');
  expect(whyNotJson('{"a": "// no comment" "b": 1}')).toBe('not valid JSON');
  expect(whyNotJson('{"a": NaN}')).toBe('not valid JSON: NaN or Infinity');
});
