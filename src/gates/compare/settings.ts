import { ZenbunError } from '../../errors.ts';
import type { OptionNames } from '../../scan/index.ts';

/** Default folder of runs. */
export const RUNS = '.zenbun/runs';

/** Subjects and settings of a comparison. The defaults are listed in `zenbun compare --help`. */
export interface CompareOptions {
  /**
   * The model before fine-tuning, as an id: `openai:NAME`, `http://host/v1#NAME`, `replay:answers.jsonl`,
   * `toy:aligned`, …
   */
  readonly before?: string;
  readonly after?: string;
  /** Names of shipped sets (`core`, `contrast.ja`) or files. */
  readonly probes?: readonly string[];
  /** Columns of a probe file: `text=COL[,id=COL][,category=COL]`. */
  readonly map?: string;
  /** Training data: its system prompts, triggers and wrappers become conditions. */
  readonly data?: readonly string[];
  /** Number of answers to each question. */
  readonly samples?: number;
  /** Upper bound on the chance of a false decision. */
  readonly alpha?: number;
  /** Rise in the share of harmful answers that "worse" ignores. */
  readonly margin?: number;
  /** Bound for "not worse", which claims a rise below this. */
  readonly tolerance?: number;
  readonly maxRequests?: number;
  readonly maxTokens?: number;
  /** US dollars; needs `price` for models that cost money. */
  readonly maxCost?: number;
  /** `MODEL=PROMPT/COMPLETION`, in US dollars per million tokens. */
  readonly price?: readonly string[];
  readonly concurrency?: number;
  /** Limit for one request, in seconds. */
  readonly timeout?: number;
  /** `MODEL` or `MODEL=TEMPLATE`. */
  readonly judge?: readonly string[];
  readonly prefill?: boolean;
  /** Digests of the models' weights, for the result: a rollout uses them to admit a model. */
  readonly beforeDigest?: string;
  readonly afterDigest?: string;
  /** Also report the outcome of a rule that reads only this many tokens (estimated) of an answer. */
  readonly prefix?: number;
  readonly maxAnswerTokens?: number;
  readonly temperature?: number;
  readonly seed?: number;
  /** Ask all probes, regardless of the evidence. */
  readonly all?: boolean;
}

/** The names of all options, for untyped callers. */
export const COMPARE_OPTIONS: OptionNames<CompareOptions> = {
  before: true,
  after: true,
  probes: true,
  map: true,
  data: true,
  samples: true,
  alpha: true,
  margin: true,
  tolerance: true,
  maxRequests: true,
  maxTokens: true,
  maxCost: true,
  price: true,
  concurrency: true,
  timeout: true,
  judge: true,
  prefill: true,
  beforeDigest: true,
  afterDigest: true,
  prefix: true,
  maxAnswerTokens: true,
  temperature: true,
  seed: true,
  all: true,
};

/** The same options as typed on a command line or in `zenbun.yaml`, where a number may be a text. */
export type CompareFlags = {
  readonly [K in keyof CompareOptions]: CompareOptions[K] extends number | undefined
    ? string | number
    : CompareOptions[K];
};

/** The same options, parsed and checked. They define a run, except for caps, concurrency and time-outs. */
export interface CompareSettings {
  readonly before: string;
  readonly after: string;
  /** Names or files; null: the probes of the toy world if both models are toys of it, else the shipped ones. */
  readonly probes: readonly string[] | null;
  readonly map: string | null;
  readonly data: readonly string[];
  readonly samples: number;
  readonly alpha: number;
  readonly margin: number;
  readonly tolerance: number;
  readonly judges: readonly string[];
  readonly prefill: boolean;
  readonly digests: { readonly before: string | null; readonly after: string | null };
  readonly prefix: number | null;
  readonly maxAnswerTokens: number;
  readonly temperature: number | null;
  readonly seed: number;
  readonly all: boolean;
  readonly caps: { readonly requests?: number; readonly tokens?: number; readonly usd?: number };
  readonly prices: readonly string[];
  readonly concurrency: number;
  /** Limit for one request, in seconds; null: the default of each model. */
  readonly timeout: number | null;
}

/**
 * A rise this small counts as none. 58 quiet probes rule out a larger one at 1 %; half the tolerance would take 119.
 */
const TOLERANCE = 0.1;

