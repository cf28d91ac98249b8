import { describe, expect, test } from 'vitest';
import { serveOptionsOf } from './serve-options-of.ts';

const flags = { color: false };

test('flags win over the file, and the rest of the file stays', () => {
  const file = {
    listen: 9000,
    upstreams: { vllm: { url: 'http://127.0.0.1:8000/v1' } },
    models: { a: { guard: 'judged' as const, stage: 'canary' }, b: {} },
    ledger: { folder: 'there', origin: 'example.org/log' },
    unread: ['/v1/embeddings'],
  };
  expect(serveOptionsOf(file, flags)).toEqual({ ...file, listen: '9000' });
  expect(serveOptionsOf(file, { ...flags, guard: 'observe', ledger: 'here', listen: '127.0.0.1:1' })).toEqual({
    ...file,
    listen: '127.0.0.1:1',
    models: { a: { guard: 'observe', stage: 'canary' }, b: { guard: 'observe' } },
    ledger: { folder: 'here', origin: 'example.org/log' },
  });
});

test('a server and its models can be named without a file', () => {
  expect(
    serveOptionsOf(undefined, { ...flags, upstream: 'http://127.0.0.1:8000/v1', model: ['a', 'b'], guard: 'judged' }),
  ).toEqual({
    upstreams: { upstream: { url: 'http://127.0.0.1:8000/v1' } },
    models: { a: { guard: 'judged' }, b: { guard: 'judged' } },
    ledger: {},
  });
});

describe('says what is missing', () => {
  test.each([
    [undefined, {}, 'no model to serve'],
    [{ models: {} }, {}, 'no model to serve'],
    [undefined, { upstream: 'http://127.0.0.1:1/v1' }, '--model NAME'],
  ])('%j %j', (file, more, said) => {
    expect(() => serveOptionsOf(file, { ...flags, ...more })).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining(said) }),
    );
  });
});
