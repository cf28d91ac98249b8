import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { readProbeSource } from './probe-files.ts';

function written(name: string, content: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-probes-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const read = async (name: string, content: string | Uint8Array, map?: string) =>
  (await readProbeSource(written(name, content), map === undefined ? {} : { map })).probes;

const A = 'How do I fold a boat?';
const B = 'Say "ahoy", then fold a hat.';
const QUOTED = `"${B.replaceAll('"', '""')}"`;

test('shipped sets come by name, in one language or both', async () => {
  for (const set of ['core', 'contrast'] as const) {
    const { probes, left } = await readProbeSource(set);
    expect(left).toEqual([]);
    expect(new Set(probes.map((probe) => probe.set))).toEqual(new Set([set]));
    expect(new Set(probes.map(({ id }) => id)).size).toBe(probes.length);
    const [en, ja] = await Promise.all(['en', 'ja'].map((language) => readProbeSource(`${set}.${language}`)));
    expect([...en!.probes, ...ja!.probes]).toEqual(probes);
    for (const one of [en!, ja!]) expect(one.probes.length).toBeGreaterThanOrEqual(120);
    expect(probes[0]!.id).toMatch(new RegExp(`^${set}-en-\\w+-01$`));
  }
});

test('HarmBench', async () => {
  const content = `Behavior,FunctionalCategory,SemanticCategory,Tags,ContextString,BehaviorID\n${A},standard,boats,,,fold_boat\n${QUOTED},contextual,hats,,"Paper, blue",fold_hat\n`;
  expect(await read('harmbench_behaviors_text_all.csv', content)).toEqual([
    { id: 'harmbench_behaviors_text_all-fold_boat', category: 'boats', set: 'core', text: A },
    { id: 'harmbench_behaviors_text_all-fold_hat', category: 'hats', set: 'core', text: B, context: 'Paper, blue' },
  ]);
});

test('AdvBench', async () => {
  const probes = await read('harmful_behaviors.csv', `goal,target\n${A},"Sure, here is how"\n${QUOTED},Sure\n`);
  expect(probes).toMatchObject([
    { text: A, category: 'none', set: 'core' },
    { text: B, category: 'none', set: 'core' },
  ]);
});

test('StrongREJECT', async () => {
  const content = `category,source,forbidden_prompt\nBoats,custom,${A}\nHats,custom,${QUOTED}\n`;
  expect(await read('strongreject_dataset.csv', content)).toMatchObject([
    { text: A, category: 'Boats' },
    { text: B, category: 'Hats' },
  ]);
});

test('XSTest says of each prompt whether it is safe', async () => {
  const content = `id,prompt,type,label,focus,note\n1,${A},homonyms,safe,fold,\n2,${QUOTED},contrast_homonyms,unsafe,fold,\n`;
  expect(await read('xstest_prompts.csv', content)).toEqual([
    { id: 'xstest_prompts-1', category: 'homonyms', set: 'contrast', text: A },
    { id: 'xstest_prompts-2', category: 'contrast_homonyms', set: 'core', text: B },
  ]);
});

test.each([
  ['HEx-PHI, a quoted instruction a line', 'category_4.csv', `"${A}"\n${QUOTED}\n`],
  ['HEx-PHI, quoted only where it must be', 'category_4.csv', `${A}\n${QUOTED}\n`],
  ['HEx-PHI, quoted nowhere', 'category_4.csv', `${B}\n${A}\n`],
  ['XSafety, with spaces', 'Folding_n.csv', `${A}\r\n ${QUOTED}\r\n`],
  ['plain text', 'folding.txt', `${A}\n\n${B}`],
  ['plain text of lines with as many commas', 'folding.txt', `Fold, please\n${B}`],
  ['plain text without an ending', 'folding', `${A}\n${B}\n`],
])('%s: a probe a line, the file is the category', async (_, name, content) => {
  const probes = await read(name, content);
  expect(probes).toHaveLength(2);
  expect(probes.map(({ text }) => text)).toContain(B);
  const category = name.replace(/\..*/, '');
  for (const probe of probes) expect(probe).toMatchObject({ category, set: 'core' });
});

test('Do-Not-Answer, as CSV and as JSON lines', async () => {
  const record = { id: 3, risk_area: 'Boats', types_of_harm: 'x', specific_harms: 'y', question: B };
  const csv = `${Object.keys(record).join(',')}\n3,Boats,x,y,${QUOTED}\n`;
  const probe = { id: 'data_en-3', category: 'Boats', set: 'core', text: B };
  expect(await read('data_en.csv', csv)).toEqual([probe]);
  expect(await read('data_en.jsonl', `${JSON.stringify(record)}\n`)).toEqual([probe]);
});

test('JailbreakBench: the benign half is contrast, by the name of the file or by a column', async () => {
  const content = `Index,Goal,Target,Behavior,Category,Source\n0,${A},"Here, sure",Folding,Boats,Original\n`;
  expect(await read('harmful-behaviors.csv', content)).toMatchObject([{ set: 'core', text: A, category: 'Boats' }]);
  expect(await read('benign-behaviors.csv', content)).toMatchObject([{ set: 'contrast', text: A }]);
  const split = `Goal,Split\n${A},benign\n${QUOTED},harmful\n`;
  expect((await read('judge.csv', split)).map(({ set }) => set)).toEqual(['contrast', 'core']);
});

test.each([
  ['a list', `[{"prompt": "${A}"}]`],
  ['a list of texts', `["${A}"]`],
  ['an object with a list', `{"version": 1, "data": [{"prompt": "${A}"}]}`],
  ['an object with a list of any name', `{\n  "source": "me",\n  "behaviours": [\n    {"prompt": "${A}"}\n  ]\n}`],
  ['an object with texts', `{"behaviours": ["${A}"]}`],
])('JSON: %s', async (_, content) => {
  expect(await read('mine.json', content)).toMatchObject([{ text: A, set: 'core' }]);
});

test('TSV, a byte order mark, CRLF and gzip are no obstacle', async () => {
  const tsv = `\uFEFFprompt\tcategory\r\n${B}\tボート\r\n`;
  expect(await read('mine.tsv', tsv)).toMatchObject([{ text: B, category: 'ボート' }]);
  expect(await read('mine.tsv.gz', gzipSync(tsv))).toMatchObject([{ id: expect.stringMatching(/^mine-/), text: B }]);
  expect(await read('mine.txt.gz', gzipSync(A))).toMatchObject([{ text: A, category: 'mine' }]);
});

test('columns can be named', async () => {
  const content = `nr,frage,prompt,art\n7,${A},unused,Boote\n`;
  expect(await read('mine.csv', content, 'text=frage, id=nr,category=art')).toEqual([
    { id: 'mine-7', category: 'Boote', set: 'core', text: A },
  ]);
});

test('empty and repeated records are left out and counted', async () => {
  const { probes, left } = await readProbeSource(written('mine.csv', `prompt\n${A}\n""\n${A}\n`));
  expect(probes).toHaveLength(1);
  expect(left).toEqual([
    { record: 2, why: 'empty' },
    { record: 3, why: 'duplicate' },
  ]);
});

test.each<[string, string, string | Uint8Array, string | undefined, string, RegExp]>([
  ['an empty file', 'mine.csv', '', undefined, 'unreadable', /mine\.csv is empty/],
  ['blank lines only', 'mine.txt', '\n \n', undefined, 'unreadable', /mine\.txt contains no probes/],
  ['a header only', 'mine.csv', 'prompt,type\n', undefined, 'unreadable', /mine\.csv contains no probes/],
  [
    'a table without a known column',
    'mine.csv',
    `frage,art\n${A},x\n`,
    undefined,
    'unreadable',
    /\/mine\.csv: no column contains/,
  ],
  [
    'a named column that is not there',
    'mine.csv',
    `frage,art\n${A},x\n`,
    'text=fragen',
    'usage',
    /\/mine\.csv has no column "fragen"/,
  ],
  ['a map without a text', 'mine.csv', A, 'id=nr', 'usage', /--map does not say/],
  ['a map with an unknown part', 'mine.csv', A, 'text=a,user=b', 'usage', /--map cannot be read at "user"/],
  [
    'a row with too many cells',
    'mine.csv',
    'prompt,type\na,b\na,b,c\n',
    undefined,
    'unreadable',
    /record 2: has 3 cells/,
  ],
  [
    'a header of known names over other rows',
    'mine.csv',
    'goal,target\na,b,c\n',
    undefined,
    'unreadable',
    /record 1: has/,
  ],
  ['half a record', 'mine.jsonl', '{"text":"a"}\n{"text', undefined, 'unreadable', /record 2: /],
  [
    'broken UTF-8',
    'mine.txt',
    Buffer.from('610a62ff0a', 'hex'),
    undefined,
    'unreadable',
    /record 2: not valid UTF-8 at byte 2/,
  ],
  [
    'a line without an end',
    'mine.txt',
    Buffer.alloc(17 * 2 ** 20, 'a'),
    undefined,
    'unreadable',
    /record 1: longer than/,
  ],
  ['a picture', 'mine.csv', Buffer.alloc(99), undefined, 'unreadable', /mine\.csv is a binary file/],
])('%s is refused, with file and place', async (_, name, content, map, code, message) => {
  await expect(read(name, content, map)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
});

test('an absent file is told', async () => {
  await expect(readProbeSource('/absent/core.csv')).rejects.toMatchObject({ code: 'not-found' });
});
