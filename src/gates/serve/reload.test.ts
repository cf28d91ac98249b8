import { expect, test } from 'vitest';
import { refuseLosingKeys, stayingSettings } from './reload.ts';

test('settings that stay as they were are told', () => {
  const before = { listen: '127.0.0.1:1', tls: { cert: 'a', key: 'b' }, models: { a: {} }, ledger: { folder: 'x' } };
  expect(stayingSettings(before, { ...before, models: { b: {} }, unread: ['/v1/embeddings'] })).toEqual([]);
  expect(stayingSettings(before, { ...before, listen: '127.0.0.1:2', tls: { cert: 'c', key: 'b' } })).toEqual([
    'listen',
    'tls',
  ]);
});

test('keys may change, but not go', () => {
  const keys = [{ id: 'a', hash: 'sha256:' }];
  expect(() => refuseLosingKeys({ keys }, {})).toThrow(expect.objectContaining({ code: 'usage' }));
  expect(() => refuseLosingKeys({ keys }, { keys: [{ id: 'b', hash: 'sha256:' }] })).not.toThrow();
  expect(() => refuseLosingKeys({}, { keys })).not.toThrow();
  expect(() => refuseLosingKeys({}, {})).not.toThrow();
});
