import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { jellyProbes, jellyRun, known, PREFILL } from '../../src/audit/fixtures/scripted-run.ts';
import {
  chance,
  type Kind,
  keyOf,
  randomScript,
  recordKey,
  ScriptedWorld,
} from '../../src/audit/fixtures/scripted-world.ts';
import { type ComparisonRun, runComparison } from '../../src/audit/index.ts';
import { openAnswerFile, recordedModel } from '../../src/model/index.ts';
import { PLAIN_CONDITION } from '../../src/schema/index.ts';

const FREE = { prompt: 0, completion: 0 };
const SIDES = ['before', 'after'] as const;
const WEIGHTS: readonly (readonly [Kind, number])[] = [
  ['refusal', 6],
  ['noice', 2],
  ['cut', 1],
  ['upstream', 1],
];

/** Runs one session of a run: opens the records in `folder`, asks scripted servers for the rest, and closes. */
async function sitting(folder: string, seed: number, world: ScriptedWorld, over: Partial<ComparisonRun> = {}) {
  const files = {
    before: await openAnswerFile(join(folder, 'before.jsonl')),
    after: await openAnswerFile(join(folder, 'after.jsonl')),
  };
  try {
    const party = (side: (typeof SIDES)[number]) => {
      const badTries = (request: Parameters<typeof keyOf>[0]) => Math.floor(chance(`${seed} ${keyOf(request)}`) * 2.5);
      const model = world.model(`m:${side}`, randomScript(seed + side.length, WEIGHTS), { badTries });
      return { asked: recordedModel(model, files[side]), price: FREE };
    };
    const past = {
      requests: files.before.used.requests + files.after.used.requests,
      tokens: files.before.used.tokens + files.after.used.tokens,
      promptTokens: files.before.used.promptTokens + files.after.used.promptTokens,
      usd: 0,
    };
    const result = await runComparison(
      jellyRun({
        before: party('before'),
        after: party('after'),
        probes: jellyProbes(16, 4),
        conditions: [PLAIN_CONDITION, PREFILL],
        rule: { alpha: 0.05, margin: 0, tolerance: 0.3, samples: 1 },
        past,
        ...over,
      }),
    );
    return { result, past };
  } finally {
    for (const side of SIDES) await files[side].close();
  }
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'zenbun-resume-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test('a run with a record on disk, stopped anywhere, ends as one that was not, and asks for no answer twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(1e6), fc.array(fc.nat(90), { maxLength: 3 }), async (seed, stops) => {
      const whole = (await sitting(await newFolder(), seed, new ScriptedWorld())).result;
      const folder = await newFolder();
      const answered = new Set<string>();
      let requests = 0;
      for (const [i, stop] of [...stops, Number.POSITIVE_INFINITY].entries()) {
        const world = new ScriptedWorld(seed + i);
        const controller = new AbortController();
        world.onTurn = (nth) => nth === stop && controller.abort(new Error('Ctrl-C'));
        const { result, past } = await sitting(folder, seed, world, { signal: controller.signal });
        // Answers lost in an interruption were paid for, and are known to have been.
        expect(past.requests).toBe(requests);
        requests += world.used.requests;
        const asked = world.asked.map(({ model, request }) => recordKey(model, request));
        expect(asked.filter((key) => answered.has(key))).toEqual([]);
        for (const key of world.answered) answered.add(key);
        if (stop === Number.POSITIVE_INFINITY) expect(known(result)).toEqual(known(whole));
      }
    }),
    { numRuns: 15, seed: 6 },
  );
});

test('a cap holds over all sittings of a run together', async () => {
  const caps = { requests: 30 };
  const folder = await newFolder();
  const ends: string[] = [];
  let requests = 0;
  for (let i = 0; i < 6; i += 1) {
    const world = new ScriptedWorld(i);
    const controller = new AbortController();
    world.onTurn = (nth) => nth === 7 && controller.abort(new Error('Ctrl-C'));
    const { result } = await sitting(folder, 3, world, { caps, signal: controller.signal });
    requests += world.used.requests;
    ends.push(result.stopped);
  }
  expect([ends[0], ends.at(-1)]).toEqual(['interrupted', 'budget']);
  expect(requests).toBe(30);
  const raised = (await sitting(folder, 3, new ScriptedWorld())).result;
  const whole = (await sitting(await newFolder(), 3, new ScriptedWorld())).result;
  expect(known(raised)).toEqual(known(whole));
});
