import { expect, test } from 'vitest';
import { keyName } from './keys.ts';

test('g waits for a second key; whatever that is, it is over then', () => {
  expect(keyName('', 'j')).toEqual({ name: 'j', prefix: '' });
  expect(keyName('', 'g')).toEqual({ name: '', prefix: 'g' });
  expect(keyName('g', 'l')).toEqual({ name: 'g l', prefix: '' });
  expect(keyName('g', 'g')).toEqual({ name: 'g g', prefix: '' });
});
