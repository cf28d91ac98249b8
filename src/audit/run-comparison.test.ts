import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ModelAnswer } from '../model/index.ts';
import { PLAIN_CONDITION } from '../schema/index.ts';
import { jellyProbes, jellyRun, known, PREFILL, steady, TRIGGER } from './fixtures/scripted-run.ts';
import {
  chance,
  type Kind,
  keyOf,
  randomScript,
  recordKey,
  remembering,
  ScriptedWorld,
} from './fixtures/scripted-world.ts';
import { type ComparisonRun, runComparison } from './run-comparison.ts';

const FREE = { prompt: 0, completion: 0 };

/** All parameters of a run, drawn at random; the rules are small, so that runs end in every way. */
const plan = fc.record({
  seed: fc.nat(1e6),
  core: fc.integer({ min: 0, max: 36 }),
  contrast: fc.nat(8),
  conditions: fc.constantFrom([PLAIN_CONDITION], [PLAIN_CONDITION, TRIGGER], [PLAIN_CONDITION, PREFILL]),
  samples: fc.constantFrom(1, 1, 2),
  alpha: fc.constantFrom(0.01, 0.1, 0.25),
  all: fc.boolean(),
  before: fc.constantFrom<Kind>('refusal', 'refusal', 'comply', 'upstream'),
  after: fc.constantFrom<Kind>('refusal', 'refusal', 'noice', 'comply', 'upstream'),
  others: fc.constantFrom(0, 0.5),
});
type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

const OTHERS = ['refusal', 'comply', 'noice', 'empty', 'filtered', 'cut', 'upstream', 'rejected'] as const;

/** Returns the run of a plan on servers of its own, whose answers arrive in an order of their own. */
function runOf(p: Plan, world: ScriptedWorld, over: Partial<ComparisonRun> = {}, record?: Map<string, ModelAnswer>) {
  const open = (side: 'before' | 'after') => {
    const others = OTHERS.map((kind) => [kind, p.others] as const);
    const model = world.model(`m:${side}`, randomScript(p.seed + side.length, [[p[side], 4], ...others]), {
      badTries: (request) => (p.others > 0 && chance(`tries ${keyOf(request)}`) < 0.2 ? 2 : 0),
    });
    return { asked: record === undefined ? model : remembering(model, record, world), price: FREE };
  };
  return jellyRun({
    before: open('before'),
    after: open('after'),
    probes: jellyProbes(p.core, p.contrast),
    conditions: p.conditions,
    rule: { alpha: p.alpha, margin: 0, tolerance: 0.3, samples: p.samples },
    sampling: { temperature: null, maxTokens: 64, seed: p.seed },
    all: p.all,
    ...over,
  });
}

const questionsTo = ({ asked }: ScriptedWorld) => asked.map(({ model, request }) => recordKey(model, request)).sort();

describe('whatever models do', () => {
  test('the result depends neither on how many are asked at a time nor on which answer is quick', async () => {
    const ends = new Set<string>();
    await fc.assert(
      fc.asyncProperty(plan, fc.integer({ min: 2, max: 16 }), async (p, most) => {
        const [one, many] = [new ScriptedWorld(1), new ScriptedWorld(p.seed)];
        const alone = await runComparison(runOf(p, one, { most: 1 }));
        const together = await runComparison(runOf(p, many, { most }));
        ends.add(`${together.decision} ${together.stopped}`);
        expect(known(together)).toEqual(known(alone));
        // A failing model is noticed in order, after other questions have been asked; all other questions are asked for
        // a reason.
        if (alone.stopped === 'failing') return;
        expect(together.cost).toEqual(alone.cost);
        expect(questionsTo(many)).toEqual(questionsTo(one));
      }),
      { numRuns: 80, seed: 3 },
    );
    expect([...ends].sort()).toEqual([
      'not-worse all-asked',
      'not-worse decided',
      'undecided all-asked',
      'undecided failing',
      'undecided saturated',
      'worse all-asked',
      'worse decided',
    ]);
  });

  test('a run that was stopped anywhere and taken up again ends as one that was not, and asks nothing twice', async () => {
    let stoppedEarly = 0;
    await fc.assert(
      fc.asyncProperty(
        plan,
        fc.integer({ min: 1, max: 16 }),
        fc.array(fc.nat(60), { maxLength: 3 }),
        async (p, most, stops) => {
          const whole = await runComparison(runOf(p, new ScriptedWorld(1), { most }));
          const record = new Map<string, ModelAnswer>();
          for (const [i, stop] of stops.entries()) {
            const world = new ScriptedWorld(p.seed + i);
            const controller = new AbortController();
            world.onTurn = (nth) => nth === stop && controller.abort(new Error('Ctrl-C'));
            const { signal } = controller;
            const part = await askingNothingTwice(p, world, record, { most, signal });
            if (part.stopped !== 'interrupted') continue;
            stoppedEarly += 1;
            expect(part.coverage.asked).toBeLessThanOrEqual(whole.coverage.asked);
          }
          const last = await askingNothingTwice(p, new ScriptedWorld(p.seed + 9), record, { most });
          expect(known(last)).toEqual(known(whole));
        },
      ),
      { numRuns: 30, seed: 2 },
    );
    expect(stoppedEarly).toBeGreaterThan(10);
  });

  test('a tuned model that gives nothing to judge never passes, and is not worse for it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1e6), mute, some, async (seed, weights, kind) => {
        const result = await runComparison(laxRun(seed, [[kind, 1]], weights));
        expect(result).toMatchObject({ verdict: 'review', decision: 'undecided' });
        expect(result.coverage.notJudged).toBe(result.coverage.answers / 2);
        expect(result.after.asr.interval).toEqual([0, 1]);
      }),
      { numRuns: 12, seed: 3 },
    );
  });

  test('a model before tuning that gives nothing to judge makes no tuned model worse, and none pass', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1e6), mute, some, async (seed, weights, kind) => {
        const result = await runComparison(laxRun(seed, weights, [[kind, 1]]));
        expect(result).toMatchObject({ verdict: 'review', decision: 'undecided' });
      }),
      { numRuns: 12, seed: 4 },
    );
  });
});

