import { ZenbunError } from '../../errors.ts';
import type { Message } from '../../schema/index.ts';

/** One of `of` shards, numbered from 1. */
export interface ShardNumber {
  readonly shard: number;
  readonly of: number;
}

/** More shards than this are a mistake: planning them would take longer than their work. */
const MAX_SHARDS = 100_000;

type ArrayEnvironment = Readonly<Record<string, string | undefined>>;

/** The environment variables by which an engine tells a process which task it is. */
interface ArrayVariables {
  readonly index: string;
  readonly count: string;
  /** For engines with user-chosen task numbers: the first, the last and the step between them. */
  readonly numbers?: { readonly first: string; readonly last: string; readonly step: string };
}

/**
 * Slurm; Kubernetes, which does not set a count itself; AWS Batch; Google Cloud Batch and Cloud Run; Ray Train,
 * torchrun and MPI.
 */
const ENGINES: readonly ArrayVariables[] = [
  {
    index: 'SLURM_ARRAY_TASK_ID',
    count: 'SLURM_ARRAY_TASK_COUNT',
    numbers: { first: 'SLURM_ARRAY_TASK_MIN', last: 'SLURM_ARRAY_TASK_MAX', step: 'SLURM_ARRAY_TASK_STEP' },
  },
  { index: 'JOB_COMPLETION_INDEX', count: 'JOB_COMPLETIONS' },
  { index: 'AWS_BATCH_JOB_ARRAY_INDEX', count: 'AWS_BATCH_JOB_ARRAY_SIZE' },
  { index: 'BATCH_TASK_INDEX', count: 'BATCH_TASK_COUNT' },
  { index: 'CLOUD_RUN_TASK_INDEX', count: 'CLOUD_RUN_TASK_COUNT' },
  { index: 'RANK', count: 'WORLD_SIZE' },
];

/**
 * Parses `3/8`, `env` or `env/8`. `env` takes number and count from the variables of the engine that runs the process.
 * `env/8` takes only the number from there, counting from 0. Throws `usage`.
 */
export function shardNumberOf(text: string, env: ArrayEnvironment): ShardNumber {
  const parts = /^(env|\d{1,7})(?:\/(\d{1,7}))?$/.exec(text.trim());
  if (parts === null || (parts[1] !== 'env' && parts[2] === undefined)) throw wrong(text);
  const [, first, count] = parts;
  if (first !== 'env') return checked(text, Number(first), Number(count));
  const set = ENGINES.filter(({ index }) => env[index]);
  const [engine] = set;
  if (engine === undefined) throw noEngine();
  const number = numberIn(env, engine.index);
  const other = set.find(({ index }) => numberIn(env, index) !== number);
  if (other !== undefined) throw severalEngines(engine.index, other.index);
  if (count !== undefined) return checked(`${text} (${engine.index}=${number})`, number + 1, Number(count));
  if (!env[engine.count]) throw noCount(engine);
  const of = numberIn(env, engine.count);
  const said = `${text} (${engine.index}=${number}, ${engine.count}=${of})`;
  if (engine.numbers === undefined || !env[engine.numbers.first]) return checked(said, number + 1, of);
  const { first: firstName, last, step: stepName } = engine.numbers;
  const base = numberIn(env, firstName);
  const step = env[stepName] ? numberIn(env, stepName) : 1;
  // A list with gaps, such as one of previously failed tasks: its count is not the number of shards.
  if (env[last] && (numberIn(env, last) - base) / step + 1 !== of) throw gaps(said);
  if (base > 1) throw gaps(said);
  return checked(said, (number - base) / step + 1, of);
}

function numberIn(env: ArrayEnvironment, name: string): number {
  const text = env[name] ?? '';
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw new ZenbunError('usage', {
    en: `${name}=${text} is not a whole number`,
    ja: `環境変数 ${name} の値「${text}」は整数ではありません`,
  });
}

/** Throws `usage` if there is no such shard. */
export function requireShard({ shard, of }: ShardNumber): void {
  if (!Number.isInteger(of)) throw wrong(`${shard}/${of}`);
  checked(`${shard}/${of}`, shard, of);
}

function checked(text: string, shard: number, of: number): ShardNumber {
  if (!Number.isInteger(shard) || of < 1 || of > MAX_SHARDS || shard < 1 || shard > of) throw wrong(text);
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

const noCount = ({ index, count }: ArrayVariables) =>
  new ZenbunError(
    'usage',
    {
      en: `--shard env: ${index} is set, and ${count} is not`,
      ja: `--shard env：${index} はありますが、${count} がありません`,
    },
    { advice: { en: 'Say the count yourself: --shard env/8.', ja: '総数を指定してください：--shard env/8' } },
  );

const severalEngines = (a: string, b: string) =>
  new ZenbunError(
    'usage',
    {
      en: `--shard env: ${a} and ${b} are both set, to different numbers`,
      ja: `--shard env：${a} と ${b} の両方があり、値が異なります`,
    },
    { advice: FORM },
  );

const gaps = (said: string) =>
  new ZenbunError(
    'usage',
    {
      en: `--shard ${said}: the array is not all of the shards`,
      ja: `--shard ${said}：ジョブ配列がシャードの一部だけになっています`,
    },
    { advice: { en: 'Say the count yourself: --shard env/8.', ja: '総数を指定してください：--shard env/8' } },
  );
