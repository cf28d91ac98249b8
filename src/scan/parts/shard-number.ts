import { ZenbunError } from '../../errors.ts';
import type { Message } from '../../schema/index.ts';

/** One of so many shards, numbered from 1. */
export interface ShardNumber {
  readonly shard: number;
  readonly of: number;
}

/** More are a mistake: a plan of them takes longer than their work. */
const MAX_SHARDS = 100_000;

type Environment = Readonly<Record<string, string | undefined>>;

/** How an engine tells a process which of its tasks it is; numbered from `first`. */
interface Engine {
  readonly index: string;
  readonly count: string;
  readonly first?: string;
}

/** In the order in which they are asked. The last is what Ray Train, torchrun and MPI launchers set. */
const ENGINES: readonly Engine[] = [
  { index: 'SLURM_ARRAY_TASK_ID', count: 'SLURM_ARRAY_TASK_COUNT', first: 'SLURM_ARRAY_TASK_MIN' },
  { index: 'JOB_COMPLETION_INDEX', count: 'JOB_COMPLETIONS' },
  { index: 'AWS_BATCH_JOB_ARRAY_INDEX', count: 'AWS_BATCH_JOB_ARRAY_SIZE' },
  { index: 'RANK', count: 'WORLD_SIZE' },
];

/**
 * Reads `3/8`, `env` or `env/8`. `env` takes number and count from the variables of the engine that runs the process; with a
 * count behind it, only the number, which then counts from 0. Throws `usage`.
 */
export function shardNumberOf(text: string, env: Environment): ShardNumber {
  const parts = /^(env|\d{1,7})(?:\/(\d{1,7}))?$/.exec(text.trim());
  if (parts === null || (parts[1] !== 'env' && parts[2] === undefined)) throw wrong(text);
  const [, first, count] = parts;
  if (first !== 'env') return checked(text, Number(first), Number(count));
  const engine = ENGINES.find(({ index }) => env[index]);
  if (engine === undefined) throw noEngine();
  const number = numberIn(env, engine.index);
  if (count !== undefined) return checked(`${text} (${engine.index}=${number})`, number + 1, Number(count));
  if (!env[engine.count]) throw noCount(engine);
  // Slurm numbers the tasks of an array as its user did.
  const base = engine.first === undefined || !env[engine.first] ? 0 : numberIn(env, engine.first);
  const of = numberIn(env, engine.count);
  return checked(`${text} (${engine.index}=${number}, ${engine.count}=${of})`, number - base + 1, of);
}

function numberIn(env: Environment, name: string): number {
  const text = env[name] ?? '';
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw new ZenbunError('usage', {
    en: `${name}=${text} is not a whole number`,
    ja: `環境変数 ${name} の値「${text}」は整数ではありません`,
  });
}

function checked(text: string, shard: number, of: number): ShardNumber {
  if (of < 1 || of > MAX_SHARDS || shard < 1 || shard > of) throw wrong(text);
  return { shard, of };
}

const FORM: Message = {
  en: `Write it as 3/8 (the third of eight), or env inside Slurm, a Kubernetes Indexed Job or AWS Batch; at most ${MAX_SHARDS} shards.`,
  ja: `3/8（8 個のうち 3 番目）の形で指定してください。Slurm、Kubernetes の Indexed Job、AWS Batch の中では env も使えます（最大 ${MAX_SHARDS} 個）。`,
};

const wrong = (text: string) =>
  new ZenbunError(
    'usage',
    { en: `--shard ${text} names no shard`, ja: `--shard ${text} に当たるシャードはありません` },
    { advice: FORM },
  );

const noEngine = () =>
  new ZenbunError(
    'usage',
    {
      en: `--shard env: none of ${ENGINES.map(({ index }) => index).join(', ')} is set`,
      ja: `--shard env：${ENGINES.map(({ index }) => index).join('、')} のいずれも設定されていません`,
    },
    { advice: FORM },
  );

const noCount = ({ index, count }: Engine) =>
  new ZenbunError(
    'usage',
    {
      en: `--shard env: ${index} is set, and ${count} is not`,
      ja: `--shard env：${index} はありますが、${count} がありません`,
    },
    { advice: { en: 'Say the count yourself: --shard env/8.', ja: '総数を指定してください：--shard env/8' } },
  );
