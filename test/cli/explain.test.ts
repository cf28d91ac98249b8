import { expect, test } from 'vitest';
import { DETECTOR_IDS } from '../../src/schema/index.ts';
import { zenbun } from './command.ts';

test.each(DETECTOR_IDS)('explains %s in both languages', async (id) => {
  const en = await zenbun(['explain', id]);
  const ja = await zenbun(['explain', id, '--lang', 'ja']);
  expect([en.code, ja.code]).toEqual([0, 0]);
  expect(en.out).toMatch(/^\S+\n\nWhat it looks for\n {2}/);
  expect(ja.out).toContain('検出する内容');
  expect(en.out).toContain(`detector: ${id}`);
});

test('names the detectors where there is none of that name', async () => {
  const { code, err } = await zenbun(['explain', 'refuse']);
  expect(code).toBe(2);
  expect(err).toContain('refuse-then-comply');
});
