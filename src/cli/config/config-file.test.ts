import { expect, test } from 'vitest';
import { workingFolder } from '../fixtures/own-folder.ts';
import { CONFIG_FILES, configFile } from './config-file.ts';

test('a folder without one has none', () => {
  workingFolder({ 'zenbun.json': '{}', 'sub/zenbun.yaml': '' });
  expect(configFile()).toBeUndefined();
});

test.each(CONFIG_FILES)('%s is found', (name) => {
  workingFolder({ [name]: '' });
  expect(configFile()).toBe(name);
});

test('of two none is chosen: both are named', () => {
  workingFolder({ 'zenbun.yaml': '', 'zenbun.yml': '' });
  expect(configFile).toThrow(
    expect.objectContaining({
      code: 'usage',
      message: expect.stringMatching(/zenbun\.yaml, zenbun\.yml/),
      advice: expect.stringContaining('--config'),
      localized: { en: expect.any(String), ja: expect.stringContaining('zenbun.yaml, zenbun.yml') },
    }),
  );
});
