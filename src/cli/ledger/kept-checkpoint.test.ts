import { expect, test } from 'vitest';
import type { ZenbunError } from '../../errors.ts';
import { ownFolder } from '../fixtures/own-folder.ts';
import { keptCheckpoint } from './kept-checkpoint.ts';

const refusalOf = (path: string) =>
  keptCheckpoint(path).then(
    () => null,
    (error: ZenbunError) => error,
  );

test('the text of the file comes as it is', async () => {
  const text = 'log.example/a\n3\nAAAA\n\n— log.example/a 証跡\r\n';
  expect(await keptCheckpoint(`${ownFolder({ kept: text })}/kept`)).toBe(text);
});

test('a file that is not there is named, with the commands that write one', async () => {
  const path = `${ownFolder()}/none`;
  const error = await refusalOf(path);
  expect(error).toMatchObject({
    code: 'not-found',
    message: `--earlier ${path}: there is no such file`,
    localized: { ja: `--earlier ${path}：ファイルがありません` },
  });
  expect(error?.advice).toContain('zenbun ledger head');
});

test('another fault is told as the system tells it', async () => {
  const error = await refusalOf(ownFolder());
  expect(error?.code).toBe('not-found');
  expect(error?.message).toContain('EISDIR');
});
