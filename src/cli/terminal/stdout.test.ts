import { expect, test } from 'vitest';
import { capturedOutput } from '../fixtures/captured-output.ts';
import { writeStdout } from './stdout.ts';

const failing = (code: string) => Object.assign(new Error(`${code}: broken`), { code });

test('texts and bytes are handed over as they are, in order', async () => {
  const written = capturedOutput();
  await writeStdout('卵\n');
  await writeStdout(Buffer.from('と小麦粉\n'));
  expect(written).toEqual({ out: '卵\nと小麦粉\n', err: '' });
});

test.each(['EPIPE', 'ERR_STREAM_DESTROYED'])('a reader that left early is no error: %s', async (code) => {
  capturedOutput(failing(code));
  await expect(writeStdout('eggs\n')).resolves.toBeUndefined();
});

test.each(['ENOSPC', 'EIO', 'EBADF'])('what keeps a text from being written is told: %s', async (code) => {
  const cause = failing(code);
  capturedOutput(cause);
  await expect(writeStdout('eggs\n')).rejects.toMatchObject({
    name: 'ZenbunError',
    code: 'not-written',
    cause,
    advice: expect.any(String),
    localized: { en: expect.any(String), ja: expect.stringContaining('標準出力') },
  });
});

test('a full disk is named, and the advice is to free space', async () => {
  capturedOutput(failing('ENOSPC'));
  await expect(writeStdout('eggs\n')).rejects.toMatchObject({
    message: expect.stringContaining('disk is full'),
    advice: expect.stringContaining('space'),
  });
});
