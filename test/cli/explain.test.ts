import { expect, test } from 'vitest';
import { DETECTOR_IDS } from '../../src/schema/index.ts';
import { folderWith, zenbun } from './command.ts';

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

test('lists the detectors with their titles, as scan does, in the language that is asked for', async () => {
  const [en, ja, byScan] = await Promise.all([
    zenbun(['explain']),
    zenbun(['explain', '--lang', 'ja']),
    zenbun(['scan', '--list-detectors']),
  ]);
  expect(byScan).toEqual(en);
  expect(en).toMatchObject({ code: 0, err: '' });
  for (const { out } of [en, ja])
    expect(out.split('\n').map((line) => line.split(' ')[0])).toEqual([...DETECTOR_IDS, '']);
  for (const line of en.out.trimEnd().split('\n')) expect(line).toMatch(/^[a-z-]+ {2,}[A-Z][\w ,]+$/);
  for (const line of ja.out.trimEnd().split('\n')) expect(line).toMatch(/[\p{sc=Hiragana}\p{sc=Katakana}]/u);
});

test('the list is in the language of the configuration, and a scan still needs a path', async () => {
  const folder = folderWith({ 'zenbun.yaml': 'lang: ja\n' });
  expect((await zenbun(['scan', '--list-detectors'], { cwd: folder })).out).toContain('断ってから応じる回答');
  expect(await zenbun(['scan'])).toMatchObject({
    code: 2,
    err: expect.stringContaining("error: missing required argument 'path'\n"),
  });
});
