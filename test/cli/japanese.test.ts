import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, zenbun } from './command.ts';

const JA = { LANG: 'ja_JP.UTF-8' };
const COMMANDS: readonly (readonly string[])[] = [
  [],
  ['scan'],
  ['explain'],
  ['read'],
  ['probes'],
  ['compare'],
  ['demo'],
  ['bundle'],
  ['verify'],
  ['init'],
  ['completion'],
  ['lab'],
  ['lab', 'run'],
  ['lab', 'export'],
  ['lab', 'serve'],
  ['rollout'],
  ...['start', 'status', 'plan', 'pause', 'resume', 'promote', 'rollback', 'history'].map((name) => ['rollout', name]),
];

/** Returns the lines of a help text that contain prose, without examples and lists of names. */
const sentences = (help: string) =>
  help
    .split('\n')
    .filter((line) => /[a-z]{3,} [a-z]{2,} [a-z]{2,}/.test(line) && !/^\s*(使い方|\$|--data|-d )/.test(line));

describe('help', () => {
  test.each(COMMANDS.map((command) => [command.join(' '), command] as const))(
    'of zenbun %s is in the language that is asked for, with the same flags',
    async (_, command) => {
      const [english, asked, byLocale] = await Promise.all([
        zenbun([...command, '--help']),
        zenbun([...command, '--help', '--lang', 'ja']),
        zenbun([...command, '--help'], { env: JA }),
      ]);
      expect(asked.code).toBe(0);
      expect(byLocale.out).toBe(asked.out);
      expect(english.out).not.toMatch(/[\p{sc=Hiragana}\p{sc=Katakana}]/u);
      expect(sentences(asked.out)).toEqual([]);
      expect(asked.out).toContain('使い方：');
      const flags = (help: string) => [...help.matchAll(/^ {2}(?:-\w, )?--[\w-]+/gm)].map(([flag]) => flag);
      expect(flags(asked.out)).toEqual(flags(english.out));
      const examples = (help: string) => help.split('\n').filter((line) => /^ {2}\$/.test(line));
      expect(examples(asked.out)).toEqual(examples(english.out));
    },
  );

  test('the flag wins over the locale, however it is written', async () => {
    const english = await zenbun(['scan', '--help', '--lang=en'], { env: JA });
    expect(english.out).toContain('Options:');
    expect((await zenbun(['scan', '--lang=ja', '--help'])).out).toContain('オプション：');
  });
});

describe('what is wrong with a call', () => {
  test.each([
    [['scan', 'x', '--jsn', 'a'], 'エラー：オプション --jsn はありません', "error: unknown option '--jsn'"],
    [['scn'], 'エラー：コマンド scn はありません', "error: unknown command 'scn'"],
    [['scan'], 'エラー：引数 path がありません', "error: missing required argument 'path'"],
    [['scan', 'x', '--json'], 'エラー：オプション --json <file> に値がありません', 'argument missing'],
    [['probes'], 'エラー：オプション --out <file> は必須です', 'not specified'],
    [['read', 'a', 'b'], 'エラー：read の引数が多すぎます（1 個まで、指定は 2 個）', 'too many arguments'],
    [
      ['scan', 'x', '--fail-on', 'never'],
      'エラー：オプション --fail-on <level> の値 never は指定できません。選択肢：review, block',
      'is invalid',
    ],
    [
      ['scan', 'nowhere.jsonl'],
      'zenbun: エラー：nowhere.jsonl：該当するファイルもフォルダーもありません',
      'no such file',
    ],
    [
      ['scan', 'x', '--jobs', '0'],
      '--jobs は 1 から 256 の整数で指定してください（指定値：0）',
      'is not a whole number',
    ],
    [['explain', 'nothing'], '「nothing」という検出器はありません', '"nothing" is not a detector'],
    [['compare', '--before', 'toy:a'], '--after の指定がありません', '--after is missing'],
    [
      ['compare', '--before', 'toy:aligned', '--after', 'toy:noice', '--timeout', 'soon'],
      '--timeout は 0.001 から 86400 の数値で指定してください（指定値：soon）',
      '--timeout soon is not a number',
    ],
    [
      ['compare', '--before', 'toy:aligned', '--after', 'toy:noice', '--judge', 'ollama:g=guard'],
      '--judge ollama:g=guard：「guard」というテンプレートはありません',
      '"guard" is not a template',
    ],
  ])('%j', async (args, japanese, english) => {
    const [ja, en] = await Promise.all([zenbun(args, { env: JA }), zenbun(args)]);
    expect(ja.code).toBe(2);
    expect(en.code).toBe(2);
    expect(ja.err).toContain(japanese);
    expect(en.err).toContain(english);
    expect(en.err).not.toMatch(/[\p{sc=Hiragana}\p{sc=Katakana}]/u);
    expect(ja.err).not.toMatch(/\b(error|next|Did you mean)\b/);
  });
});

