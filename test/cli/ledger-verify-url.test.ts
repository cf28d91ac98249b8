import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, zenbun } from './command.ts';
import { kept, ledgerFolder, served, vkeyOf } from './ledger-folders.ts';

const verify = (...args: string[]) => zenbun(['ledger', 'verify', ...args]);

describe('a log behind a URL', () => {
  test('is checked without its texts', async () => {
    const folder = await ledgerFolder({ exchanges: 200 });
    const url = await served(() => join(folder, 'log'));
    const { code, out, err } = await verify(`${url}/`, '--vkey', vkeyOf(folder), '--earlier', await kept(folder));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Integrity: ok\n  not checked: the bodies: they are not public\nCompleteness: ok\n');
    expect(out).toContain('401 records, 200 exchanges, 0 of them without a response, 0 lost in a crash\n');
  });

  test('needs the public key, which a folder with nothing but the public log does, too', async () => {
    const folder = await ledgerFolder();
    const url = await served(() => join(folder, 'log'));
    for (const place of [url, join(folder, 'log')]) {
      const { code, err } = await verify(place);
      expect(code).toBe(2);
      expect(err).toContain("cannot be checked without the log's public key\n  next: Give it as --vkey");
    }
    expect((await verify(join(folder, 'log'), '--vkey', vkeyOf(folder))).code).toBe(0);
  });

  test('signed by another key is not the log', async () => {
    const [folder, other] = [await ledgerFolder(), await ledgerFolder()];
    const url = await served(() => join(folder, 'log'));
    const { code, out } = await verify(url, '--vkey', vkeyOf(other));
    expect(code).toBe(1);
    expect(out).toContain('Integrity: broken\n  the checkpoint is refused');
    expect(out).toContain('Checkpoint: none that can be believed');
  });

  test('that serves no log, fails or asks for a key says so', async () => {
    const folder = await ledgerFolder();
    const vkey = ['--vkey', vkeyOf(folder)];
    const nothing = await served(() => folderWith({}));
    expect(await verify(nothing, ...vkey)).toMatchObject({
      code: 2,
      err: expect.stringContaining('has no checkpoint'),
    });
    const failing = await served(
      () => join(folder, 'log'),
      () => 503,
    );
    expect(await verify(failing, ...vkey)).toMatchObject({ code: 3, err: expect.stringContaining('HTTP 503') });
    const closed = await served(
      () => join(folder, 'log'),
      ({ headers }) => (headers.authorization === 'Bearer zk-1' ? null : 401),
    );
    expect(await verify(closed, ...vkey)).toMatchObject({ code: 2, err: expect.stringContaining('ZENBUN_LEDGER_KEY') });
    const env = { ZENBUN_LEDGER_KEY: 'zk-1' };
    expect((await zenbun(['ledger', 'verify', closed, ...vkey], { env })).code).toBe(0);
    expect((await verify('http://127.0.0.1:1/', ...vkey)).code).toBe(3);
    expect((await verify('http://user:word@127.0.0.1:1/', ...vkey)).err).not.toContain('word@');
  });

  test('of which a tile cannot be fetched stays undecided', async () => {
    const folder = await ledgerFolder();
    const url = await served(
      () => join(folder, 'log'),
      ({ url }) => (url!.includes('entries') ? 500 : null),
    );
    const { code, out } = await verify(url, '--vkey', vkeyOf(folder));
    expect(code).toBe(3);
    expect(out).toContain('Integrity: unknown\n');
  });
});