type Weights = Parameters<typeof randomScript>[1];

const UNJUDGED = ['upstream', 'rejected', 'not-recorded', 'empty', 'filtered', 'cut'] as const;
const some = fc.constantFrom<Kind>('refusal', 'noice', 'comply');
const mute = fc.array(fc.tuple(fc.constantFrom<Kind>(...UNJUDGED), fc.integer({ min: 1, max: 9 })), { minLength: 1 });

/** Returns a run that reaches a verdict soon, if there is any basis for one. */
function laxRun(seed: number, before: Weights, after: Weights): ComparisonRun {
  const world = new ScriptedWorld(seed);
  return jellyRun({
    before: { asked: world.model('m:before', randomScript(seed, before)), price: FREE },
    after: { asked: world.model('m:after', randomScript(seed + 1, after)), price: FREE },
    rule: { alpha: 0.25, margin: 0, tolerance: 0.3, samples: 1 },
    probes: jellyProbes(40, 10),
  });
}

/** Runs one sitting of a run with a record; fails the test if something is asked that an earlier sitting answered. */
async function askingNothingTwice(
  p: Plan,
  world: ScriptedWorld,
  record: Map<string, ModelAnswer>,
  over: Partial<ComparisonRun>,
) {
  const before = new Map(record);
  const result = await runComparison(runOf(p, world, over, record));
  expect(questionsTo(world).filter((key) => before.has(key))).toEqual([]);
  return result;
}

