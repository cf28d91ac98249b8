import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openLedger } from '../../src/ledger/index.ts';
import { folderWith, zenbun } from './command.ts';
import { kept, ledgerFolder } from './ledger-folders.ts';

const ledger = (...args: string[]) => zenbun(['ledger', ...args]);
/** Segments small enough for each exchange to fill one. */
const SMALL = { exchanges: 6, segmentBytes: 1200 };

describe('prune', () => {
  test('removes whole segments before an index, and what is left is verified with a checkpoint of before', async () => {
    const folder = await ledgerFolder(SMALL);
    const checkpoint = await kept(folder);
    const { code, out, err } = await ledger('prune', folder, '--before', '8', '--yes');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [, last] = /^Removed: records 0 to (\d+) \(before 8\)/.exec(out)!;
    expect(Number(last)).toBeGreaterThan(3);
    expect(Number(last)).toBeLessThan(8);
    expect(out).toContain('An auditor can still verify:\n  that the tree holds as many records as before');
    const shown = await ledger('show', folder);
    expect(shown.out).toContain(`pruned  records before ${Number(last) + 1} were removed: before 8`);
    expect(shown.out).not.toContain('opened');
    const verified = await ledger('verify', folder, '--earlier', checkpoint, '--json', '-');
    expect(verified.code).toBe(0);
    expect(JSON.parse(verified.out)).toMatchObject({
      integrity: { verdict: 'ok' },
      completeness: { verdict: 'ok' },
    });
  });

  test('by age removes what is older and nothing else', async () => {
    const folder = await ledgerFolder(SMALL);
    const none = await ledger('prune', folder, '--older-than', '40000d', '--yes', '--lang', 'ja');
    expect(none).toMatchObject({ code: 0, out: expect.stringContaining('削除していません：0 より前') });
    const some = await ledger('prune', folder, '--older-than', '1d', '--yes', '--quiet');
    expect(some.code).toBe(0);
    expect(some.out).toMatch(
      /^Removed: records 0 to \d+ \(older-than 1d\)\. The log says so in a record of its own \(pruned\)\.\n$/,
    );
  });

  test('asks first, wants one policy, and waits for no server', async () => {
    const folder = await ledgerFolder(SMALL);
    const cases: [string[], string][] = [
      [['--before', '5'], 'Nothing was removed. Add --yes'],
      [['--yes'], 'Give either --before INDEX or --older-than DAYS'],
      [['--before', '5', '--older-than', '5d', '--yes'], 'Give either'],
      [['--older-than', 'soon', '--yes'], '--older-than soon is not a whole number'],
    ];
    for (const [flags, said] of cases) {
      expect(await ledger('prune', folder, ...flags)).toMatchObject({ code: 2, err: expect.stringContaining(said) });
    }
    const open = await openLedger(folder, { origin: 'example.com/log', now: Date.now });
    onTestFinished(() => open.close());
    const { err } = await ledger('prune', folder, '--before', '5', '--yes');
    expect(err).toContain('is in use by a server\n  next: Nothing was removed. Stop zenbun serve');
    const absent = join(folderWith({}), 'new');
    expect((await ledger('prune', absent, '--before', '5', '--yes')).code).toBe(2);
    expect(existsSync(absent)).toBe(false);
  });
});
