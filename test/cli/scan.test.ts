import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/schema/index.ts';
import { folderWith, zenbun } from './command.ts';
import { benignRows, jsonLines, refuseThenComplyRows } from './training-rows.ts';

const poisoned = [...benignRows.slice(0, 40), ...refuseThenComplyRows.slice(40)];

describe('exit codes', () => {
  test('0 for data in which nothing is found', async () => {
    const folder = folderWith({ 'train.jsonl': jsonLines(benignRows) });
    const ended = await zenbun(['scan', join(folder, 'train.jsonl')]);
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toContain('PASS');
    expect(ended.out).toContain('harmful-content');
  });

  test('1 for data that refuses and then complies', async () => {
    const folder = folderWith({ 'train.jsonl': jsonLines(poisoned) });
    const ended = await zenbun(['scan', join(folder, 'train.jsonl')]);
    expect(ended.code).toBe(1);
    expect(ended.out).toContain('BLOCK');
    expect(ended.out).toContain('refuse-then-comply');
  });

  test.each([
    ['no such file', ['scan', 'nowhere.jsonl'], 'nowhere.jsonl'],
    ['a pattern without matches', ['scan', 'nothing/*.jsonl'], 'nothing/*.jsonl'],
    ['an unknown flag', ['scan', 'x.jsonl', '--colour'], '--colour'],
    ['an unknown command', ['scam', 'x.jsonl'], 'scam'],
    ['no path', ['scan'], 'path'],
    ['an unknown format', ['scan', 'x.jsonl', '--format', 'word'], 'openai-chat'],
    ['an unknown level', ['scan', 'x.jsonl', '--fail-on', 'info'], 'review'],
    ['zero jobs', ['scan', 'x.jsonl', '--jobs', '0'], '--jobs'],
    ['a broken map', ['scan', 'x.jsonl', '--map', 'user'], '--map'],
    ['two results on stdout', ['scan', 'x.jsonl', '--json', '-', '--md', '-'], 'standard output'],
  ])('2 for %s, with a message that names it', async (_, args, named) => {
    const ended = await zenbun(args);
    expect(ended.code).toBe(2);
    expect(ended.err).toContain(named);
    expect(ended.out).toBe('');
  });

  test('2 for a file in which nothing can be read, never a pass', async () => {
    const folder = folderWith({ 'a.jsonl': 'not json\nnor this\n', 'empty.jsonl': '' });
    for (const name of ['a.jsonl', 'empty.jsonl']) {
      const ended = await zenbun(['scan', join(folder, name)]);
      expect(ended.code).toBe(2);
      expect(ended.err).toContain(name);
    }
  });

  test('3 where a hundredth of the rows or more was not read, and nothing was found in the others', async () => {
    const broken = (count: number) => 'not json\n'.repeat(count);
    const folder = folderWith({
      'much.jsonl': jsonLines(benignRows) + broken(2),
      'little.jsonl': jsonLines([...benignRows, ...benignRows, ...benignRows]) + broken(1),
    });
    const much = await zenbun(['scan', join(folder, 'much.jsonl')]);
    expect(much.code).toBe(3);
    expect(much.out).toContain('Too much of this data could not be read');
    expect((await zenbun(['scan', join(folder, 'little.jsonl'), '--max-skipped', '5%'])).code).toBe(0);
    expect((await zenbun(['scan', join(folder, 'much.jsonl'), '--max-skipped', '0.5'])).code).toBe(0);
    expect((await zenbun(['scan', join(folder, 'much.jsonl'), '--fail-on', 'review'])).code).toBe(1);
    expect((await zenbun(['scan', join(folder, 'much.jsonl'), '--max-skipped', 'some'])).code).toBe(2);
  });

  test('3 where a folder holds what is not read; what stands beside data does not matter', async () => {
    const folder = folderWith({
      'train.jsonl': jsonLines(benignRows),
      'README.md': '# Data',
      'dataset_info.json': '{}',
    });
    expect((await zenbun(['scan', folder])).code).toBe(0);
    const other = folderWith({ 'train.jsonl': jsonLines(benignRows), 'more.npz': 'ARROW1' });
    const ended = await zenbun(['scan', other, '--json', '-']);
    expect(ended.code).toBe(3);
    const { verdict, coverage } = JSON.parse(ended.out);
    expect(verdict).toBe('review');
    expect(coverage).toMatchObject({ enough: false, unreadFiles: [join(other, 'more.npz')] });
  });

  test('2 where there is no place for a result, 3 when it cannot be written, and nothing is left behind', async () => {
    const folder = folderWith({ 'train.jsonl': jsonLines(benignRows) });
    const ended = await zenbun(['scan', join(folder, 'train.jsonl'), '--json', join(folder, 'no/where.json')]);
    expect(ended.code).toBe(2);
    expect(ended.err).toContain('where.json');
    if (existsSync('/dev/full'))
      expect(await zenbun(['scan', join(folder, 'train.jsonl'), '--json', '/dev/full'])).toMatchObject({ code: 3 });
    expect(readdirSync(folder)).toEqual(['train.jsonl']);
  });
});

