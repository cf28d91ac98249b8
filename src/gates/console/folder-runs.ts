import { type FileHandle, open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { ConsoleRuns } from '../../console/index.ts';
import type { Comparison, ConsoleRun, LabReport, ScanResult } from '../../schema/index.ts';
import { COMPARISON_SHAPE, SCAN_SHAPE } from '../report/result-shapes.ts';

/** Limits of the search: depth of subfolders, names in total, and results. */
const MAX_DEPTH = 8;
const MAX_NAMES = 50_000;
const MAX_RUNS = 2000;
/** Maximum bytes of one result: for a stand-alone console, and beside a gateway, whose answers must not wait for it. */
const MAX_BYTES = 64 * 2 ** 20;
export const MAX_BYTES_BESIDE_GATEWAY = 8 * 2 ** 20;
/** The schema of a result appears in its first bytes. */
const HEAD_BYTES = 1024;
const HEAD = /"schema"\s*:\s*"zenbun\.(scan|compare|lab)\/1"/;

const LAB_SHAPE = z.looseObject({
  schema: z.literal('zenbun.lab/1'),
  rows: z.array(z.looseObject({ id: z.string() })),
  defences: z.array(z.looseObject({ id: z.string() })),
  results: z.array(z.looseObject({ row: z.string() })),
  expectations: z.array(z.looseObject({ holds: z.boolean() })),
});

type RunKind = Exclude<ConsoleRun['kind'], 'unreadable'>;
const KINDS: Readonly<Record<string, RunKind>> = { scan: 'scan', compare: 'comparison', lab: 'lab' };
const SHAPES = { scan: SCAN_SHAPE, comparison: COMPARISON_SHAPE, lab: LAB_SHAPE } as const;

interface KnownRun {
  readonly bytes: number;
  readonly changed: number;
  /** null: the file is not a result. */
  readonly run: ConsoleRun | null;
}

/** Limits on the size of one result that is read, and on the number of results listed. */
interface RunLimits {
  readonly maxBytes: number;
  readonly maxRuns: number;
}

/**
 * Gives access to the zenbun results in a folder and below it, as they are stored. A file is read again when it has
 * changed; one of more than `maxBytes` is listed but not read.
 */
export function folderRuns(
  folder: string,
  { maxBytes = MAX_BYTES, maxRuns = MAX_RUNS }: Partial<RunLimits> = {},
): ConsoleRuns {
  const known = new Map<string, KnownRun>();
  const look = async (id: string): Promise<ConsoleRun | null> => {
    const { mtimeMs: changed, size: bytes } = await stat(join(folder, id));
    const before = known.get(id);
    if (before?.bytes === bytes && before.changed === changed) return before.run;
    const run = await runIn(join(folder, id), { id, changed: Math.round(changed), bytes, maxBytes });
    known.set(id, { bytes, changed, run });
    return run;
  };
  return {
    async list() {
      const runs: ConsoleRun[] = [];
      const { files, isCut } = await jsonFiles(folder);
      for (const id of await newestFirst(folder, files)) {
        const run = await look(id).catch(() => null);
        if (run === null) continue;
        if (runs.length >= maxRuns) return { runs, isCut: true };
        runs.push(run);
      }
      return { runs, isCut };
    },
    // Read only files that the list would name, so that no path leads anywhere else.
    async result(id) {
      if (!(await jsonFiles(folder)).files.includes(id)) return null;
      const run = await look(id).catch(() => null);
      return run === null || run.kind === 'unreadable' ? null : JSON.parse(await readFile(join(folder, id), 'utf8'));
    },
  };
}

/** Sorts paths below a folder by time of last change, newest first; files that no longer exist are left out. */
async function newestFirst(folder: string, files: readonly string[]): Promise<string[]> {
  const changed: { readonly id: string; readonly ms: number }[] = [];
  for (const id of files) {
    const found = await stat(join(folder, id)).catch(() => null);
    if (found !== null) changed.push({ id, ms: found.mtimeMs });
  }
  return changed.sort((a, b) => b.ms - a.ms).map(({ id }) => id);
}

/**
 * Returns the JSON files below a folder, as sorted paths with `/`. Links and hidden files are left out. `isCut`: the
 * search did not cover everything.
 */
async function jsonFiles(folder: string): Promise<{ readonly files: readonly string[]; readonly isCut: boolean }> {
  const files: string[] = [];
  let names = 0;
  let isCut = false;
  const walk = async (below: string, depth: number): Promise<void> => {
    const entries = await readdir(join(folder, below), { withFileTypes: true }).catch(() => []);
    // The files of a ledger are not results, and there may be a great many of them.
    if (entries.some(({ name }) => name === 'ledger.json')) return;
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      names += 1;
      isCut ||= names > MAX_NAMES;
      if (names > MAX_NAMES) return;
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isFile() && entry.name.endsWith('.json')) files.push(path);
      if (!entry.isDirectory()) continue;
      if (depth < MAX_DEPTH) await walk(path, depth + 1);
      else isCut = true;
    }
  };
  await walk('', 0);
  return { files, isCut };
}

/** Returns the run in a file, or null if the file is not a result. */
async function runIn(
  path: string,
  {
    id,
    changed,
    bytes,
    maxBytes,
  }: Readonly<Record<'changed' | 'bytes' | 'maxBytes', number>> & { readonly id: string },
): Promise<ConsoleRun | null> {
  const kind = KINDS[HEAD.exec(await headOf(path))?.[1] ?? ''];
  if (kind === undefined) return null;
  const unreadable = (detail: string): ConsoleRun => ({ id, kind: 'unreadable', changed, verdict: null, detail });
  if (bytes > maxBytes) return unreadable(`${bytes} bytes`);
  let result: unknown;
  try {
    result = JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return unreadable('JSON');
  }
  const read = SHAPES[kind].safeParse(result);
  if (!read.success) return unreadable(read.error.issues[0]!.path.join('.'));
  return { id, kind, changed, ...saidBy(kind, result) };
}

function saidBy(kind: RunKind, result: unknown): Pick<ConsoleRun, 'verdict' | 'detail'> {
  if (kind === 'scan') return { verdict: (result as ScanResult).verdict, detail: null };
  if (kind === 'lab') {
    const { expectations } = result as LabReport;
    return { verdict: null, detail: `${expectations.filter(({ holds }) => holds).length}/${expectations.length}` };
  }
  const { verdict, decision } = result as Comparison;
  return { verdict, detail: decision };
}

async function headOf(path: string): Promise<string> {
  let file: FileHandle | null = null;
  try {
    file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file?.close();
  }
}
