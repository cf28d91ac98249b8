import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { notWorse, worse } from '../fixture-comparison.ts';
import { fixtureResult } from '../fixture-result.ts';
import { folderWith, zenbun } from './command.ts';
import { ledgerFolder } from './ledger-folders.ts';

const results = () =>
  folderWith({
    'scan.json': JSON.stringify(fixtureResult),
    'compare.json': JSON.stringify(worse),
    'good.json': JSON.stringify(notWorse),
  });

test('without a file, page one goes to the terminal, in either language', async () => {
  const cwd = results();
  const en = await zenbun(['report', 'scan.json', 'compare.json', '--lang', 'en'], { cwd });
  expect(en).toMatchObject({ code: 0, err: '' });
  expect(en.out).toContain('Stop: do not put this model into service.');
  expect(en.out).toContain('What was not checked');
  const ja = await zenbun(['report', 'scan.json', 'compare.json', '--lang', 'ja'], { cwd });
  expect(ja.out).toContain('停止：このモデルを公開しないでください。');
});

test('every file that is asked for is written, and named', async () => {
  const cwd = results();
  const ledger = await ledgerFolder();
  const args = ['--html', 'r.html', '--md', 'r.md', '--json', 'r.json', '--documents', 'docs', '--lang', 'ja'];
  const { code, out } = await zenbun(['report', 'scan.json', 'compare.json', ledger, ...args], { cwd });
  expect(code).toBe(0);
  for (const name of ['r.html', 'r.md', 'r.json']) expect(out).toContain(name);
  expect(readFileSync(join(cwd, 'r.html'), 'utf8')).toContain('<html lang="ja">');
  expect(readFileSync(join(cwd, 'r.md'), 'utf8')).toMatch(/^# /);
  const json = JSON.parse(readFileSync(join(cwd, 'r.json'), 'utf8'));
  expect(json).toMatchObject({
    schema: 'zenbun.report/1',
    verdict: 'block',
    checklist: { schema: 'zenbun.checklist/1' },
  });
  expect(json.meeting.chair).toHaveLength(3);
  expect(json.notProven.length).toBeGreaterThan(5);
  const documents = readdirSync(join(cwd, 'docs')).sort();
  expect(documents.every((name) => name.endsWith('.ja.md'))).toBe(true);
  expect(documents.length).toBeGreaterThanOrEqual(5);
  // The fixture's models are toys, and nobody should send documents about them as real.
  for (const name of documents) expect(readFileSync(join(cwd, 'docs', name), 'utf8')).toContain('トイモデル');
});

test('one check of four is no pass', async () => {
  const { out } = await zenbun(['report', 'good.json', '--lang', 'en'], { cwd: results() });
  expect(out).toContain('INCOMPLETE');
  expect(out).not.toMatch(/^ PASS/m);
});

describe('refuses, and writes nothing,', () => {
  test.each([
    [['scan.json', '--html', 'scan.json'], 'overwritten'],
    [['scan.json', '--html', 'a', '--md', './a'], 'overwritten'],
    [['scan.json', '--html', '-', '--md', '-'], 'standard output'],
    [['scan.json', '--pdf', '-'], '--pdf takes a file'],
    [['nothing.json', '--html', 'a'], 'not there'],
    [['scan.json', '--answers', 'none.yaml', '--html', 'a'], 'none.yaml'],
  ])('%j', async (args, why) => {
    const cwd = results();
    const before = readFileSync(join(cwd, 'scan.json'), 'utf8');
    const { code, err } = await zenbun(['report', ...args, '--lang', 'en'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain(why);
    expect(readdirSync(cwd).sort()).toEqual(['compare.json', 'good.json', 'scan.json']);
    expect(readFileSync(join(cwd, 'scan.json'), 'utf8')).toBe(before);
  });

  test('a result whose verdict was made better', async () => {
    const cwd = folderWith({ 'scan.json': JSON.stringify({ ...fixtureResult, verdict: 'pass' }) });
    const { code, err } = await zenbun(['report', 'scan.json', '--lang', 'en'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('better than its findings');
  });

  test('names that steer a terminal', async () => {
    const cwd = folderWith({ 'a.json': JSON.stringify({ schema: '\u001b[2J\u001b]0;pwn\u0007\u202e' }) });
    const { err } = await zenbun(['report', 'a.json', '--lang', 'en'], { cwd });
    expect(err).not.toMatch(/[\u001b\u0007\u202e]/);
  });
});
