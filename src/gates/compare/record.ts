import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { HarmJudge, Priced } from '../../audit/index.ts';
import { ZenbunError } from '../../errors.ts';
import { type AnswerFile, type Model, openAnswerFile, parseModelId, recordedModel } from '../../model/index.ts';
import { NO_USAGE, type Usage } from '../../schema/index.ts';
import type { OpenedModels } from './open-models.ts';

/**
 * The models of a comparison. Every answer is recorded before it is used, and recorded answers are not asked for again.
 */
export interface RecordedModels {
  readonly before: Priced<Model>;
  readonly after: Priced<Model>;
  readonly judges: readonly Priced<HarmJudge>[];
  /** Usage of the run before it was resumed. */
  readonly past: Usage;
  /** Unreadable lines in the run's own record: their answers are asked for again, and their usage is unknown. */
  readonly damaged: number;
  /** True if another run has the cache open; this run does without it. */
  readonly isCacheInUse: boolean;
  close(): Promise<void>;
}

/**
 * Opens the record in a run's folder. `cache`: a folder that keeps the answers of the model before tuning beyond the
 * run. Those of the tuned model are not cached: it is the model under examination, and a model that was tuned again
 * often keeps its name.
 */
export async function recordModels(
  { before, after, judges, contentCheck }: OpenedModels,
  folder: string,
  cache: string | undefined,
): Promise<RecordedModels> {
  const files: AnswerFile[] = [];
  const close = async () => {
    for (const file of files) await file.close();
  };
  const open = async (path: string) => {
    const file = await openAnswerFile(path);
    files.push(file);
    return file;
  };
  const openCache = (path: string): Promise<AnswerFile | typeof IN_USE> =>
    open(`${path}.jsonl`).catch((failure): typeof IN_USE => {
      if (failure instanceof ZenbunError && failure.code === 'usage') return IN_USE;
      throw failure;
    });
  try {
    const own = {
      before: await open(join(folder, 'before.jsonl')),
      after: await open(join(folder, 'after.jsonl')),
      judges: await inTurn(judges, (_, i) => open(join(folder, `judge-${i + 1}.jsonl`))),
    };
    const past = [...files].map(({ used }) => used).reduce(plus);
    const damaged = files.reduce((sum, file) => sum + file.damaged.count, 0);
    const cached =
      cache === undefined || !isServed(before.asked) ? null : await openCache(join(cache, nameOf(before.asked)));
    return {
      before: recorded(cached === null || cached === IN_USE ? before : recorded(before, cached), own.before),
      after: recorded(after, own.after),
      judges: [
        ...freeCheck(contentCheck),
        ...judges.map(({ model, of }, i) => {
          const { asked, price } = recorded(model, own.judges[i]!);
          return { asked: of(asked), price };
        }),
      ],
      past,
      damaged,
      isCacheInUse: cached === IN_USE,
      close,
    };
  } catch (failure) {
    await close();
    throw failure;
  }
}

/** Returns the same for a run without a record. */
export function unrecordedModels({ before, after, judges, contentCheck }: OpenedModels): RecordedModels {
  return {
    before,
    after,
    judges: [
      ...freeCheck(contentCheck),
      ...judges.map(({ model: { asked, price }, of }) => ({ asked: of(asked), price })),
    ],
    past: NO_USAGE,
    damaged: 0,
    isCacheInUse: false,
    close: async () => undefined,
  };
}

const freeCheck = (contentCheck: HarmJudge | null): Priced<HarmJudge>[] =>
  contentCheck === null ? [] : [{ asked: contentCheck, price: { prompt: 0, completion: 0 } }];

const IN_USE = 'in use';

/**
 * Reports whether answers are worth caching. A file's content may change under its name, and asking it again is free.
 */
const isServed = ({ id }: Model) => !['replay', 'gguf', 'toy'].includes(parseModelId(id).provider);

const recorded = ({ asked, price }: Priced<Model>, file: AnswerFile): Priced<Model> => ({
  asked: recordedModel(asked, file),
  price,
});

const plus = (a: Usage, b: Usage): Usage => ({
  requests: a.requests + b.requests,
  tokens: a.tokens + b.tokens,
  promptTokens: a.promptTokens + b.promptTokens,
  usd: a.usd + b.usd,
});

/** Name of a model's file, as a digest because ids contain slashes and colons. */
const nameOf = ({ id, origin }: Model) => createHash('sha256').update(`${origin} ${id}`).digest('hex').slice(0, 16);

async function inTurn<T, R>(items: readonly T[], work: (item: T, i: number) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const [i, item] of items.entries()) results.push(await work(item, i));
  return results;
}
