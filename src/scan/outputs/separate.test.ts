import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { Inputs } from '../inputs/inputs.ts';
import { ProgressMeter } from '../inputs/progress-meter.ts';
import type { ScanProgress } from '../options.ts';
import { OutputSet } from './output-set.ts';
import { makeFolders, type OutputPlan } from './outputs.ts';
import { type RemovedRow, separate } from './separate.ts';

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

interface Parted {
  readonly clean: string[];
  readonly quarantine: string[];
  readonly told: ScanProgress[];
}

/** Separates the contents of files by the removed rows and returns both sides. */
async function parted(
  contents: readonly string[],
  removed: readonly RemovedRow[],
  { ending = 'jsonl', limits = {}, signal }: { ending?: string; limits?: object; signal?: AbortSignal } = {},
): Promise<Parted> {
  const folder = emptyFolder();
  const paths = contents.map((content, i) => {
    const path = join(folder, `${i}.${ending}`);
    writeFileSync(path, content);
    return path;
  });
  const places = (side: string) => paths.map((_, i) => join(folder, side, `${i}.${ending}`));
  const folders = [join(folder, 'clean'), join(folder, 'quarantine')];
  const plan: OutputPlan = { rows: null, clean: places('clean'), quarantine: places('quarantine'), folders };
  await makeFolders(folders);
  const inputs = await Inputs.of(paths, { limits });
  const outputs = new OutputSet();
  const told: ScanProgress[] = [];
  const meter = new ProgressMeter((progress) => void told.push(progress), 'write', inputs);
  try {
    await separate(inputs, removed.values(), plan, outputs, meter, signal);
    await outputs.commit();
  } finally {
    await outputs.discard();
    await inputs.close();
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  }
  const read = (path: string) => readFileSync(path, 'utf8');
  return { clean: plan.clean!.map(read), quarantine: plan.quarantine!.map(read), told };
}

test('of lines, every record goes to one side, byte for byte, however the bytes are cut', async () => {
  const records = fc.array(fc.constantFrom('{"text":"a"}', '{"text": "あ" }', '{broken'), {
    minLength: 1,
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(fc.tuple(records, records), fc.infiniteStream(fc.boolean()), async (files, isRemoved) => {
      const all = files.flatMap((lines, file) => lines.map((text, i) => ({ file, line: i + 1, text })));
      const marked = all.map((row) => ({ ...row, removed: isRemoved.next().value }));
      const side = (removed: boolean) =>
        files.map((_, file) =>
          marked
            .filter((row) => row.file === file && row.removed === removed)
            .map(({ text }) => `${text}\n`)
            .join(''),
        );
      const limits = { chunkBytes: 20, blockBytes: 8 };
      const { clean, quarantine } = await parted(
        files.map((lines) => `${lines.join('\n')}\n`),
        marked.filter(({ removed }) => removed),
        { limits },
      );
      expect([clean, quarantine]).toEqual([side(false), side(true)]);
    }),
    { numRuns: 15 },
  );
});

test.each<[string, string, number[], string, string]>([
  ['JSON', '[ {"text":"a"} ,\n{"text":"b"}]', [2], '{"text":"a"}', '{"text":"b"}'],
  ['JSON without a row to remove', '[{"text":"a"}]', [], '{"text":"a"}', ''],
])('%s stays a list of the same elements', async (_, content, lines, clean, quarantine) => {
  const removed = lines.map((line) => ({ file: 0, line }));
  const sides = await parted([content], removed, { ending: 'json' });
  expect(JSON.parse(sides.clean[0]!)).toEqual(JSON.parse(`[${clean}]`));
  expect(JSON.parse(sides.quarantine[0]!)).toEqual(JSON.parse(`[${quarantine}]`));
  expect(sides.clean[0]).toContain(clean);
});

test('CSV keeps its header on both sides, also where a side is empty', async () => {
  const header = 'prompt,completion\n';
  const { clean, quarantine } = await parted([`${header}a,"b\nc"\nd,e\n`, `${header}f,g\n`], [{ file: 0, line: 1 }], {
    ending: 'csv',
  });
  expect(clean).toEqual([`${header}d,e\n`, `${header}f,g\n`]);
  expect(quarantine).toEqual([`${header}a,"b\nc"\n`, header]);
});

test('removed rows of blank lines, of lines past the end and of files that are gone change nothing', async () => {
  const removed = [
    { file: 0, line: 2 },
    { file: 0, line: 9 },
    { file: 1, line: 1 },
    { file: 7, line: 1 },
  ];
  const { clean, quarantine } = await parted(['{"text":"a"}\n\n{"text":"b"}\n', '{"text":"c"}\n'], removed);
  expect(clean).toEqual(['{"text":"a"}\n{"text":"b"}\n', '']);
  expect(quarantine).toEqual(['', '{"text":"c"}\n']);
});

test('progress is told as writing, up to the last byte', async () => {
  const contents = ['{"text":"a"}\n', '{"text":"b"}\n'];
  const { told } = await parted(contents, []);
  expect(told.map(({ phase, bytes, rows }) => [phase, bytes, rows])).toEqual([
    ['write', 13, 1],
    ['write', 26, 2],
  ]);
});

test('a stop ends it, and what was begun can be discarded whole', async () => {
  await expect(parted(['{"text":"a"}\n'], [], { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'interrupted',
  });
});