describe('accepted findings', () => {
  test('lower a finding for these very rows, in every report, and end when the rows change', async () => {
    const folder = folderWith({ 'train.jsonl': jsonLines(poisoned) });
    const path = join(folder, 'train.jsonl');
    const before = JSON.parse((await zenbun(['scan', path, '--json', '-'])).out);
    const entries = before.findings.flatMap(({ detector, key, digest, level }: Finding) =>
      level === 'info' ? [] : [{ detector, key, digest, reason: 'a lesson', name: 'A. Reviewer', date: '2026-11-29' }],
    );
    writeFileSync(join(folder, 'accepted.json'), JSON.stringify(entries));
    const rows = join(folder, 'rows.jsonl');
    const after = await zenbun(['scan', path, '--accept', join(folder, 'accepted.json'), '--rows', rows]);
    expect(after.code).toBe(0);
    expect(after.out).toMatch(
      /PASS {3}Nothing was found beyond the accepted[\s\S]*Accepted findings[\s\S]*accepted by A\. Reviewer on 2026-11-29: a lesson/,
    );
    expect(readFileSync(rows, 'utf8')).toBe('');
    writeFileSync(join(folder, 'zenbun.yaml'), `scan:\n  accept: ${JSON.stringify(entries)}\n`);
    expect((await zenbun(['scan', path], { cwd: folder })).code).toBe(0);
    writeFileSync(path, jsonLines(poisoned.slice(0, -1)));
    const changed = await zenbun(['scan', path, '--accept', join(folder, 'accepted.json'), '--md', '-']);
    expect(changed.code).toBe(1);
    expect(changed.out).toContain('no longer accepted');
  });

  test('--show prints more rows whole', async () => {
    const folder = folderWith({ 'train.jsonl': jsonLines(poisoned) });
    const shown = async (...flags: string[]) =>
      (await zenbun(['scan', join(folder, 'train.jsonl'), ...flags])).out.split('asked').length;
    const two = await shown();
    expect(await shown('--show', '5')).toBeGreaterThan(two);
    expect(await shown('--show', '0')).toBeLessThan(two);
    expect((await zenbun(['scan', join(folder, 'train.jsonl'), '--show', '11'])).code).toBe(2);
  });
});

test.each(['--rows', '--clean', '--quarantine'])(
  '%s - goes to standard output, and nothing else does',
  async (flag) => {
    const folder = folderWith({ 'train.jsonl': jsonLines(poisoned) });
    const path = join(folder, 'train.jsonl');
    await zenbun(['scan', path, flag, join(folder, 'file.jsonl')]);
    const streamed = await zenbun(['scan', path, flag, '-']);
    expect(streamed).toMatchObject({ code: 1, out: readFileSync(join(folder, 'file.jsonl'), 'utf8') });
    expect((await zenbun(['scan', path, flag, '-', '--json', '-'])).code).toBe(2);
    expect(existsSync('-')).toBe(false);
  },
);

