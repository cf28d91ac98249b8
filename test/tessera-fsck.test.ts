import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { openLedger, readLedger } from '../src/ledger/index.ts';
import { folderWith } from './cli/command.ts';
import { describeWith } from './optional.ts';

// TESSERA_FSCK names the command `fsck` of github.com/transparency-dev/tessera (`go install …/cmd/fsck`): it reads every entry and every
// tile over HTTP, and builds the tree anew.
const fsck = process.env.TESSERA_FSCK ?? '';
const missing =
  fsck !== '' && spawnSync(fsck, ['--help']).error === undefined ? '' : 'there is no Tessera fsck (TESSERA_FSCK)';

/** A log of so many records, closed. */
async function writtenLog(records: number): Promise<string> {
  const folder = folderWith({});
  const ledger = await openLedger(folder, { origin: 'example.org/log', now: () => 1_700_000_000_000 });
  const appended: Promise<unknown>[] = [];
  while (appended.length < records - 1)
    appended.push(ledger.append({ kind: 'intent', fields: { n: appended.length } }));
  await Promise.all(appended);
  await ledger.close();
  return folder;
}

/** What fsck says of the public log of a folder, over HTTP on loopback. */
async function checked(folder: string): Promise<{ readonly isGood: boolean; readonly said: string }> {
  const reader = await readLedger(folder);
  const server = createServer(async (request, response) => {
    const file = await reader.publicFile(request.url!.replace('/log/', ''));
    response.statusCode = file === null ? 404 : 200;
    response.end(file?.bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const key = join(folder, 'vkey');
  writeFileSync(key, reader.identity.vkey);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/log/`;
  const args = [`--storage_url=${url}`, `--origin=${reader.identity.origin}`, `--public_key=${key}`, '--ui=false'];
  return promisify(execFile)(fsck, args).then(
    ({ stderr }) => ({ isGood: true, said: stderr }),
    (cause: { stderr: string }) => ({ isGood: false, said: cause.stderr }),
  );
}

describeWith("Tessera's fsck", missing, { timeout: 120_000 }, () => {
  test.each([1, 2, 255, 256, 257, 600, 66_000])('finds a log of %d records whole', async (records) => {
    const { isGood, said } = await checked(await writtenLog(records));
    expect(said).toContain(`log with size ${records} `);
    expect(isGood).toBe(true);
  });

  test.each(['log/tile/entries/000', 'log/tile/0/000', 'log/tile/1/000.p/2', 'log/checkpoint'])(
    'finds a flipped bit in %s',
    async (path) => {
      const folder = await writtenLog(600);
      const bytes = readFileSync(join(folder, path));
      bytes[bytes.length - 9]! ^= 1;
      writeFileSync(join(folder, path), bytes);
      expect((await checked(folder)).isGood).toBe(false);
    },
  );
});
