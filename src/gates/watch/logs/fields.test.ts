import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choicesIn } from './choices-in.ts';
import { ASKERS, countIn, firstOf, idIn, recordIn, replyOf, requestIn, textIn } from './fields.ts';

describe('an object', () => {
  test('also as JSON in a text', () => {
    expect(recordIn({ a: 1 })).toEqual({ a: 1 });
    expect(recordIn(' {"a":1}')).toEqual({ a: 1 });
  });

  test.each([null, undefined, 1, 'a', '{"a":', '[1]', [1], '"{}"', 'null', ''])('%j is none', (value) => {
    expect(recordIn(value)).toBeUndefined();
  });

  test('is read back from its JSON', () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true });
    fc.assert(
      fc.property(object, (one) => {
        const text = JSON.stringify(one);
        expect(recordIn(text)).toEqual(JSON.parse(text));
      }),
    );
  });
});

describe('a field under one of several names', () => {
  test('the first that is there and not empty', () => {
    expect(firstOf({ a: '', b: null, c: undefined, d: 0, e: 1 }, ['a', 'b', 'c', 'd', 'e'])).toBe(0);
    expect(firstOf({ a: false }, ['b', 'a'])).toBe(false);
    expect(firstOf({ a: '' }, ['a', 'b'])).toBeUndefined();
  });

  test('as a text: numbers too, nothing else', () => {
    expect(textIn({ a: 'x' }, ['a'])).toBe('x');
    expect(textIn({ a: 7 }, ['a'])).toBe('7');
    for (const a of [true, {}, ['x'], null]) expect(textIn({ a }, ['a'])).toBeNull();
  });

  test('as a count: not negative, finite', () => {
    expect(countIn({ a: 0 }, ['a'])).toBe(0);
    expect(countIn({ a: '12' }, ['a'])).toBe(12);
    for (const a of [-1, '', 'many', Number.POSITIVE_INFINITY, Number.NaN, null, {}])
      expect(countIn({ a }, ['a'])).toBeNull();
    expect(countIn(undefined, ['a'])).toBeNull();
  });

  test('of the askers, the end user comes before the user, and both before the session', () => {
    const record = { session_id: 's', user: 'u', end_user: 'e' };
    expect(textIn(record, ASKERS)).toBe('e');
    expect(textIn({ session_id: 's', user: 'u' }, ASKERS)).toBe('u');
  });
});

describe('an id', () => {
  test('is made of all that are there, so that a shared one makes no rows the same', () => {
    expect(idIn({ id: 'a', custom_id: 'b' })).toBe('["a","b"]');
    expect(idIn({ id: 'a' }, undefined, { request_id: 7 })).toBe('["a","7"]');
    expect(idIn({ id: 'a,b' })).not.toBe(idIn({ id: 'a', custom_id: 'b' }));
  });

  test('is none where there is none', () => {
    expect(idIn()).toBeNull();
    expect(idIn(undefined, { id: '', name: 'x' })).toBeNull();
  });
});

test('a message is wrapped like the reply of a server; anything else stays', () => {
  const message = { role: 'assistant', content: 'Hello' };
  expect(replyOf(message)).toEqual({ choices: [{ message }] });
  expect(replyOf(JSON.stringify(message))).toEqual({ choices: [{ message }] });
  expect(replyOf({ choices: [] })).toEqual({ choices: [] });
  expect(replyOf({ role: 7 })).toEqual({ role: 7 });
  expect(replyOf('Hello')).toBe('Hello');
});

test('messages come alone or in the body of a request', () => {
  const messages = [{ role: 'user', content: 'Hello' }];
  for (const value of [messages, JSON.stringify(messages), { messages }, { input: messages }, { contents: messages }])
    expect(requestIn(value)).toEqual(messages);
  expect(requestIn({ messages, prompt: 'other' })).toEqual(messages);
  expect(requestIn('Hello')).toBe('Hello');
  expect(requestIn({ model: 'm' })).toBeUndefined();
});

describe('the answers in a reply', () => {
  const two = { id: 'r', choices: ['a', 'b'] };
  const apart = [
    { id: 'r', choices: ['a'] },
    { id: 'r', choices: ['b'] },
  ];

  test('are split, each with the fields around it, also inside wrappers', () => {
    expect(choicesIn(two)).toEqual(apart);
    expect(choicesIn({ body: two })).toEqual(apart.map((body) => ({ body })));
    expect(choicesIn({ n: 1, response: { status: 200, body: two } })).toEqual(
      apart.map((body) => ({ n: 1, response: { status: 200, body } })),
    );
  });

  test.each([
    null,
    'a',
    [1, 2],
    {},
    { choices: ['a'] },
    { choices: [] },
    { choices: 'ab' },
    { body: { choices: ['a'] } },
  ])('%j is one', (reply) => {
    expect(choicesIn(reply)).toEqual([reply]);
  });
});