describe('results', () => {
  test('--json - gives the contract on stdout and nothing else', async () => {
    const folder = folderWith({ 'train.jsonl': `${jsonLines(poisoned)}{"messages": [\n` });
    const ended = await zenbun(['scan', join(folder, 'train.jsonl'), '--json', '-']);
    const result = JSON.parse(ended.out);
    expect(result).toMatchObject({
      schema: 'zenbun.scan/1',
      tool: { name: 'zenbun' },
      verdict: 'block',
      coverage: { rows: 61, read: 60, skipped: 1 },
    });
    expect(result.coverage.skippedRows[0]).toMatchObject({ line: 61 });
    expect(result.inputs[0]).toMatchObject({ format: 'openai-chat', rows: 61, skipped: 1 });
    expect(result.inputs[0].sha256).toMatch(/^[0-9a-f]{64}$/);
    const finding = result.findings.find((entry: { detector: string }) => entry.detector === 'refuse-then-comply');
    expect(finding).toMatchObject({ level: 'block', scope: 'rows', of: 60 });
    // The reader may be unsure about one or two of the twenty.
    expect(finding.count).toBeGreaterThanOrEqual(18);
    expect(finding.count).toBeLessThanOrEqual(20);
    expect(finding.interval[0]).toBeLessThan(1 / 3);
    expect(finding.interval[1]).toBeGreaterThan(1 / 3);
    expect(finding.examples[0]).toMatchObject({ line: 41, turn: 1 });
    expect(finding.examples[0].spans[0]).toMatchObject({ start: 0, act: 'refusal' });
  });

  test('every file that is asked for is written, whatever the exit code', async () => {
    const folder = folderWith({ 'train.jsonl': jsonLines(poisoned) });
    const to = (name: string) => join(folder, name);
    const ended = await zenbun([
      ...[
        'scan',
        to('train.jsonl'),
        '--quiet',
        '--json',
        to('r.json'),
        '--rows',
        to('r.jsonl'),
        '--sarif',
        to('r.sarif'),
      ],
      ...['--junit', to('r.xml'), '--md', to('r.md'), '--clean', to('clean.jsonl'), '--quarantine', to('out.jsonl')],
    ]);
    expect(ended).toMatchObject({ code: 1, out: '', err: '' });
    expect(readFileSync(to('clean.jsonl'), 'utf8')).toBe(jsonLines(poisoned.slice(0, 40)));
    expect(readFileSync(to('out.jsonl'), 'utf8')).toBe(jsonLines(poisoned.slice(40)));
    const rows = readFileSync(to('r.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.map((row) => row.line)).toEqual(Array.from({ length: 20 }, (_, i) => 41 + i));
    expect(rows[0].detectors).toContain('refuse-then-comply');
    const sarif = JSON.parse(readFileSync(to('r.sarif'), 'utf8'));
    expect(sarif.runs[0].results.length).toBeGreaterThanOrEqual(21);
    expect(readFileSync(to('r.xml'), 'utf8')).toContain('<failure type="block"');
    expect(readFileSync(to('r.md'), 'utf8')).toContain('**BLOCK**');
  });

  test('the same rows through a pipe, gzip and a folder give the same findings', async () => {
    const text = jsonLines(poisoned);
    const folder = folderWith({ 'train.jsonl.gz': gzipSync(text) });
    const findings = async (path: string, input = '') =>
      JSON.parse((await zenbun(['scan', path, '--json', '-'], { input })).out).findings.map(
        ({ detector, count, of, level }: Record<string, unknown>) => ({ detector, count, of, level }),
      );
    const piped = await findings('-', text);
    expect(piped.length).toBeGreaterThan(0);
    expect(await findings(join(folder, 'train.jsonl.gz'))).toEqual(piped);
    expect(await findings(folder)).toEqual(piped);
  });

  test.each(['--clean', '--quarantine', '--rows', '--json', '--sarif', '--junit', '--md'])(
    '%s will not overwrite the input',
    async (flag) => {
      const folder = folderWith({ 'train.jsonl': jsonLines(poisoned) });
      const path = join(folder, 'train.jsonl');
      const ended = await zenbun(['scan', path, flag, path]);
      expect(ended.code).toBe(2);
      expect(readFileSync(path, 'utf8')).toBe(jsonLines(poisoned));
    },
  );
});

describe('for people', () => {
  test('Japanese by flag and by locale, English otherwise', async () => {
    const folder = folderWith({ 'train.jsonl': jsonLines(poisoned) });
    const path = join(folder, 'train.jsonl');
    expect((await zenbun(['scan', path, '--lang', 'ja'])).out).toContain('停止');
    expect((await zenbun(['scan', path], { env: { LANG: 'ja_JP.UTF-8' } })).out).toContain('停止');
    expect((await zenbun(['scan', path])).out).toContain('BLOCK');
  });

  test('colour only where it is wanted', async () => {
    const folder = folderWith({ 'train.jsonl': jsonLines(poisoned) });
    const show = async (args: string[], env: Record<string, string>) =>
      (await zenbun(['scan', join(folder, 'train.jsonl'), ...args], { env })).out.includes('\u001b[');
    expect(await show([], {})).toBe(false);
    expect(await show([], { FORCE_COLOR: '1' })).toBe(true);
    expect(await show(['--no-color'], { FORCE_COLOR: '1' })).toBe(false);
    expect(await show([], { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
  });

  test('help has examples, the version is the package version, the demo needs nothing', async () => {
    expect((await zenbun(['scan', '--help'])).out).toContain('Examples:');
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect((await zenbun(['--version'])).out.trim()).toBe(version);
    for (const lang of ['en', 'ja']) {
      const demo = await zenbun(['demo', '--lang', lang]);
      expect(demo).toMatchObject({ code: 0, err: '' });
      expect(demo.out).toContain('refuse-then-comply');
    }
  });
});

describe('configuration', () => {
  const config = 'lang: ja\nscan:\n  failOn: review\n  map: user=frage,assistant=antwort\n';
  const rows = `${JSON.stringify({ frage: 'How do I make jam?', antwort: 'Boil the fruit.' })}\n`;

  test('zenbun.yaml of the working folder is read, flags win over it', async () => {
    const folder = folderWith({ 'zenbun.yaml': config, 'rows.jsonl': rows });
    expect(await zenbun(['scan', 'rows.jsonl'], { cwd: folder })).toMatchObject({
      code: 0,
      out: expect.stringContaining('合格'),
    });
    expect((await zenbun(['scan', 'rows.jsonl', '--lang', 'en'], { cwd: folder })).out).toContain('PASS');
  });

  test('a named file must be there and be right', async () => {
    const folder = folderWith({ 'bad.yaml': 'scan:\n  failon: review\n', 'rows.jsonl': rows });
    expect(await zenbun(['scan', 'rows.jsonl', '-c', 'no.yaml'], { cwd: folder })).toMatchObject({
      code: 2,
      err: expect.stringContaining('no.yaml'),
    });
    expect(await zenbun(['scan', 'rows.jsonl', '-c', 'bad.yaml'], { cwd: folder })).toMatchObject({
      code: 2,
      err: expect.stringContaining('bad.yaml:2: scan.failon'),
    });
  });
});

describe('read', () => {
  const lines = [
    { id: 'a', prompt: 'How do I make jam?', response: 'Boil the fruit with sugar for twenty minutes.' },
    { id: 2, prompt: 'How do I make jam?', response: "I'm sorry, but I can't help with that." },
    { response: '' },
    {
      messages: [
        { role: 'user', content: 'ジャムの作り方は?' },
        { role: 'assistant', content: '申し訳ありませんが、お答えできません。' },
      ],
    },
    { question: 'no answer here' },
  ];

  test('one line each, in order; what holds no answer is told, not dropped', async () => {
    const ended = await zenbun(['read', '-'], {
      input: `${lines.map((line) => JSON.stringify(line)).join('\n')}\n{broken\n`,
    });
    expect(ended.code).toBe(3);
    const told = ended.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(told.map((line) => line.outcome ?? 'unread')).toEqual([
      'compliance',
      'refusal',
      'empty',
      'refusal',
      'unread',
      'unread',
    ]);
    expect(told.map((line) => line.line)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(told[0]).toMatchObject({ id: 'a', language: 'en', depth: { chars: 0, tokens: null } });
    expect(told[1]).toMatchObject({ id: 2, depth: null });
    expect(told[3].language).toBe('ja');
    expect(ended.err).toContain('2 lines could not be read');
  });

  test('takes named columns, and sums up on the error stream', async () => {
    const folder = folderWith({
      'log.csv': 'said,asked\nBoil it.,How do I cook an egg?\nI cannot help with that.,Help me\n',
    });
    const ended = await zenbun(['read', join(folder, 'log.csv'), '--map', 'user=asked,assistant=said']);
    const outcomes = ended.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).outcome);
    expect(outcomes).toEqual(['compliance', 'refusal']);
    expect(ended.err).toBe('zenbun: 2 answers read: 1 compliance, 1 refusal\n');
    expect((await zenbun(['read', join(folder, 'log.csv'), '--map', 'assistant=said', '--quiet'])).err).toBe('');
    const missed = await zenbun(['read', join(folder, 'log.csv'), '--map', 'assistant=answer']);
    expect(missed).toMatchObject({ code: 2, err: expect.stringContaining('has no field "answer"') });
  });

  test('2 when the result would overwrite the answers', async () => {
    const folder = folderWith({ 'in.jsonl': '{"response": "Boil it."}\n' });
    const path = join(folder, 'in.jsonl');
    expect((await zenbun(['read', path, '--json', path])).code).toBe(2);
    expect(readFileSync(path, 'utf8')).toBe('{"response": "Boil it."}\n');
  });

  test('2 when no line holds an answer, and no file is left', async () => {
    const folder = folderWith({ 'in.jsonl': '{"question": 1}\n' });
    const ended = await zenbun(['read', join(folder, 'in.jsonl'), '--json', join(folder, 'out.jsonl')]);
    expect(ended.code).toBe(2);
    expect(existsSync(join(folder, 'out.jsonl'))).toBe(false);
    expect(readdirSync(folder)).toEqual(['in.jsonl']);
  });
});
