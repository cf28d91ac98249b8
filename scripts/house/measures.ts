import { readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { type SourceFile, sourceFile } from './source-file.ts';

/** Data written as code; the length of these files says nothing about readability. */
const TABLES = /(?:weights|base-rates|texts|words|wasm-module)\.ts$|\/weights\//;

const isTest = (path: string) => path.endsWith('.test.ts');
const isFixture = (path: string) => path.includes('/fixtures/');

/** A parsed part of the project: `src`, `scripts` or `training`. */
export interface Part {
  readonly sources: readonly SourceFile[];
  readonly tests: readonly SourceFile[];
}

/** Parses every TypeScript file (.ts and .tsx) under a folder; returns none if the folder does not exist. */
export function readPart(folder: string): Part {
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return { sources: [], tests: [] };
  }
  const files = names
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name));
  const parsed = files.filter((path) => !isFixture(path)).map(sourceFile);
  return {
    sources: parsed.filter(({ path }) => !isTest(path)),
    tests: parsed.filter(({ path }) => isTest(path)),
  };
}

/** Counts the source files in each folder, without tests and fixtures; the fullest folder comes first. */
export function folderSizes(sources: readonly SourceFile[], root: string): { folder: string; files: number }[] {
  const sizes = new Map<string, number>();
  for (const { path } of sources) {
    const folder = relative(root, dirname(path));
    sizes.set(folder, (sizes.get(folder) ?? 0) + 1);
  }
  return [...sizes]
    .map(([folder, files]) => ({ folder, files }))
    .sort((a, b) => b.files - a.files || (a.folder < b.folder ? -1 : 1));
}

/** Returns the value below which a share of the numbers lies, or 0 if there are none. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
}

export const fileLengths = (sources: readonly SourceFile[]): number[] =>
  sources.filter(({ path }) => !TABLES.test(path)).map(({ lines }) => lines);

export const functionLengths = (sources: readonly SourceFile[]): number[] =>
  sources.filter(({ path }) => !TABLES.test(path)).flatMap(({ functions }) => functions.map(({ lines }) => lines));

/** Finds import cycles, including type imports, as chains of paths relative to `root`. */
export function circlesIn(sources: readonly SourceFile[], root: string): string[] {
  const importsOf = new Map(sources.map(({ path, imports }) => [path, imports]));
  const state = new Map<string, 'open' | 'done'>();
  const circles: string[] = [];
  const visit = (path: string, above: readonly string[]) => {
    if (state.get(path) === 'done' || !importsOf.has(path)) return;
    if (state.get(path) === 'open') {
      const circle = [...above.slice(above.indexOf(path)), path];
      circles.push(circle.map((each) => relative(root, each)).join(' -> '));
      return;
    }
    state.set(path, 'open');
    for (const next of importsOf.get(path)!) visit(next, [...above, path]);
    state.set(path, 'done');
  };
  for (const { path } of sources) visit(path, []);
  return circles;
}

/** Lists type names that several files declare, each with its files. */
export function sharedTypeNames(sources: readonly SourceFile[], root: string): { name: string; files: string[] }[] {
  const filesOf = new Map<string, Set<string>>();
  for (const { path, types } of sources) {
    for (const name of types) {
      if (!filesOf.has(name)) filesOf.set(name, new Set());
      filesOf.get(name)!.add(relative(root, path));
    }
  }
  return [...filesOf]
    .filter(([, files]) => files.size > 1)
    .map(([name, files]) => ({ name, files: [...files].sort() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Returns the room of a source file under `src`. */
export function roomOf(path: string, src: string): string {
  const [first, ...rest] = relative(src, path).split('/');
  return rest.length === 0 ? basename(first!, '.ts') : first!;
}

/** Returns for each room the number of exports of its index, and lines of its tests per line of code. */
export function roomFigures(
  { sources, tests }: Part,
  src: string,
): { room: string; exports: number; tested: number }[] {
  const rooms = [...new Set(sources.map(({ path }) => roomOf(path, src)))].sort();
  return rooms.map((room) => {
    const here = (file: SourceFile) => roomOf(file.path, src) === room;
    const index = sources.find(({ path }) => path === join(src, room, 'index.ts') || path === join(src, `${room}.ts`));
    const written = sumOf(sources.filter((file) => here(file) && !TABLES.test(file.path)));
    return {
      room,
      exports: index === undefined ? 0 : index.reexports.length + index.exports.length,
      tested: written === 0 ? 0 : sumOf(tests.filter(here)) / written,
    };
  });
}

const sumOf = (files: readonly SourceFile[]): number => files.reduce((sum, { lines }) => sum + lines, 0);

/** Counts exported declarations, and those among them with a doc comment. */
export function contracts(sources: readonly SourceFile[]): { documented: number; of: number } {
  const exported = sources.flatMap(({ exports }) => exports);
  return { documented: exported.filter(({ hasContract }) => hasContract).length, of: exported.length };
}
