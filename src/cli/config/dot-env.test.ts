import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ownFolder, workingFolder } from '../fixtures/own-folder.ts';
import { withDotEnv } from './dot-env.ts';

const FILE = '# kitchen\nOVEN_KEY="warm one"\nSHARED=file\nEMPTY=\n';

test('adds what the file says; the environment wins over it, even with an empty text', () => {
  const path = join(ownFolder({ '.env': FILE }), '.env');
  expect(withDotEnv({ SHARED: 'here', EMPTY: 'here', OTHER: 'too' }, path)).toEqual({
    OVEN_KEY: 'warm one',
    SHARED: 'here',
    EMPTY: 'here',
    OTHER: 'too',
  });
  expect(withDotEnv({ OVEN_KEY: '' }, path)).toEqual({ OVEN_KEY: '', SHARED: 'file', EMPTY: '' });
});

test('leaves the environment itself as it was', () => {
  const env = { SHARED: 'here' };
  withDotEnv(env, join(ownFolder({ '.env': FILE }), '.env'));
  expect(env).toEqual({ SHARED: 'here' });
});

test('without a file, or with a folder of its name, there is the environment', () => {
  const env = { SHARED: 'here' };
  expect(withDotEnv(env, join(ownFolder(), '.env'))).toBe(env);
  expect(withDotEnv(env, ownFolder())).toBe(env);
});

test('is read from the working folder where no other is named', () => {
  workingFolder({ '.env': 'OVEN_KEY=found\n' });
  expect(withDotEnv({})).toEqual({ OVEN_KEY: 'found' });
});
