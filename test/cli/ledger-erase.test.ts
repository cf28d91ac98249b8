import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openLedger } from '../../src/ledger/index.ts';
import { CLI, folderWith, zenbun } from './command.ts';
import { ANSWER, ledgerFolder } from './ledger-folders.ts';

/** The util-linux program that gives a command a terminal. */
const SCRIPT = '/usr/bin/script';

const ledger = (...args: string[]) => zenbun(['ledger', ...args]);

describe('erase', () => {
  test('destroys the texts of one subject, and says what can still be verified', async () => {
    const folder = await ledgerFolder();
    const { code, out, err } = await ledger('erase', folder, 'anna', '--yes');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/pseudonym [0-9a-f]{32}, records 7 \(intended\) and 8 \(done\)/);
    expect(out).toContain('An auditor can no longer verify, and nobody can:\n  what the texts said');
    const shown = await ledger('show', folder, '2', '--unmask');
    expect(shown.out).toContain('The text cannot be read: the key of its subject was destroyed');
    expect(shown.out).not.toContain('unsafe content');
    expect((await ledger('show', folder, '4', '--unmask')).out).toContain(ANSWER);
    const exported = await ledger('export', folder, '--to', '1');
    expect(JSON.parse(exported.out).texts).toEqual({
      request: { state: 'unreadable', prompt: null, body: null },
      response: { state: 'unreadable', answers: null, problem: null },
    });
    const verified = await ledger('verify', folder, '--json', '-');
    expect(verified.code).toBe(0);
    expect(JSON.parse(verified.out)).toMatchObject({
      integrity: { verdict: 'ok' },
      counts: { bodiesChecked: 2, bodiesErased: 4 },
      erased: [1, 2, 5, 6],
    });
    const again = await ledger('erase', folder, 'anna', '--yes', '--lang', 'ja');
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining('「anna」の記録はありません') });
  });

  test('asks on a terminal only, and needs --yes elsewhere', async () => {
    const folder = await ledgerFolder();
    const { code, err } = await ledger('erase', folder, 'anna');
    expect(code).toBe(2);
    expect(err).toContain('Nothing was erased. Add --yes');
    expect((await ledger('show', folder, '2', '--unmask')).out).toContain(ANSWER);
  });

  test.skipIf(process.platform !== 'linux' || !existsSync(SCRIPT))('on a terminal does what is typed', async () => {
    const folder = await ledgerFolder();
    const no = await typedAnswer(['ledger', 'erase', folder, 'anna'], 'no');
    expect(no.code).toBe(3);
    expect(no.text).toContain('Nothing was erased.');
    const yes = await typedAnswer(['ledger', 'erase', folder, 'anna'], 'yes');
    expect(yes.code).toBe(0);
    expect(yes.text).toContain('for good. Erase? (yes, no) [no]');
    expect(yes.text).toContain('Erased: the key of the subject is destroyed');
  });

  test('waits for no server: one that has the ledger is named', async () => {
    const folder = await ledgerFolder();
    const open = await openLedger(folder, { origin: 'example.com/log', now: Date.now });
    onTestFinished(() => open.close());
    const { code, err } = await ledger('erase', folder, 'anna', '--yes');
    expect(code).toBe(2);
    expect(err).toContain('is in use by a server\n  next: Nothing was erased. Stop zenbun serve');
  });

  test('makes no ledger where there is none', async () => {
    const folder = folderWith({});
    expect((await ledger('erase', join(folder, 'new'), 'anna', '--yes')).code).toBe(2);
    expect(existsSync(join(folder, 'new'))).toBe(false);
  });
});

/** Runs a command on a pseudo-terminal and types one line when it asks. */
function typedAnswer(args: readonly string[], line: string): Promise<{ code: number | null; text: string }> {
  const command = [process.execPath, CLI, ...args].map((word) => `'${word}'`).join(' ');
  const child = spawn(SCRIPT, ['-qec', command, '/dev/null'], { env: { PATH: process.env.PATH ?? '', LANG: 'C' } });
  let text = '';
  let isAsked = false;
  child.stdout.on('data', (bytes) => {
    text += bytes;
    if (isAsked || !text.includes('[no]')) return;
    isAsked = true;
    child.stdin.write(`${line}\n`);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, text }));
  });
}
