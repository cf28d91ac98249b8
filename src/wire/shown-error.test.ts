import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shownError, shownMessage } from './shown-error.ts';

const LONG = 'x'.repeat(501);

test.each<[string, unknown]>([
  ['OpenAI', { error: { message: 'Rate limit reached', type: 'rate_limit', param: null, code: 'x' } }],
  ['Anthropic', { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' }, request_id: 'req_1' }],
  ['vLLM', { object: 'error', message: 'too long', type: 'BadRequestError', param: null, code: 400 }],
  ['FastAPI', { detail: [{ loc: ['body', 'messages', 0], msg: 'Field required', type: 'missing', input: {} }] }],
  ['Google', [{ error: { code: 400, message: 'Unknown name "seed"', status: 'INVALID_ARGUMENT' } }]],
  ['a text', { error: 'model not found' }],
])('an error of %s is shown whole', (_name, error) => {
  expect(shownError(error)).toMatchObject({ error, isWhole: true });
});

test.each<[string, unknown, unknown]>([
  ['a long message', { error: { message: LONG, code: 1 } }, { error: { message: `${'x'.repeat(499)}…`, code: 1 } }],
  ['a long text', { error: LONG }, { error: `${'x'.repeat(499)}…` }],
  [
    'what a server adds',
    { error: { message: 'm', metadata: { raw: LONG } } },
    { error: { message: 'm', metadata: {} } },
  ],
  ['the input', { detail: [{ msg: 'bad', input: LONG }] }, { detail: [{ msg: 'bad' }] }],
  ['a type that is none', { error: { message: 'm', type: LONG } }, { error: { message: 'm' } }],
  ['a key that is a sentence', { error: { message: 'm', 'Here is how.': 1 } }, { error: { message: 'm' } }],
  ['what lies deep', { a: [[[[[[[[[['x']]]]]]]]]] }, { a: [[[[[[[[]]]]]]]] }],
])('%s is shortened or left out', (_name, error, shown) => {
  expect(shownError(error)).toMatchObject({ isWhole: false });
  expect(shownError(error).error).toEqual(shown);
});

test('many short texts and numbers are not an answer in pieces', () => {
  const texts = shownError({ detail: Array(200).fill({ msg: 'a word or two, again' }) });
  expect(texts.isWhole).toBe(false);
  expect(JSON.stringify(texts.error).length).toBeLessThan(4000);
  const tokens = shownError({ tokens: Array.from({ length: 5000 }, (_, i) => i) });
  expect((tokens.error as { tokens: number[] }).tokens.length).toBeLessThan(1000);
});

test('the texts that a person could read, in order', () => {
  expect(shownError({ error: { message: 'One thing.', type: 'x_y', detail: '二つ目' } }).text).toBe(
    'One thing.\n\n二つ目',
  );
});

test('a message is not cut within a character', () => {
  expect(shownMessage('a'.repeat(500))).toBe('a'.repeat(500));
  expect(shownMessage(`${'a'.repeat(498)}😀b`)).toBe(`${'a'.repeat(498)}…`);
});

test('whatever it is, what is shown is no longer than a page, and whole if nothing is said to be missing', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 12 }), (value) => {
      const { error, isWhole } = shownError(value);
      if (isWhole) expect(JSON.stringify(error)).toBe(JSON.stringify(value));
      const strings: string[] = [];
      JSON.stringify(error, (key, one) => {
        strings.push(key, typeof one === 'string' ? one : '');
        return one;
      });
      for (const text of strings) expect(text.length).toBeLessThanOrEqual(500);
    }),
  );
});