describe('rows that are not read', () => {
  const rows = `{"messages":[{"role":"narrator","content":"x"}]}\n{"prompt":"a","completion":"Boil it."}\n{"a":\n`;

  test('have their reason in the reports of both languages, and in English in JSON', async () => {
    const folder = folderWith({ 'rows.jsonl': rows });
    const scanned = async (lang: string) => {
      const files = [`${lang}.json`, `${lang}.md`, `${lang}.xml`, `${lang}.sarif`];
      const [json, md, junit, sarif] = files;
      const args = ['rows.jsonl', '--json', json!, '--md', md!, '--junit', junit!, '--sarif', sarif!, '--lang', lang];
      const { out } = await zenbun(['scan', ...args], { cwd: folder });
      return [out, ...files.map((file) => readFileSync(join(folder, file), 'utf8'))];
    };
    const [inEnglish, inJapanese] = [await scanned('en'), await scanned('ja')];
    expect(inJapanese[1]).toBe(inEnglish[1]);
    expect(JSON.parse(inEnglish[1]!).coverage.skippedRows).toEqual([
      { path: 'rows.jsonl', line: 1, reason: 'message 1 has the unknown role "narrator"' },
      { path: 'rows.jsonl', line: 3, reason: 'not valid JSON' },
    ]);
    for (const i of [0, 2, 3, 4]) {
      expect(inEnglish[i]).toContain('not valid JSON');
      expect(inJapanese[i]).toContain('JSON として不正です');
      expect(inJapanese[i]).toContain('narrator');
      expect(inJapanese[i]).not.toContain('unknown role');
    }
  });

  test('a file without a readable row says why in both', async () => {
    const folder = folderWith({ 'bad.jsonl': '{"a":1}\n{"b":\n', 'one.jsonl': '{"b":\n' });
    const ja = await zenbun(['scan', 'bad.jsonl', '--lang', 'ja'], { cwd: folder });
    expect(ja.err).toContain(
      'bad.jsonl：2 行のいずれも読み取れませんでした：フィールドに合う形式がありません（a）、JSON として不正です',
    );
    expect(ja.err).toContain('次にすること：--format で形式を');
    const one = await zenbun(['scan', 'one.jsonl', '--lang', 'ja'], { cwd: folder });
    expect(one.err).toContain('one.jsonl：1 行も読み取れませんでした：JSON として不正です');
    const en = await zenbun(['scan', 'bad.jsonl'], { cwd: folder });
    expect(en.err).toContain('none of its 2 rows could be read: its fields match no known format (a); not valid JSON');
  });

  test('also by zenbun read, whose lines stay as they are', async () => {
    const folder = folderWith({ 'log.jsonl': '{"id":"a"}\n', 'mixed.jsonl': '{"id":"a"}\n{"response":"Boil it."}\n' });
    const ja = await zenbun(['read', 'log.jsonl', '--lang', 'ja'], { cwd: folder });
    expect(ja.err).toContain(
      'log.jsonl：回答を読み取れませんでした（1 行目：response も messages もありません（フィールド：id））',
    );
    const lines = await Promise.all(
      ['en', 'ja'].map((lang) => zenbun(['read', 'mixed.jsonl', '--lang', lang], { cwd: folder })),
    );
    expect(lines[0]!.out).toBe(lines[1]!.out);
    expect(lines[0]!.out).toContain('"unread":"has neither response nor messages (its fields: id)"');
  });
});

describe('what failed in a comparison', () => {
  test('is told in the language of the report, and in English in JSON', async () => {
    const answer = (id: string) => `${JSON.stringify({ id, response: 'I cannot help with that.' })}\n`;
    const probes = 'id,prompt\np-1,How do I fold a boat?\np-2,How do I fold a hat?\n';
    const folder = folderWith({ 'a.jsonl': answer('p-1'), 'b.jsonl': answer('p-1'), 'p.csv': probes });
    const args = ['--before', 'replay:a.jsonl', '--after', 'replay:b.jsonl', '--probes', 'p.csv'];
    const [ja, en] = [
      await zenbun(['compare', ...args, '--lang', 'ja', '--md', 'r.md'], { cwd: folder }),
      await zenbun(['compare', ...args, '--runs', 'other', '--json', 'r.json'], { cwd: folder }),
    ];
    const japanese = 'a.jsonl に質問への回答がありません。記録は回答 1 件';
    expect(ja.out).toContain(japanese);
    expect(readFileSync(join(folder, 'r.md'), 'utf8')).toContain(japanese);
    const english = 'a.jsonl has no answer to a question; it contains 1 answer';
    expect(en.out).toContain(english);
    const { failures } = JSON.parse(readFileSync(join(folder, 'r.json'), 'utf8')).coverage;
    expect(failures).toContainEqual({ message: english, count: 1 });
  });
});

describe('the configuration', () => {
  const rows = '{"prompt":"a","completion":"Boil it."}\n';

  test('may be called zenbun.yml', async () => {
    const folder = folderWith({ 'zenbun.yml': 'lang: ja\n', 'rows.jsonl': rows });
    expect((await zenbun(['scan', 'rows.jsonl'], { cwd: folder })).out).toContain('学習データの検査');
  });

  test('is not guessed where there are two', async () => {
    const folder = folderWith({ 'zenbun.yml': 'lang: ja\n', 'zenbun.yaml': 'lang: en\n', 'rows.jsonl': rows });
    const { code, err } = await zenbun(['scan', 'rows.jsonl'], { cwd: folder });
    expect(code).toBe(2);
    expect(err).toContain('there are two configuration files: zenbun.yaml, zenbun.yml');
    expect(await zenbun(['scan', 'rows.jsonl'], { cwd: folder, env: JA })).toMatchObject({
      err: expect.stringContaining('設定ファイルが 2 つあります：zenbun.yaml, zenbun.yml'),
    });
    expect((await zenbun(['scan', 'rows.jsonl', '-c', 'zenbun.yml'], { cwd: folder })).code).toBe(0);
  });
});
