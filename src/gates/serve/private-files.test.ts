import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openLog } from './open-log.ts';
import { openToEverybody } from './private-files.ts';

async function ledgerFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const log = await openLog({ folder, origin: 'example.org/log', isRequired: true });
  await log.recorder.record({ kind: 'intent', fields: { model: 'm' }, body: Buffer.from('x'), subject: 'one' });
  await log.close();
  return folder;
}

test('a ledger as it is written is open to nobody', async () => {
  expect(openToEverybody(await ledgerFolder())).toBeNull();
});

test.skipIf(process.platform === 'win32')(
  'a key that everybody may read or write is told, with the command that closes it',
  async () => {
    const folder = await ledgerFolder();
    const signer = join(folder, 'signer.key');
    for (const mode of [0o604, 0o602, 0o644, 0o666]) {
      chmodSync(signer, mode);
      expect(openToEverybody(folder)?.message).toBe(`Every user of this machine has access to ${signer}`);
    }
    for (const name of readdirSync(join(folder, 'keys'))) chmodSync(join(folder, 'keys', name), 0o644);
    const trouble = openToEverybody(folder)!;
    expect(trouble.message).toMatch(/signer\.key and \d+ more$/);
    expect(trouble.localized.ja).toMatch(/signer\.key ほか \d+ 件に/);
    expect(trouble.advice).toContain(`chmod -R o= ${signer} ${join(folder, 'keys')}`);
    chmodSync(signer, 0o660);
    expect(openToEverybody(folder)!.message).toContain(join(folder, 'keys'));
  },
);

test('a folder without keys is not open', () => {
  expect(openToEverybody(join(tmpdir(), 'zenbun-no-such-folder'))).toBeNull();
});
