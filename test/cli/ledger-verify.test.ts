import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, zenbun } from './command.ts';
import { copyOf, kept, ledgerFolder, record, vkeyOf, withLedger } from './ledger-folders.ts';

const verify = (...args: string[]) => zenbun(['ledger', 'verify', ...args]);
const verdictsIn = (json: string) => {
  const { integrity, completeness } = JSON.parse(json);
  return [integrity.verdict, completeness.verdict];
};
const codesIn = (json: string) =>
  ['integrity', 'completeness'].flatMap((name) =>
    JSON.parse(json)[name].problems.map((one: { code: string }) => one.code),
  );

/** Changes one bit in the middle of a file. */
function flipBit(...path: string[]) {
  const file = join(...path);
  const bytes = readFileSync(file);
  bytes[Math.floor(bytes.length / 2)]! ^= 4;
  writeFileSync(file, bytes);
}

describe('a ledger as it was written', () => {
  test('is whole; without an earlier checkpoint its end is not known', async () => {
    const folder = await ledgerFolder();
    const { code, out, err } = await verify(folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Integrity: ok\n');
    expect(out).toContain('Completeness: unknown\n  not checked: the end: no checkpoint that was kept was given');
    expect(out).toContain(
      '7 records, 3 exchanges, 0 of them without a response, 0 lost in a crash; 6 texts checked, 0 erased',
    );
    expect(out).toContain('This does not prove:\n  that what was recorded was true when it was written');
    expect(out).not.toContain('\u001b');
  });

  test('is complete as far as an earlier checkpoint shows', async () => {
    const folder = await ledgerFolder();
    const earlier = await kept(folder);
    await withLedger(folder, (ledger) => record(ledger));
    const { code, out } = await verify(folder, '--earlier', earlier, '--vkey', vkeyOf(folder));
    expect(code).toBe(0);
    expect(out).toContain('Integrity: ok\nCompleteness: ok\n\n');
  });

  test('is told in Japanese', async () => {
    const { code, out } = await verify(await ledgerFolder(), '--lang', 'ja');
    expect(code).toBe(0);
    expect(out).toContain('完全性（改ざんなし）：問題なし');
    expect(out).toContain('網羅性（欠落なし）：判定できず');
    expect(out).toContain(
      '記録 7 件、やり取り 3 件（うち回答の記録なし 0 件、異常終了による中断 0 件）、本文 6 件を検証、0 件は消去済み',
    );
    expect(out).not.toContain('台帳');
  });

  test('as JSON holds both verdicts, counts and checkpoint, in a file or on standard output', async () => {
    const folder = await ledgerFolder({ exchanges: 1 });
    const file = join(folderWith({}), 'result.json');
    expect(await verify(folder, '--json', file, '--quiet')).toMatchObject({ code: 0, out: '', err: '' });
    const { out } = await verify(folder, '--json', '-');
    expect(JSON.parse(out)).toEqual(JSON.parse(readFileSync(file, 'utf8')));
    const notChecked = { isDecisive: expect.any(Boolean), message: { en: expect.any(String), ja: expect.any(String) } };
    expect(JSON.parse(out)).toEqual({
      schema: 'zenbun.ledger-verify/1',
      tool: { name: 'zenbun', version: expect.any(String) },
      place: folder,
      kind: 'ledger',
      origin: 'example.com/log',
      vkey: vkeyOf(folder),
      integrity: { verdict: 'ok', problems: [], further: 0, unchecked: [notChecked] },
      completeness: { verdict: 'unknown', problems: [], further: 0, unchecked: [notChecked] },
      checkpoint: { size: 3, root: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/) },
      counts: { records: 3, exchanges: 1, openIntents: 0, lost: 0, bodiesChecked: 2, bodiesErased: 0 },
      erased: [],
      cosigned: [],
      notProven: [notChecked.message, notChecked.message],
    });
  });

  test('with more than a bundle, pruned and erased, is still whole', async () => {
    const folder = await ledgerFolder({ exchanges: 300, segmentBytes: 4096 });
    await withLedger(folder, async (ledger) => {
      expect(await ledger.prune(520)).toBeGreaterThan(256);
      await ledger.erase('ben');
    });
    const { code, out } = await verify(folder, '--json', '-');
    expect([code, ...verdictsIn(out)]).toEqual([0, 'ok', 'unknown']);
    expect(JSON.parse(out).counts.bodiesErased).toBeGreaterThan(0);
  });
});

