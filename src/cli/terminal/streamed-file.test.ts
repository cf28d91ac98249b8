import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { capturedOutput } from '../fixtures/captured-output.ts';
import { ownFolder } from '../fixtures/own-folder.ts';
import { streamedFile } from './streamed-file.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Redirects temporary folders into one that belongs to the test. */
function temporaryFolder(): string {
  const folder = ownFolder();
  vi.stubEnv('TMPDIR', folder);
  return folder;
}

test('what stands in the file when the work is done goes to standard output; nothing of it is left', async () => {
  const written = capturedOutput();
  const temporary = temporaryFolder();
  const long = '卵を混ぜる\n'.repeat(20_000);
  let place = '';
  const given = await streamedFile(async (own) => {
    place = own;
    await writeFile(own, long);
    expect(written.out).toBe('');
    return 7;
  });
  expect(given).toBe(7);
  expect(Buffer.byteLength(written.out)).toBe(Buffer.byteLength(long));
  expect(existsSync(dirname(place))).toBe(false);
  expect(await readdir(temporary)).toEqual([]);
});

test('of work that failed nothing is shown, and nothing is left', async () => {
  const written = capturedOutput();
  const temporary = temporaryFolder();
  const failure = new Error('no eggs');
  const work = streamedFile(async (place) => {
    await writeFile(place, 'half a line');
    throw failure;
  });
  await expect(work).rejects.toBe(failure);
  expect(written.out).toBe('');
  expect(await readdir(temporary)).toEqual([]);
});

test('nothing is left where standard output fails, either', async () => {
  capturedOutput(Object.assign(new Error('full'), { code: 'ENOSPC' }));
  const temporary = temporaryFolder();
  await expect(streamedFile((place) => writeFile(place, 'eggs\n'))).rejects.toMatchObject({ code: 'not-written' });
  expect(await readdir(temporary)).toEqual([]);
});
