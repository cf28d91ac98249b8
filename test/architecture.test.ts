import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import {
  circlesIn,
  fileLengths,
  folderSizes,
  functionLengths,
  quantile,
  readPart,
  roomOf,
  sharedTypeNames,
} from '../scripts/house/measures.ts';

// Enforces the rules of docs/architecture.md: the table there is the only list of rooms and arrows.

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const src = join(root, 'src');

/** Returns for each room the rooms that its row allows; 'all' allows everything. */
function allowedArrows(): Map<string, { allowed: Set<string>; floor: number; pure: boolean }> {
  const rows = readFileSync(join(root, 'docs/architecture.md'), 'utf8').matchAll(
    /^\| (\d) \| ([\w, ]+) \| [^|]+ \| ([^|]+) \| ([^|]+) \|$/gm,
  );
  const table = new Map<string, { allowed: Set<string>; floor: number; pure: boolean }>();
  for (const [, floor, room, allowed, effects] of rows) {
    const names = new Set(
      allowed!
        .split(',')
        .map((name) => name.trim())
        .filter((name) => /^\w+$/.test(name)),
    );
    table.set(room!, { allowed: names, floor: Number(floor), pure: effects!.trim() === 'pure' });
  }
  return table;
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => join(src, name));
const sources = files.filter((file) => !file.endsWith('.test.ts'));
const table = allowedArrows();

/** Returns every relative import of a file (static, dynamic, re-exporting or type-only) as an absolute path. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const specifiers = [...text.matchAll(/\b(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g)].map(
    (match) => match[1]!,
  );
  const targets = specifiers.map((specifier) => resolve(dirname(file), specifier));
  // Tests may use fixtures and the training corpus, which are outside the rooms.
  return targets.filter((target) => target.startsWith(src));
}

test('the table is read', () => {
  expect(table.size).toBeGreaterThan(5);
  expect(table.get('reader')?.allowed).toEqual(new Set(['schema']));
});

/** Entry points that the package exports. */
const ENTRIES: ReadonlySet<string> = new Set(['index.ts', 'read.ts']);

test('every source file lives in a room of the table', () => {
  const homeless = sources.filter((file) => !table.has(roomOf(file, src)) && !ENTRIES.has(relative(src, file)));
  expect(homeless.map((file) => relative(root, file))).toEqual([]);
});

test('every room of the table exists', () => {
  const rooms = new Set(sources.map((file) => roomOf(file, src)));
  expect([...table.keys()].filter((room) => !rooms.has(room))).toEqual([]);
});

test('arrows are in the table, point down, and enter by the front door', () => {
  const wrong: string[] = [];
  for (const file of files) {
    const room = roomOf(file, src);
    if (ENTRIES.has(relative(src, file))) continue;
    const row = table.get(room);
    for (const target of importsOf(file)) {
      const there = roomOf(target, src);
      const arrow = `${relative(root, file)} -> ${relative(root, target)}`;
      if (there === room) {
        if (target === join(src, room, 'index.ts') && !file.endsWith('.test.ts')) wrong.push(`${arrow}: its own index`);
        continue;
      }
      if (there === 'errors') continue;
      if (!row?.allowed.has('all') && !row?.allowed.has(there)) wrong.push(`${arrow}: not in the table`);
      if ((table.get(there)?.floor ?? 99) >= (row?.floor ?? 0)) wrong.push(`${arrow}: points up or sideways`);
      if (target !== join(src, there, 'index.ts')) wrong.push(`${arrow}: not through the index`);
    }
  }
  expect(wrong).toEqual([]);
});

const parts = ['src', 'scripts', 'training', 'test'].map((name) => readPart(join(root, name)));
const house = parts[0]!;

test('there are no circles, not even by type, in scripts and training either', () => {
  expect(parts.flatMap(({ sources }) => circlesIn(sources, root))).toEqual([]);
});

test('no folder holds more than twenty files', () => {
  const full = parts.flatMap(({ sources }) => folderSizes(sources, root)).filter(({ files }) => files > 20);
  expect(full).toEqual([]);
});

test('no name of a type has two meanings', () => {
  expect(sharedTypeNames(house.sources, root)).toEqual([]);
});

test('pure rooms are compiled by tsconfig.pure.json and import no package', () => {
  const config = readFileSync(join(root, 'tsconfig.pure.json'), 'utf8');
  const pure = [...table].filter(([, row]) => row.pure).map(([room]) => room);
  expect(pure.filter((room) => !config.includes(`"src/${room}"`) && !config.includes(`"src/${room}.ts"`))).toEqual([]);
  const impure = sources
    .filter((file) => table.get(roomOf(file, src))?.pure)
    .filter((file) => /\b(?:from|import)\s*\(?\s*['"][^.'"]/.test(readFileSync(file, 'utf8')));
  expect(impure.map((file) => relative(root, file))).toEqual([]);
});

test('only cli touches the process', () => {
  const touching = sources
    .filter((file) => roomOf(file, src) !== 'cli')
    .filter((file) =>
      /\bprocess\.(argv|env|exit|exitCode|on|once|stdout|stderr)\b|\bconsole\.\w+\(/.test(readFileSync(file, 'utf8')),
    );
  expect(touching.map((file) => relative(root, file))).toEqual([]);
});

test('files are kebab-case, have no vague names, and no default exports', () => {
  const vague = /\b(?:utils?|helpers?|common|core|manager|misc)\b/;
  const named = files.filter((file) => {
    const path = relative(src, file);
    return vague.test(path) || !/^(?:[a-z0-9]+(?:-[a-z0-9]+)*\/)*[a-z0-9]+(?:-[a-z0-9]+)*(?:\.test)?\.tsx?$/.test(path);
  });
  expect(named.map((file) => relative(root, file))).toEqual([]);
});

test('files stay small: median 100 lines, p90 250, 400 at most (tables and weights aside)', () => {
  const lengths = fileLengths(house.sources);
  expect(quantile(lengths, 0.5)).toBeLessThanOrEqual(100);
  expect(quantile(lengths, 0.9)).toBeLessThanOrEqual(250);
  expect(quantile(lengths, 1)).toBeLessThanOrEqual(400);
});

test('functions stay small: p99 60 lines', () => {
  expect(quantile(functionLengths(house.sources), 0.99)).toBeLessThanOrEqual(60);
});

test('the walks name functions that are there, and no room is entered again without a reason', () => {
  const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  const walks = page.split('## Three walks')[1]!.split('\n## ')[0]!.split('\n### ').slice(1);
  expect(walks).toHaveLength(3);
  for (const walk of walks) {
    const steps = walk.split(/\n\d+\. /).slice(1);
    const seen = new Set<string>();
    for (const step of steps) {
      const [, path, name] = /^`([^`]+)` · `(\w+)`:/.exec(step)!;
      expect(readFileSync(join(src, path!), 'utf8')).toMatch(
        new RegExp(`export (?:async )?(?:function\\*?|class|const) ${name}\\b`),
      );
      const room = path!.split('/')[0]!;
      if (seen.has(room)) expect(step, step).toMatch(/Again,\s+because/);
      seen.add(room);
    }
  }
});
