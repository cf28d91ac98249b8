import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod';
import { ZenbunError } from '../../errors.ts';
import { writeWhole } from '../../files/index.ts';
import { openAnswerFile } from '../../model/index.ts';
import type { Comparison } from '../../schema/index.ts';
import type { CompareFlags } from './settings.ts';

const MANIFEST = 'run.json';
const RESULT = 'comparison.json';

const MANIFEST_SHAPE = z.object({
  schema: z.literal('zenbun.run/1'),
  id: z.string(),
  flags: z.record(z.string(), z.unknown()),
});

const DECISION_SHAPE = z.looseObject({ decision: z.enum(['worse', 'not-worse', 'undecided']) });

/**
 * Fields of a result that reports read without checking that they exist. Other fields that zenbun wrote are not
 * checked.
 */
const RESULT_SHAPE = DECISION_SHAPE.extend({
  schema: z.literal('zenbun.compare/1'),
  run: z.looseObject({ id: z.string(), resume: z.string(), probes: z.array(z.string()) }),
  before: z.looseObject({ model: z.string() }),
  after: z.looseObject({ model: z.string() }),
  letters: z.array(z.looseObject({ question: z.string(), answer: z.string() })),
  coverage: z.looseObject({ failures: z.array(z.unknown()), notChecked: z.array(z.unknown()) }),
});

/** A run that was begun: its id, and the folder of its settings and answers. */
export interface RunFolder {
  readonly id: string;
  readonly path: string;
}

/** An earlier run of the same comparison, and its new name. */
export interface KeptRun {
  readonly name: string;
  /** True if it reached a verdict. */
  readonly isFinished: boolean;
}

/** Returns 12 hexadecimal digits that identify a run: the same configuration gives the same id. */
export function runId(identity: unknown): string {
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 12);
}

/**
 * Begins a run in `runs/ID`. An existing run of that id is kept beside it as `ID.1`, `ID.2`, …, so that its answers are
 * not mistaken for new ones. Returns the folder, and the kept run so that the user can be told.
 */
export async function beginRun(
  runs: string,
  id: string,
  flags: CompareFlags,
): Promise<{ readonly folder: RunFolder; readonly kept: KeptRun | null }> {
  const path = join(runs, id);
  return telling(path, async () => {
    await makeFolder(runs);
    const kept = (await exists(path)) ? await setAside(runs, id) : null;
    await mkdir(path, { recursive: true, mode: 0o700 });
    await writeWhole(join(path, MANIFEST), `${JSON.stringify({ schema: 'zenbun.run/1', id, flags }, null, 2)}\n`);
    return { folder: { id, path }, kept };
  });
}

/**
 * Finds a run by its id in `runs`, or by its folder. Throws `not-found`, or `damaged` if its settings cannot be read.
 */
export async function findRun(runs: string, named: string): Promise<RunFolder & { readonly flags: CompareFlags }> {
  const candidates = [join(runs, named), named];
  for (const path of candidates) {
    const text = await readFile(join(path, MANIFEST), 'utf8').catch(() => null);
    if (text === null) continue;
    try {
      const { id, flags } = MANIFEST_SHAPE.parse(JSON.parse(text));
      return { id, path, flags: flags as CompareFlags };
    } catch (cause) {
      throw new ZenbunError(
        'damaged',
        {
          en: `${join(path, MANIFEST)} does not describe a run`,
          ja: `${join(path, MANIFEST)} に実行内容の記録がありません`,
        },
        { cause },
      );
    }
  }
  throw new ZenbunError(
    'not-found',
    { en: `there is no run "${named}" in ${runs}`, ja: `${runs} に実行「${named}」はありません` },
    {
      advice: {
        en: 'Give the run ID that zenbun compare printed, or the folder of the run.',
        ja: 'zenbun compare が表示した ID か、実行のフォルダーを指定してください。',
      },
    },
  );
}

/** Writes the result beside the answers, readable only by the user. */
export async function keepResult({ path }: RunFolder, text: string): Promise<void> {
  await writeWhole(join(path, RESULT), text);
  await chmod(join(path, RESULT), 0o600);
}

/**
 * Returns the result of a run that reached a verdict, as it was written, or null if it reached none. Throws `damaged`.
 */
export async function verdictOf({ path }: RunFolder): Promise<Comparison | null> {
  const text = await readFile(join(path, RESULT), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    // Return the result itself rather than the output of the check, so that its fields keep their original order.
    const result: unknown = JSON.parse(text);
    const { decision } = RESULT_SHAPE.parse(result);
    return decision === 'undecided' ? null : (result as Comparison);
  } catch (cause) {
    throw new ZenbunError(
      'damaged',
      {
        en: `${join(path, RESULT)} does not hold the result of a comparison`,
        ja: `${join(path, RESULT)} に比較の結果がありません`,
      },
      {
        advice: {
          en: 'Delete it and resume: the answers beside it are kept.',
          ja: '削除してから再開してください。回答の記録は残っています。',
        },
        cause,
      },
    );
  }
}

/** Creates the folder of all runs. Answers may be harmful, so only the user can read them and git ignores them. */
async function makeFolder(runs: string): Promise<void> {
  await mkdir(runs, { recursive: true, mode: 0o700 });
  const parent = dirname(runs);
  const marked = basename(parent) === '.zenbun' ? parent : runs;
  await writeFile(join(marked, '.gitignore'), '*\n', { flag: 'wx' }).catch((failure: NodeJS.ErrnoException) => {
    if (failure.code !== 'EEXIST') throw failure;
  });
}

async function setAside(runs: string, id: string): Promise<KeptRun> {
  for (let n = 1; ; n += 1) {
    const name = `${id}.${n}`;
    if (await exists(join(runs, name))) continue;
    const isFinished = await hasEnded(join(runs, id));
    // Throws if another process is working in it.
    await (await openAnswerFile(join(runs, id, 'before.jsonl'))).close();
    await rename(join(runs, id), join(runs, name));
    return { name, isFinished };
  }
}

/** Reports whether a run reached a verdict. A run that did not, if started afresh, spends another alpha. */
async function hasEnded(path: string): Promise<boolean> {
  try {
    const { decision } = DECISION_SHAPE.parse(JSON.parse(await readFile(join(path, RESULT), 'utf8')));
    return decision !== 'undecided';
  } catch {
    return false;
  }
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

async function telling<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof ZenbunError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ZenbunError(
      'not-written',
      {
        en: `${path}: the run cannot be recorded: ${why}`,
        ja: `${path}：実行の記録を保存できません：${why}`,
      },
      {
        advice: {
          en: 'Free some space, or choose another folder with --runs.',
          ja: '空き容量を増やすか、--runs で別の場所を指定してください。',
        },
        cause,
      },
    );
  }
}
