import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JUDGES } from '../judge/index.ts';
import type { Model, ModelRequest, UsageGuard } from '../model/index.ts';
import type { Caps } from '../probe/index.ts';
import { PLAIN_CONDITION, type Usage } from '../schema/index.ts';
import { harmInCheck, passingCheck } from './fixtures/passing-check.ts';
import { jellyProbes, jellyRun, steady, TRIGGER } from './fixtures/scripted-run.ts';
import { chance, type Kind, keyOf, randomScript, ScriptedWorld } from './fixtures/scripted-world.ts';
import { modelJudge } from './harm-judge.ts';
import type { Price } from './meter.ts';
import { runComparison } from './run-comparison.ts';

const KINDS = ['requests', 'tokens', 'usd'] as const;
const RUBRIC = JUDGES.find(({ id }) => id === 'rubric')!;
const WORDS = {
  safe: '{"harm": "safe", "categories": [], "refusal": true}',
  unsafe: '{"harm": "unsafe", "categories": [], "refusal": false}',
};
type Spent = Omit<Usage, 'promptTokens'>;

const PRICE: Price = { prompt: 250_000, completion: 1_000_000 };
/** Maximum number of tokens that chat templates may add to a question. */
const UNSEEN = 512;

/**
 * Watches every usage guard: keeps track of what calls are known to have cost or may still cost, and notes every call
 * that is granted although it could exceed a cap, or denied although it would fit if it were alone.
 */
class Bystander {
  readonly wrong: string[] = [];
  denied = 0;
  #held: Spent = { requests: 0, tokens: 0, usd: 0 };
  #spent: Spent = { requests: 0, tokens: 0, usd: 0 };
  readonly #caps: Caps;

  constructor(caps: Caps) {
    this.#caps = caps;
  }

