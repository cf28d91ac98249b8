import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TOOL } from './tool.ts';

test('it names the package and its version', () => {
  const { name, version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(TOOL).toEqual({ name, version });
});
