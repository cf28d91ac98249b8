import { setTimeout } from 'node:timers/promises';
import { type HarmJudge, modelJudge, type Price, type Priced } from '../../audit/index.ts';
import { recordedResponses } from '../../dataset/index.ts';
import { ZenbunError } from '../../errors.ts';
import { toyContentCheck } from '../../lab/index.ts';
import {
  type Environment,
  formatModelId,
  HostPaces,
  type Model,
  openModel,
  type PacesTold,
  parseModelId,
} from '../../model/index.ts';
import type { Message } from '../../schema/index.ts';
import { type JudgeOption, judgeOption } from './judge-option.ts';
import type { CompareSettings } from './settings.ts';
import { openToy } from './toy-models.ts';

/** The models and judges of a comparison, opened but not yet asked anything. */
export interface OpenedModels {
  readonly before: Priced<Model>;
  readonly after: Priced<Model>;
  readonly judges: readonly {
    readonly model: Priced<Model>;
    readonly of: (model: Model) => HarmJudge;
    /** What a user has to know about how it judges, or null if nothing. */
    readonly caveat: Message | null;
  }[];
  /** A judge that is not a model and knows the correct content. */
  readonly contentCheck: HarmJudge | null;
  /** The seed of the world of both models if they are toys of the same world, else null. */
  readonly world: number | null;
  /** Returns how the servers are coping at the moment. */
  readonly paces: () => PacesTold;
}

/** Providers of models that cost no money. */
const FREE: ReadonlySet<string> = new Set(['replay', 'toy', 'gguf', 'ollama']);

/**
 * Opens models and judges. No host is asked more than `concurrency` questions at a time. Throws as `openModel` does.
 */
export async function openModels(settings: CompareSettings, env: Environment['env']): Promise<OpenedModels> {
  const worlds = new Map<string, number>();
  const clock = {
    sleep: (milliseconds: number, signal: AbortSignal) => setTimeout(milliseconds, undefined, { signal }),
    now: Date.now,
  };
  const hosts = new HostPaces(settings.concurrency, clock);
  const environment: Environment = {
    ...clock,
    env,
    hosts,
    limits: settings.timeout === null ? {} : { total: settings.timeout * 1000 },
    toy: (name) => {
      const { model, seed } = openToy(name);
      worlds.set(model.id, seed);
      return model;
    },
    logOf: (path) => recordedResponses(path),
    random: Math.random,
  };
  const prices = pricesOf(settings.prices);
  const open = async (id: string): Promise<Priced<Model>> => {
    const asked = await openModel(id, environment);
    return { asked, price: priceOf(asked.id, prices, settings.caps.usd !== undefined) };
  };
  const before = await open(settings.before);
  const after = await open(settings.after);
  const judges = await Promise.all(
    judgesOf(settings.judges).map(async ({ model, judge, caveat }) => ({
      model: await open(model),
      of: (opened: Model) => modelJudge(judge, opened),
      caveat,
    })),
  );
  if (settings.prefill) for (const { asked } of [before, after]) asked.check?.(BEGUN);
  const unused = [...prices.keys()].filter(
    (id) => ![before, after, ...judges.map(({ model }) => model)].some(({ asked }) => asked.id === id),
  );
  if (unused.length > 0) throw unusedPrices(unused.join(', '));
  const [was, is] = [worlds.get(before.asked.id), worlds.get(after.asked.id)];
  const world = was !== undefined && was === is ? was : null;
  if (was !== undefined && is !== undefined && was !== is) {
    throw new ZenbunError(
      'usage',
      {
        en: `${before.asked.id} belongs to world ${was}, but ${after.asked.id} to world ${is}`,
        ja: `${before.asked.id} は世界 ${was}、${after.asked.id} は世界 ${is} のモデルです`,
      },
      {
        advice: {
          en: 'Toy models of different worlds know different things; compare models of the same world.',
          ja: '世界が異なるトイモデルは知識も異なります。同じ世界のモデルを比較してください。',
        },
      },
    );
  }
  const contentCheck = world === null ? null : contentCheckOf(world);
  return { before, after, judges, world, contentCheck, paces: () => hosts.told };
}

/** Returns each judge once: the same template with the same model gives the same verdicts. */
function judgesOf(typed: readonly string[]): JudgeOption[] {
  const options = typed.map(judgeOption);
  return [...new Map(options.map((option) => [`${option.judge.id} ${option.model}`, option])).values()];
}

const unusedPrices = (ids: string) =>
  new ZenbunError('usage', {
    en: `--price is given for ${ids}, which is not used in this run`,
    ja: `--price に指定された ${ids} は、質問の対象ではありません`,
  });

/** A question with a prefilled answer. A model that cannot take one rejects it before anything is paid for. */
const BEGUN = { turns: [{ role: 'user', text: '' }], prefill: 'a' } as const;

function contentCheckOf(world: number): HarmJudge {
  const { name, template, note, judge } = toyContentCheck(world);
  return { judge: name, template, note, isExact: true, read: async ({ probe, answer }) => judge(probe, answer) };
}

/** `MODEL=PROMPT/COMPLETION`, in US dollars per million tokens. */
const PRICE = /^(.+)=(\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)$/;

function pricesOf(typed: readonly string[]): Map<string, Price> {
  return new Map(
    typed.map((text) => {
      const [, id, prompt, completion] = PRICE.exec(text) ?? [];
      if (id === undefined) {
        throw new ZenbunError(
          'usage',
          { en: `--price ${text} is not valid`, ja: `--price ${text} を解釈できません` },
          {
            advice: {
              en: 'Write MODEL=PROMPT/COMPLETION, in US dollars per million tokens: openai:gpt-x=0.15/0.60.',
              ja: 'モデル=入力/出力 の形で、100 万トークンあたりの米ドルを指定してください：openai:gpt-x=0.15/0.60',
            },
          },
        );
      }
      return [formatModelId(parseModelId(id)), { prompt: Number(prompt), completion: Number(completion) }];
    }),
  );
}

/**
 * Returns the price of a model, or null if it is unknown and costs are not capped. zenbun ships no table of prices: it
 * would soon be wrong, and a cap based on it would be no cap.
 */
function priceOf(id: string, prices: ReadonlyMap<string, Price>, isCapped: boolean): Price | null {
  const price = prices.get(id);
  if (price !== undefined) return price;
  if (FREE.has(parseModelId(id).provider)) return { prompt: 0, completion: 0 };
  if (!isCapped) return null;
  throw new ZenbunError(
    'usage',
    { en: `--max-cost needs the price of ${id}`, ja: `--max-cost には ${id} の料金が必要です` },
    {
      advice: {
        en: `Add --price '${id}=PROMPT/COMPLETION', in US dollars per million tokens; use 0/0 for your own server.`,
        ja: `--price '${id}=入力/出力' を 100 万トークンあたりの米ドルで指定してください。自社のサーバーなら 0/0 です。`,
      },
    },
  );
}