describe('a run stops', () => {
  test('after ten probes of which the model used its limit up before an answer, and says so', async () => {
    const result = await runComparison(steady('refusal', 'cut-early'));
    expect(result).toMatchObject({ decision: 'undecided', stopped: 'failing', coverage: { asked: 10 } });
    expect(result.why.en).toMatch(/token limit.*--max-answer-tokens/);
    expect(result.after.unjudged).toMatchObject({ cut: 10 });
  });

  test('when it is decided, after the fewest probes that can decide', async () => {
    const worse = await runComparison(steady('refusal', 'noice'));
    expect(worse).toMatchObject({
      decision: 'worse',
      stopped: 'decided',
      cost: { requests: 16 },
      coverage: { asked: 8 },
    });
    const same = await runComparison(steady('refusal', 'refusal', { probes: jellyProbes(80) }));
    expect(same).toMatchObject({ decision: 'not-worse', stopped: 'decided', coverage: { probes: 80, asked: 58 } });
    const none = await runComparison(steady('refusal', 'refusal'));
    expect(none).toMatchObject({ decision: 'undecided', stopped: 'all-asked', coverage: { asked: 12, notJudged: 0 } });
  });

  test('not at the decision where all are to be asked, and the verdict stays', async () => {
    const result = await runComparison(steady('refusal', 'noice', { all: true }));
    expect(result).toMatchObject({ decision: 'worse', stopped: 'all-asked', paired: { decidedAt: 8, asked: 12 } });
  });

  test.each(['before', 'after'] as const)('when the %s model gave no answer ten times in a row', async (side) => {
    const kinds = { before: 'refusal', after: 'refusal', [side]: 'upstream' } as const;
    const result = await runComparison(steady(kinds.before, kinds.after, { probes: jellyProbes(30) }));
    expect(result).toMatchObject({ stopped: 'failing', decision: 'undecided', coverage: { asked: 10, notJudged: 10 } });
    expect(result.failures).toEqual([
      { message: { en: 'the server is on fire', ja: 'サーバーが燃えています' }, count: 10 },
    ]);
    expect(result.why.ja).toContain('サーバーが燃えています');
    expect(result.why.en).toContain('the server is on fire');
  });

  test('when the server refused ten requests in a row in the same words and never answered one', async () => {
    const result = await runComparison(steady('refusal', 'rejected', { probes: jellyProbes(30) }));
    expect(result).toMatchObject({ stopped: 'failing', decision: 'undecided', coverage: { asked: 10, notJudged: 10 } });
    expect(result.cost.requests).toBeLessThan(40);
    expect(result.why.en).toBe('A model failed ten probes in a row: the question is too long');
  });

  test('not for questions that are not recorded, or rejected by a server that answers others', async () => {
    const missing = await runComparison(steady('refusal', 'not-recorded', { probes: jellyProbes(30) }));
    expect(missing).toMatchObject({ stopped: 'all-asked', coverage: { asked: 30, notJudged: 30 } });
    const world = new ScriptedWorld();
    let asked = 0;
    const picky = world.model('m:after', () => (asked++ === 0 ? 'refusal' : 'rejected'));
    const run = steady('refusal', 'refusal', { probes: jellyProbes(30), after: { asked: picky, price: FREE } }, world);
    expect(await runComparison(run)).toMatchObject({ stopped: 'all-asked', coverage: { asked: 30, notJudged: 29 } });
  });

  test('not where an answer came between the failures', async () => {
    const world = new ScriptedWorld();
    let nth = 0;
    const flaky = world.model('m:after', () => (nth++ % 10 === 9 ? 'refusal' : 'upstream'));
    const result = await runComparison(
      steady('refusal', 'refusal', { after: { asked: flaky, price: FREE }, probes: jellyProbes(30), most: 1 }, world),
    );
    expect(result).toMatchObject({ stopped: 'all-asked', coverage: { asked: 30, notJudged: 27 } });
  });

  test('at an interruption, with what is known', async () => {
    const world = new ScriptedWorld();
    const controller = new AbortController();
    world.onTurn = (nth) => nth === 9 && controller.abort();
    const result = await runComparison(steady('refusal', 'noice', { most: 1, signal: controller.signal }, world));
    expect(result).toMatchObject({ stopped: 'interrupted', decision: 'undecided', paired: { asked: 4, worse: 4 } });
    expect(result.why.ja).toContain('再開すると');
    const early = await runComparison(steady('refusal', 'noice', { signal: AbortSignal.abort() }));
    expect(early).toMatchObject({ stopped: 'interrupted', coverage: { asked: 0 }, cost: { requests: 0 } });
  });

  test('at what no further question can mend: it rejects, and leaves nothing running', async () => {
    const world = new ScriptedWorld();
    const left = runComparison(steady('refusal', 'unauthorised', {}, world));
    await expect(left).rejects.toMatchObject({ code: 'unauthorised', message: 'the key is wrong' });
    const asked = world.used.requests;
    for (let i = 0; i < 50; i += 1) await new Promise(setImmediate);
    expect(world.used.requests).toBe(asked);
  });
});

test('as many probes are asked at a time as was said, and no more', async () => {
  for (const most of [1, 3, 8]) {
    const world = new ScriptedWorld();
    await runComparison(steady('refusal', 'refusal', { most, probes: jellyProbes(40) }, world));
    expect(world.most).toBe(2 * most);
  }
});

test('progress tells each probe, and how far the evidence has come', async () => {
  const told: [number, number, boolean][] = [];
  await runComparison(
    steady('refusal', 'noice', {
      onProgress: ({ asked, of, logWorse, enough }) => told.push([asked, of, logWorse >= enough]),
    }),
  );
  // Once before the first answer.
  expect(told).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8].map((asked) => [asked, 12, asked === 8]));
});

test('one question of contrast to four others, asked plainly, and none of it decides', async () => {
  const world = new ScriptedWorld();
  const probes = jellyProbes(8, 8);
  const conditions = [PLAIN_CONDITION, TRIGGER];
  const result = await runComparison(
    steady(
      'comply',
      'refusal',
      { probes, conditions, rule: { alpha: 1e-9, margin: 0, tolerance: 0.1, samples: 1 } },
      world,
    ),
  );
  expect(result).toMatchObject({
    coverage: { probes: 16, asked: 10, answers: 8 * 2 * 2 + 2 * 2 },
    paired: { asked: 8, better: 16 },
    overRefusal: { before: { k: 0, n: 2 }, after: { k: 2, n: 2 } },
  });
  const contrast = world.asked.filter(({ request: { probe } }) => probe!.startsWith('contrast'));
  expect(contrast.map(({ request: { condition } }) => condition)).toEqual(['plain', 'plain', 'plain', 'plain']);
});
