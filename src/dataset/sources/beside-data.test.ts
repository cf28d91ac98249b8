import { Buffer } from 'node:buffer';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { resolveInputs } from './resolve-inputs.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'zenbun-beside-'));
});
afterAll(() => rm(root, { recursive: true }));

const QUESTION = 'What is the highest mountain of all the mountains in Japan?';
const row = (n: number) => JSON.stringify({ question: `${QUESTION} ${n}`, answer: 'Mount Fuji.' });
const times = (n: number, line: (i: number) => string) => Array.from({ length: n }, (_, i) => line(i)).join('\n');
const ROWS = times(40, row);

let count = 0;
async function places(files: Readonly<Record<string, string | Uint8Array>>, options = {}) {
  count += 1;
  const folder = join(root, String(count));
  for (const [name, content] of Object.entries({ 'a.jsonl': ROWS, ...files })) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  const { paths, unread, aside } = await resolveInputs([folder], { rowsOnly: true, ...options });
  const named = (all: readonly string[]) =>
    all.map((path) => relative(folder, path)).filter((name) => name !== 'a.jsonl');
  return { paths: named(paths), unread: named(unread), aside: named(aside) };
}

it('says nothing of what is what its name promises', async () => {
  const config = { model_type: 'llama', hidden_size: 8 };
  const files = {
    'README.md': '# Data\n\nFifty questions.\n',
    LICENSE: 'Apache License\n',
    '.gitattributes': '*.parquet filter=lfs\n',
    'dataset_info.json': JSON.stringify({ description: QUESTION, features: { a: { dtype: 'string' } } }),
    'state.json': JSON.stringify({ _fingerprint: '0a1b', _data_files: [{ filename: 'data.arrow' }] }),
    'config.json': JSON.stringify(config),
    'tokenizer_config.json': JSON.stringify({ ...config, chat_template: `{% for m in messages %}${QUESTION}` }),
    'train.jsonl.sha256': `${'0a'.repeat(32)}  train.jsonl\n`,
    'a.jsonl.lock': '',
    _SUCCESS: '',
  };
  expect(await places(files)).toEqual({ paths: [], unread: [], aside: [] });
});

it('names what stands beside data, and does not stop at it', async () => {
  const files = {
    'train.yaml': 'learning_rate: 1e-4\ndatasets:\n  - path: a.jsonl\n    type: alpaca\n',
    'prepare.py': 'import json\n',
    'notes.md': 'Made by hand.\n',
    'hyper.json': '{"lr": 1e-4, "epochs": 3}',
    'stats.csv': `step,loss\n${times(200, (i) => `${i},0.5`)}\n`,
  };
  const aside = ['hyper.json', 'notes.md', 'prepare.py', 'stats.csv', 'train.yaml'];
  expect(await places(files)).toEqual({ paths: [], unread: [], aside });
  // Callers who name the columns declare these files as data, and records for other purposes need not be rows.
  expect((await places(files, { rowsOnly: false })).paths).toEqual(['hyper.json', 'stats.csv']);
  expect((await places(files, { map: { assistant: 'loss' } })).paths).toEqual(['hyper.json', 'stats.csv']);
});

/** The first bytes of pictures, sounds and films, followed by bytes that are not text. */
const MEDIA = {
  'a.png': '89504e470d0a1a0a',
  'b.jpg': 'ffd8ffe000104a46',
  'c.JPEG': 'ffd8ffe1',
  'd.gif': '474946383961',
  'e.webp': '524946461a00000057454250',
  'f.wav': '524946461a00000057415645',
  'g.mp3': '494433040000',
  'h.mp3': 'fffb9064',
  'i.mp4': '0000001866747970',
  'j.pdf': '255044462d312e37',
};

it('lists pictures, sounds, films and PDFs beside data, however large, and does not stop at them', async () => {
  const binary = Buffer.alloc(300 * 1024);
  const files = Object.fromEntries(
    Object.entries(MEDIA).map(([name, bytes]) => [`media/${name}`, Buffer.concat([Buffer.from(bytes, 'hex'), binary])]),
  );
  expect(await places(files)).toEqual({ paths: [], unread: [], aside: Object.keys(files) });
});

const TABLE = times(40, (i) => `${QUESTION} ${i}\tMount Fuji.`);
it.each([
  ['train.yaml', ROWS],
  ['train.yml', times(20, (i) => `- question: ${QUESTION} ${i}\n  answer: Mount Fuji.`)],
  ['README.md', ROWS],
  ['notes.md', times(20, () => `### Instruction:\n${QUESTION}\n### Response:\nMount Fuji.`)],
  ['train.ini', TABLE],
  ['data.lock', ROWS],
  ['train.py', `[\n${ROWS.replaceAll('\n', ',\n')}\n]`],
  ['plot.png', ROWS],
  ['plot.png', Buffer.from('PAR1\0\0')],
  ['song.mp3', ROWS],
  ['song.mp3', `ID3\n${ROWS}`],
  ['song.mp3', Buffer.from(`\ufeff${ROWS}`, 'utf16le')],
  ['paper.pdf', ROWS],
  ['a.md5', ROWS],
  ['long.md', `${'All is well. '.repeat(40_000)}`],
  ['rows.toml', Buffer.from('PAR1\0\0')],
  ['scores.csv', `name,kind\n${times(40, (i) => `the row ${i},a kind`)}\n`],
])('counts %s as not read where it looks like data', async (name, content) => {
  expect(await places({ [name]: content })).toEqual({ paths: [], unread: [name], aside: [] });
});

it.each([
  ['state.json', ROWS],
  ['config.json', `[${times(3, row).replaceAll('\n', ',')}]`],
  ['dataset_info.json', JSON.stringify({ data: [{ question: QUESTION, answer: QUESTION }] })],
  ['small.csv', 'question,answer\n1+1,2\n'],
  ['one.json', `{"shitsumon": "${QUESTION}"}`],
  ['kaitou.json', '{"shitsumon": "日本で一番高い山の名前は何といいますか"}'],
  ['broken.json', '{"lr": '],
])('reads %s, which holds rows or says what is wrong with it', async (name, content) => {
  expect(await places({ [name]: content })).toEqual({ paths: [name], unread: [], aside: [] });
});

it('reads what looks like no data where there is nothing else', async () => {
  const folder = join(root, 'alone');
  await mkdir(folder);
  await writeFile(join(folder, 'x.csv'), 'x,y\n1,2\n');
  expect((await resolveInputs([folder], { rowsOnly: true })).paths).toEqual([join(folder, 'x.csv')]);
});