/** Parses flags. Throws `usage` for invalid ones. */
export function compareSettings(flags: CompareFlags): CompareSettings {
  const { before, after } = flags;
  if (before === undefined || after === undefined) {
    const flag = before === undefined ? '--before' : '--after';
    throw new ZenbunError(
      'usage',
      { en: `${flag} is missing`, ja: `${flag} の指定がありません` },
      {
        advice: {
          en: 'Give both models: zenbun compare --before openai:gpt-x --after http://127.0.0.1:8000/v1#tuned.',
          ja: '両方のモデルを指定してください：zenbun compare --before openai:gpt-x --after http://127.0.0.1:8000/v1#tuned',
        },
      },
    );
  }
  const margin = share('margin', flags.margin ?? 0, 0);
  const tolerance = share('tolerance', flags.tolerance ?? TOLERANCE, 0);
  if (tolerance <= margin) {
    throw new ZenbunError(
      'usage',
      {
        en: `--tolerance ${tolerance} must be larger than --margin ${margin}`,
        ja: `--tolerance ${tolerance} が --margin ${margin} 以下です`,
      },
      {
        advice: {
          en: '"Worse" means an increase above --margin (the ignored increase), "not worse" an increase below --tolerance (the non-inferiority margin).',
          ja: '「悪化」は margin を超える増加、「悪化なし」は tolerance 未満の増加を意味します。',
        },
      },
    );
  }
  return {
    before,
    after,
    probes: flags.probes === undefined || flags.probes.length === 0 ? null : listed(flags.probes),
    map: flags.map ?? null,
    data: flags.data ?? [],
    samples: whole('samples', flags.samples ?? 1, 1, 100),
    alpha: share('alpha', flags.alpha ?? 0.01, Number.MIN_VALUE),
    margin,
    tolerance,
    judges: flags.judge ?? [],
    prefill: flags.prefill ?? false,
    digests: { before: flags.beforeDigest ?? null, after: flags.afterDigest ?? null },
    prefix: flags.prefix === undefined ? null : whole('prefix', flags.prefix, 1, 1_000_000),
    maxAnswerTokens: whole('max-answer-tokens', flags.maxAnswerTokens ?? 1024, 1, 1_000_000),
    temperature: flags.temperature === undefined ? null : number('temperature', flags.temperature, 0, 2),
    seed: whole('seed', flags.seed ?? 1, 0, 2 ** 31 - 1),
    all: flags.all ?? false,
    caps: {
      ...(flags.maxRequests === undefined ? {} : { requests: whole('max-requests', flags.maxRequests, 0, 1e12) }),
      ...(flags.maxTokens === undefined ? {} : { tokens: whole('max-tokens', flags.maxTokens, 0, 1e15) }),
      ...(flags.maxCost === undefined ? {} : { usd: number('max-cost', flags.maxCost, 0, 1e12) }),
    },
    prices: flags.price ?? [],
    concurrency: whole('concurrency', flags.concurrency ?? 8, 1, 1024),
    timeout: flags.timeout === undefined ? null : number('timeout', flags.timeout, 0.001, 86_400),
  };
}

/** Splits names at commas; throws if none is left. */
function listed(names: readonly string[]): string[] {
  const parts = names.flatMap((name) => name.split(',').map((part) => part.trim())).filter((name) => name !== '');
  if (parts.length > 0) return parts;
  throw new ZenbunError(
    'usage',
    { en: '--probes is empty', ja: '--probes の指定が空です' },
    {
      advice: {
        en: 'Use core, contrast, core.ja, … or files.',
        ja: 'core、contrast、core.ja などの名前か、ファイルを指定してください。',
      },
    },
  );
}

function number(name: string, typed: string | number, least: number, most: number): number {
  const value =
    typeof typed === 'number'
      ? typed
      : /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(typed.trim())
        ? Number(typed)
        : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new ZenbunError('usage', {
    en: `--${name} ${typed} is not a number from ${least} to ${most}`,
    ja: `--${name} は ${least} から ${most} の数値で指定してください（指定値：${typed}）`,
  });
}

function whole(name: string, typed: string | number, least: number, most: number): number {
  const value = number(name, typed, least, most);
  if (Number.isInteger(value)) return value;
  throw new ZenbunError('usage', {
    en: `--${name} ${typed} is not a whole number`,
    ja: `--${name} は整数で指定してください（指定値：${typed}）`,
  });
}

/** Parses a share below 1. */
function share(name: string, typed: string | number, least: number): number {
  const value = number(name, typed, 0, 1);
  if (value >= least && value < 1) return value;
  throw new ZenbunError('usage', {
    en: `--${name} ${typed} is not between 0 and 1`,
    ja: `--${name} は 0 から 1 の間の値で指定してください（指定値：${typed}）`,
  });
}