describe('an exchange without a response', () => {
  test('is a gap', async () => {
    const { code, out } = await verify(await ledgerFolder({ open: true }));
    expect(code).toBe(1);
    expect(out).toContain('Completeness: broken\n  record 7 is an intent without a response');
    expect(out).toContain('1 of them without a response');
  });

  test('that began a moment ago may be running', async () => {
    const { code, out } = await verify(await ledgerFolder({ open: true, now: Date.now }));
    expect(code).toBe(0);
    expect(out).toContain('they may still be running');
  });
});

describe('damage is found', () => {
  test.each([
    ['a segment', ['wal', '0000000000000000.wal']],
    ['a bundle', ['log', 'tile', 'entries', '000.p', '7']],
    ['a tile', ['log', 'tile', '0', '000.p', '7']],
    ['the checkpoint', ['log', 'checkpoint']],
  ])('a changed bit in %s', async (_, path) => {
    const folder = await ledgerFolder();
    flipBit(folder, ...path);
    const { code, out } = await verify(folder, '--json', '-');
    expect(code).toBe(1);
    expect(verdictsIn(out)).toContain('broken');
  });

  test('a cut end, and a copy that was put back, against a checkpoint that was kept', async () => {
    const folder = await ledgerFolder();
    const old = copyOf(folder);
    await withLedger(folder, (ledger) => record(ledger));
    const earlier = await kept(folder);
    expect((await verify(old)).code).toBe(0);
    const { code, out } = await verify(old, '--earlier', earlier, '--json', '-');
    expect(code).toBe(1);
    expect(verdictsIn(out)).toEqual(['ok', 'broken']);
    expect(codesIn(out)).toContain('cut');
  });

  test('another history under the same key', async () => {
    const folder = await ledgerFolder({ exchanges: 1 });
    const other = copyOf(folder);
    await withLedger(folder, (ledger) => record(ledger, { exchanges: 1 }));
    await withLedger(other, (ledger) => record(ledger, { exchanges: 2 }));
    const { code, out } = await verify(other, '--earlier', await kept(folder), '--json', '-');
    expect(code).toBe(1);
    expect(codesIn(out)).toContain('rewritten');
  });

  test('segments that were cut, a tile and a key that are not there', async () => {
    const folder = await ledgerFolder();
    const cut = copyOf(folder);
    truncateSync(join(cut, 'wal', '0000000000000000.wal'), 1500);
    expect(verdictsIn((await verify(cut, '--json', '-')).out)).toContain('broken');
    const lacking = copyOf(folder);
    rmSync(join(lacking, 'log', 'tile', '0', '000.p', '7'));
    const { code, out } = await verify(lacking, '--json', '-');
    expect([code, codesIn(out)]).toEqual([1, ['missing']]);
    const keyless = copyOf(folder);
    for (const name of readdirSync(join(keyless, 'keys'))) rmSync(join(keyless, 'keys', name));
    expect((await verify(keyless)).code).toBe(1);
  });

  test('and no more of it is listed than a person reads', async () => {
    const folder = await ledgerFolder({ exchanges: 30 });
    await withLedger(folder, async (ledger) => {
      for (let i = 0; i < 25; i++) await ledger.append({ kind: 'intent', fields: { model: 'm' } });
    });
    const { out } = await verify(folder);
    expect(out.match(/is an intent without a response/g)).toHaveLength(20);
    expect(out).toContain('  and 5 more (all in --json)\n');
  });
});

describe('what cannot be meant', () => {
  test.each([
    ['ledger', 'verify'],
    ['ledger', 'show'],
    ['ledger', 'head'],
    ['ledger', 'export'],
    ['ledger', 'replay'],
    ['rollout', 'history', '--ledger'],
  ])('a file in the place of a ledger: %s %s', async (...command) => {
    const { code, err } = await zenbun([...command, 'file'], { cwd: folderWith({ file: 'a' }) });
    expect(code).toBe(2);
    expect(err).toMatch(/^zenbun: error: there is no ledger in file\n {2}next: Name the folder/);
  });

  test.each([
    [['/nowhere/at-all'], 'there is no ledger in /nowhere/at-all'],
    [['.', '--vkey', 'nonsense'], 'is not a public key'],
    [['.', '--earlier', '/nowhere/at-all'], 'there is no such file\n  next: '],
    [['s3://-'], 'is not an S3 location'],
  ])('%s', async (args, said) => {
    const folder = await ledgerFolder({ exchanges: 0 });
    const { code, err } = await zenbun(['ledger', 'verify', ...args], { cwd: folder });
    expect(code).toBe(2);
    expect(err).toContain(said);
  });

  test('a file that is no checkpoint of this log', async () => {
    const [folder, other] = [await ledgerFolder(), await ledgerFolder()];
    for (const earlier of [join(folder, 'ledger.json'), await kept(other)]) {
      expect(await verify(folder, '--earlier', earlier)).toMatchObject({ code: 2, out: '' });
    }
  });
});