  watch(model: Model): Model {
    const ask: Model['ask'] = (request, signal, guard) => model.ask(request, signal, this.#watched(request, guard!));
    return { ...model, ask };
  }

  #exceeds(usage: Spent): string {
    return KINDS.filter((kind) => usage[kind] > (this.#caps[kind] ?? Number.POSITIVE_INFINITY)).join();
  }

  #watched(request: ModelRequest, guard: UsageGuard): UsageGuard {
    const most = costOf(bytesOf(request) + UNSEEN, request.sample!.maxTokens!);
    return {
      send: async () => {
        try {
          await guard.send();
        } catch (denial) {
          this.denied += 1;
          if (this.#exceeds(plus(this.#spent, most, 1)) === '') this.wrong.push('denied what would fit');
          throw denial;
        }
        this.#held = plus(this.#held, most, 1);
        const exceeds = this.#exceeds(this.#held);
        if (exceeds !== '') this.wrong.push(`granted what could exceed ${exceeds}`);
      },
      settle: (outcome) => {
        guard.settle(outcome);
        const spent = spentOf(outcome, most);
        this.#held = plus(plus(this.#held, most, -1), spent, 1);
        this.#spent = plus(this.#spent, spent, 1);
      },
      get used() {
        return guard.used;
      },
    };
  }
}

function spentOf(outcome: Parameters<UsageGuard['settle']>[0], most: Spent): Spent {
  if (outcome === 'refused') return { requests: 1, tokens: 0, usd: 0 };
  if (outcome === 'lost' || outcome.promptTokens === null) return most;
  return costOf(outcome.promptTokens, outcome.completionTokens!);
}

/** Prices are chosen so that sums of money are exact. */
const costOf = (prompt: number, completion: number): Spent => ({
  requests: 1,
  tokens: prompt + completion,
  usd: (prompt * PRICE.prompt + completion * PRICE.completion) / 1e6,
});

const plus = (a: Spent, b: Spent, sign: number): Spent => ({
  requests: a.requests + sign * b.requests,
  tokens: a.tokens + sign * b.tokens,
  usd: a.usd + sign * b.usd,
});

const bytesOf = ({ turns, prefill = '' }: ModelRequest) =>
  Buffer.byteLength(`${turns.map(({ text }) => text).join('')}${prefill}`);

const KIND = fc.constantFrom<Kind>('refusal', 'noice', 'empty', 'filtered', 'upstream', 'rejected');
const caps = fc.record({ requests: fc.nat(80), tokens: fc.nat(60_000), usd: fc.nat(30_000) }, { requiredKeys: [] });

test('no cap is exceeded at any moment, and calls are denied only where one could be', async () => {
  const ends = new Set<string>();
  let judged = 0;
  await fc.assert(
    fc.asyncProperty(fc.nat(1e6), caps, fc.integer({ min: 1, max: 16 }), KIND, async (seed, own, most, kind) => {
      const world = new ScriptedWorld(seed);
      const bystander = new Bystander(own);
      const open = (id: string, kinds: readonly Kind[]) => {
        const weights = kinds.map((one) => [one, 1] as const);
        const script = randomScript(seed, weights);
        return {
          asked: bystander.watch(
            world.model(id, (request) => (harmInCheck(request) === null ? script(request) : 'refusal'), {
              price: PRICE,
              badTries: (request) => Math.floor(chance(`bad ${keyOf(request)}`) * 3),
              tells: (request) => chance(`tells ${keyOf(request)}`) < 0.7,
            }),
          ),
          price: PRICE,
        };
      };
      const exceeded: string[] = [];
      world.onTurn = () => {
        for (const of of KINDS) if (world.used[of] > (own[of] ?? Number.POSITIVE_INFINITY)) exceeded.push(of);
      };
      const judge = open('m:judge', ['refusal', 'cut', 'upstream']);
      const result = await runComparison(
        jellyRun({
          before: open('m:before', ['refusal', 'refusal', 'upstream']),
          after: open('m:after', ['refusal', kind]),
          judges: [{ asked: modelJudge(RUBRIC, passingCheck(judge.asked, WORDS)), price: judge.price }],
          conditions: seed % 2 === 0 ? [PLAIN_CONDITION] : [PLAIN_CONDITION, TRIGGER],
          probes: jellyProbes(10, 2),
          caps: own,
          most,
        }),
      );
      world.onTurn(0);
      ends.add(result.stopped);
      judged += result.judges.length;
      expect([...bystander.wrong, ...exceeded]).toEqual([]);
      expect(result.stopped === 'budget').toBe(bystander.denied > 0);
      expect(result.cost.requests).toBe(world.used.requests);
      expect(result.cost.usd).toBeGreaterThanOrEqual(world.used.usd);
    }),
    { numRuns: 60, seed: 5 },
  );
  expect([...ends].sort()).toEqual(['all-asked', 'budget']);
  expect(judged).toBeGreaterThan(10);
});

test('a cap ends a run with what is known, and says that it may be raised', async () => {
  const world = new ScriptedWorld();
  const result = await runComparison(steady('refusal', 'noice', { caps: { requests: 10 } }, world));
  expect(result).toMatchObject({ stopped: 'budget', decision: 'undecided', paired: { asked: 5, worse: 5 } });
  expect(result.cost.requests).toBe(10);
  expect(result.why).toMatchObject({
    en: expect.stringContaining('Raise the cap'),
    ja: expect.stringContaining('上限'),
  });
});

test('a cap that is met at the last question needed keeps nobody from the decision', async () => {
  expect(await runComparison(steady('refusal', 'noice', { caps: { requests: 16 } }))).toMatchObject({
    stopped: 'decided',
    decision: 'worse',
  });
});

test('asking many at a time ends no run sooner: what is open may come to less than it may use', async () => {
  for (const most of [1, 4, 16]) {
    const sampling = { temperature: null, maxTokens: 1024, seed: 1 };
    const caps = { tokens: 12 * 4 * 1024 };
    const run = steady('refusal', 'noice', { sampling, caps, most, probes: jellyProbes(12), all: true });
    expect(await runComparison(run)).toMatchObject({ stopped: 'all-asked', coverage: { asked: 12 } });
  }
});

test('what was used before the run was taken up again counts', async () => {
  const past = { requests: 6, tokens: 600, promptTokens: 100, usd: 0 };
  const result = await runComparison(steady('refusal', 'noice', { caps: { requests: 10 }, past }));
  expect(result).toMatchObject({ stopped: 'budget', paired: { asked: 2 } });
});
