import { createPublicKey, verify } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, zenbun } from './command.ts';
import { copyOf, ledgerFolder, record, served, vkeyOf, withLedger } from './ledger-folders.ts';

const ledger = (...args: string[]) => zenbun(['ledger', ...args]);

/** Creates a witness with a key and a file for its state. */
async function witness() {
  const folder = folderWith({});
  const [key, state, output] = ['w.key', 'seen.json', 'cosigned.txt'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const made = await ledger('witness', '--init', '--key', key, '--name', 'witness.example.com');
  const vkey = made.out.trimEnd().split('\n').at(-1)!;
  const see = (place: string, ...args: string[]) =>
    ledger('witness', place, '--state', state, '--key', key, '-o', output, ...args);
  return { made, vkey, key, state, output, see };
}

describe('the key of a witness', () => {
  test('is made once, is readable by its owner alone, and its public key is of type 4', async () => {
    const { made, vkey, key } = await witness();
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(vkey).toMatch(/^witness\.example\.com\+[0-9a-f]{8}\+B[A-Za-z0-9+/]{43}$/);
    expect(statSync(key).mode & 0o777).toBe(0o600);
    const before = readFileSync(key, 'utf8');
    expect(before).toMatch(/^PRIVATE\+KEY\+witness\.example\.com\+/);
    expect(made.out).not.toContain('PRIVATE');
    const again = await ledger('witness', '--init', '--key', key);
    expect(again).toMatchObject({ code: 2, out: '', err: expect.stringContaining('already exists') });
    expect(readFileSync(key, 'utf8')).toBe(before);
  });

  test('has a name without spaces', async () => {
    const key = join(folderWith({}), 'w.key');
    const { code, err } = await ledger('witness', '--init', '--key', key, '--name', 'two words', '--lang', 'ja');
    expect(code).toBe(2);
    expect(err).toContain('「two words」は鍵の名前にできません');
    expect(existsSync(key)).toBe(false);
  });
});

test('a witness co-signs a log that only grows, and verify says up to where', async () => {
  const folder = await ledgerFolder({ exchanges: 200 });
  const url = await served(() => join(folder, 'log'));
  const { vkey, output, see } = await witness();
  expect(await see(url)).toMatchObject({ code: 2, err: expect.stringContaining('Give it as --vkey') });
  const first = await see(url, '--vkey', vkeyOf(folder));
  expect(first).toMatchObject({ code: 0, out: '', err: expect.stringContaining('co-signed 401 records, the first') });
  await withLedger(folder, (open) => record(open, { exchanges: 100 }));
  const second = await see(url);
  expect(second).toMatchObject({
    code: 0,
    err: expect.stringContaining('601 records: the log has only grown, from 401'),
  });
  expect(await see(url)).toMatchObject({ code: 0, err: expect.stringContaining('from 601') });
  await withLedger(folder, (open) => record(open, { exchanges: 1 }));
  const verified = await ledger('verify', folder, '--earlier', output, '--witness', vkey);
  expect(verified.code).toBe(0);
  expect(verified.out).toContain('Completeness: ok\n');
  expect(verified.out).toContain('Co-signed: by witness.example.com up to 601 records (20');
  expect((await ledger('verify', folder, '--earlier', output, '--witness', vkey, '--lang', 'ja')).out).toContain(
    '連署：witness.example.com が 601 件まで',
  );
});

test('the cosignature goes to standard output where no file is named, and is that of cosignature/v1', async () => {
  const folder = await ledgerFolder();
  const { key, state, vkey } = await witness();
  const { code, out } = await ledger('witness', folder, '--state', state, '--key', key);
  expect(code).toBe(0);
  expect(out).toMatch(/^example\.com\/log\n7\n[^\n]+\n\n— example\.com\/log [^\n]+\n— witness\.example\.com [^\n]+\n$/);
  // Checked without the code that made it (C2SP tlog-cosignature).
  const line = Buffer.from(out.trimEnd().split(' ').at(-1)!, 'base64');
  const publicKey = Buffer.from(vkey.split('+').slice(2).join('+'), 'base64').subarray(1);
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey]);
  const signedText = `cosignature/v1\ntime ${line.readBigUInt64BE(4)}\n${out.slice(0, out.indexOf('\n\n') + 1)}`;
  const verifying = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  expect(line.subarray(0, 4).toString('hex')).toBe(vkey.split('+')[1]);
  expect(verify(null, Buffer.from(signedText), verifying, line.subarray(12))).toBe(true);
});

