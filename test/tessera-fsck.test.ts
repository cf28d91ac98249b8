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

// TESSERA_FSCK names the command `fsck` of github.com/transparency-dev/tessera (`go install …/cmd/fsck`): it reads
// every entry and every tile over HTTP, and rebuilds the tree.
const fsck = process.env.TESSERA_FSCK ?? '';
const missing =
  fsck !== '' && spawnSync(fsck, ['--help']).error === undefined ? '' : 'there is no Tessera fsck (TESSERA_FSCK)';

/** Time limit; a good log of 66,000 records takes a second or two. */
const PATIENCE_MS = 8000;

/** Writes a log of this many records, and closes it. */
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

/** Returns fsck's output for the public log of a folder, over HTTP on loopback. */
async function saidOf(folder: string): Promise<string> {
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
  // It exits with 0 whatever it finds, and waits forever at a wrong tile.
  const { stderr } = await promisify(execFile)(fsck, args, { timeout: PATIENCE_MS }).catch(
    (cause: { stderr: string }) => cause,
  );
  return stderr;
}

describeWith("Tessera's fsck", missing, { timeout: 120_000 }, () => {
  test.each([1, 255, 256, 257, 66_000])('finds a log of %d records whole', async (records) => {
    expect(await saidOf(await writtenLog(records))).toContain(`Successfully fsck'd log with size ${records} `);
  });

  test.each(['log/tile/entries/000', 'log/tile/1/000.p/2', 'log/checkpoint'])(
    'finds a flipped bit in %s',
    async (path) => {
      const folder = await writtenLog(600);
      const bytes = readFileSync(join(folder, path));
      bytes[bytes.length - 9]! ^= 1;
      writeFileSync(join(folder, path), bytes);
      expect(await saidOf(folder)).not.toContain('Successfully');
    },
  );
});