test('a witness that has signed nothing leaves completeness open', async () => {
  const folder = await ledgerFolder();
  const [{ vkey }, other] = [await witness(), await witness()];
  expect((await other.see(folder)).code).toBe(0);
  const { code, out } = await ledger('verify', folder, '--earlier', other.output, '--witness', vkey);
  expect(code).toBe(0);
  expect(out).toContain('Completeness: unknown\n  not checked: the witness witness.example.com: no checkpoint');
});

describe('nothing is signed', () => {
  test('of a log that was rolled back', async () => {
    const folder = await ledgerFolder();
    const old = copyOf(folder);
    await withLedger(folder, (open) => record(open));
    let root = folder;
    const url = await served(() => join(root, 'log'));
    const { state, key, see } = await witness();
    await see(url, '--vkey', vkeyOf(folder));
    const seen = readFileSync(state, 'utf8');
    root = old;
    const refused = await ledger('witness', url, '--state', state, '--key', key);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('the log was rolled back: it had 13 records, and now says 7');
    expect(readFileSync(state, 'utf8')).toBe(seen);
    expect(readFileSync(`${state}.refused`, 'utf8')).toBe(readFileSync(join(old, 'log', 'checkpoint'), 'utf8'));
  });

  test.each([1, 2])('of a log that was rewritten, with %i exchanges more', async (exchanges) => {
    const folder = await ledgerFolder();
    const other = copyOf(folder);
    await withLedger(folder, (open) => record(open, { exchanges: 1 }));
    await withLedger(other, (open) => record(open, { exchanges }));
    const { see } = await witness();
    expect((await see(folder)).code).toBe(0);
    const { code, err } = await see(other, '--lang', 'ja');
    expect(code).toBe(1);
    expect(err).toContain('署名を拒否しました：ログが書き換えられています：先頭の 9 件が');
  });

  test('where the tiles do not prove that it has only grown', async () => {
    const folder = await ledgerFolder();
    const { see, output } = await witness();
    await see(folder);
    await withLedger(folder, (open) => record(open));
    const before = readFileSync(output, 'utf8');
    writeFileSync(join(folder, 'log', 'tile', '0', '000.p', '13'), Buffer.alloc(13 * 32));
    const { code, err } = await see(folder);
    expect(code).toBe(2);
    expect(err).toContain('does not prove that it has only grown');
    expect(readFileSync(output, 'utf8')).toBe(before);
  });

  test('with the state of another log, or one that is damaged', async () => {
    const [folder, other] = [await ledgerFolder(), await ledgerFolder()];
    const { see, state } = await witness();
    await see(folder);
    expect((await see(other)).code).toBe(2);
    expect(await see(other, '--vkey', vkeyOf(other))).toMatchObject({
      code: 2,
      err: expect.stringContaining('of another log'),
    });
    writeFileSync(state, '{}');
    expect(await see(folder)).toMatchObject({ code: 2, err: expect.stringContaining('Put back the newest copy') });
  });

  test('without a key, a state or a log', async () => {
    const folder = await ledgerFolder();
    const { key, state } = await witness();
    expect((await ledger('witness', folder, '--state', state, '--key', `${key}.no`)).err).toContain('no such file');
    expect((await ledger('witness', folder, '--key', key)).err).toContain('--state are needed');
    expect((await ledger('witness', folder, '--state', state)).code).toBe(2);
  });
});

test('the state is there before the cosignature: one that cannot be written does not take it back', async () => {
  const folder = await ledgerFolder();
  const { key, state } = await witness();
  const nowhere = join(folder, 'no', 'such', 'folder');
  const { code } = await ledger('witness', folder, '--state', state, '--key', key, '-o', nowhere);
  expect(code).toBe(2);
  expect(JSON.parse(readFileSync(state, 'utf8'))).toMatchObject({
    vkey: vkeyOf(folder),
    checkpoint: readFileSync(join(folder, 'log', 'checkpoint'), 'utf8'),
  });
});

describe('head', () => {
  test('prints the checkpoint and nothing else, from a folder and from a URL', async () => {
    const folder = await ledgerFolder();
    const url = await served(() => join(folder, 'log'));
    const checkpoint = readFileSync(join(folder, 'log', 'checkpoint'), 'utf8');
    expect(await ledger('head', folder)).toMatchObject({ code: 0, out: checkpoint });
    const remote = await ledger('head', url, '--lang', 'ja');
    expect(remote).toMatchObject({ code: 0, out: checkpoint });
    expect(remote.err).toContain('署名は検証していません');
    expect(await ledger('head', url, '--vkey', vkeyOf(folder), '--quiet')).toMatchObject({ code: 0, err: '' });
  });

  test('refuses one that the log has not signed', async () => {
    const [folder, other] = [await ledgerFolder(), await ledgerFolder()];
    expect(await ledger('head', folder, '--vkey', vkeyOf(other))).toMatchObject({ code: 2, out: '' });
  });
});
