import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ZenbunError } from '../../../errors.ts';
import type { FingerprintResult } from '../../../schema/index.ts';
import { actOnDifference } from './act-on-difference.ts';
import { LiveFingerprints } from './live-fingerprints.ts';

const RESULT = {
  decision: 'same-within-margin',
  method: 'logprob',
  nth: 1,
  difference: 0,
  interval: [0, 0.001234567],
  margin: 0.01,
  pValue: 1,
  eValue: 0.75,
  alpha: 0.01,
  requests: { reference: 50, check: 10 },
  reference: { sha256: 'ab', digest: 'sha256:x' },
} as unknown as FingerprintResult;

const turn = async () => {
  for (let i = 0; i < 10; i++) await setImmediate();
};

/** Sets up checks with a manual clock and given answers. */
function scripted(models: readonly string[], answers: (FingerprintResult | Error)[], isLogBroken = false) {
  let now = 0;
  let due: { at: number; callback: () => void } | null = null;
  const told: unknown[] = [];
  const leaves: unknown[] = [];
  const differed: string[] = [];
  const live = new LiveFingerprints(models, 60_000, {
    now: () => now,
    after(ms, callback) {
      const own = { at: now + ms, callback };
      due = own;
      return () => {
        if (due === own) due = null;
      };
    },
    async check(_, signal) {
      signal.throwIfAborted();
      const answer = answers.shift()!;
      if (answer instanceof Error) throw answer;
      return answer;
    },
    async append(fields) {
      if (isLogBroken) throw new Error('disk full');
      leaves.push(fields);
    },
    onDiffers: (model, _, isNew) => differed.push(isNew ? model : `still ${model}`),
    warn: (cause) => told.push(cause),
  });
  return {
    live,
    told,
    leaves,
    differed,
    isDue: () => due !== null,
    async pass(ms: number) {
      now += ms;
      const ready = due;
      if (ready === null || ready.at > now) return;
      due = null;
      ready.callback();
      await turn();
    },
  };
}

test('each check leaves a record, amounts and digests only', async () => {
  const { live, leaves, pass } = scripted(['a', 'b'], [RESULT, RESULT]);
  expect(live.all.map(({ decision }) => decision)).toEqual(['not-checked', 'not-checked']);
  await pass(1000);
  expect(leaves).toEqual(
    ['a', 'b'].map((model) => ({
      model,
      decision: 'same-within-margin',
      method: 'logprob',
      nth: 1,
      difference: '0',
      upper: '0.00123457',
      margin: '0.01',
      p: '1',
      e: '0.75',
      alpha: '0.01',
      requests: 10,
      reference: 'ab',
      digest: 'sha256:x',
    })),
  );
  expect(live.all).toMatchObject([{ decision: 'same-within-margin', at: 1000, eValue: 0.75 }, { at: 1000 }]);
});

test('the next round comes a period after the last began, until it is closed', async () => {
  const { live, leaves, pass, isDue } = scripted(['a'], [RESULT, RESULT, RESULT]);
  await pass(1000);
  await pass(59_999);
  expect(leaves).toHaveLength(1);
  await pass(1);
  expect(leaves).toHaveLength(2);
  await live.close();
  expect(isDue()).toBe(false);
  await pass(120_000);
  expect(leaves).toHaveLength(2);
});

test('a model that differs is acted on by every check, and is new again after it was the same', async () => {
  const differs = { ...RESULT, decision: 'differs' } as const;
  const undecided = { ...RESULT, decision: 'undecided' } as const;
  const { live, differed, pass } = scripted(['a'], [RESULT, differs, differs, undecided, RESULT, differs]);
  const said = [];
  for (let i = 0; i < 6; i++) {
    await pass(60_000);
    said.push(live.differs('a'));
  }
  expect(differed).toEqual(['a', 'still a', 'a']);
  expect(said).toEqual([false, true, true, true, false, true]);
});

test('a check that cannot be carried out is recorded as none, and the next comes', async () => {
  const failure = new ZenbunError('upstream', { en: 'no', ja: '不可' });
  const { live, leaves, told, pass } = scripted(['a'], [failure, RESULT]);
  await pass(1000);
  expect(leaves).toEqual([{ model: 'a', decision: 'not-checked', reason: 'upstream' }]);
  expect(live.all[0]!.decision).toBe('not-checked');
  expect(told).toEqual([failure]);
  await pass(60_000);
  expect(live.all[0]!.decision).toBe('same-within-margin');
});

test('a log that fails keeps nobody from acting', async () => {
  const { differed, told, pass } = scripted(['a'], [{ ...RESULT, decision: 'differs' }], true);
  await pass(1000);
  expect(differed).toEqual(['a']);
  expect(told).toMatchObject([{ message: 'disk full' }]);
});

test.each([
  ['tell', [], 0],
  ['final', [], 1],
  ['rollback', ['m-tuned'], 0],
] as const)('%s: only rollouts in force whose canary it is are taken back', (onDiffers, back, tightened) => {
  const ordered: string[] = [];
  const rollout = (canary: string, isInForce: boolean) => ({
    isInForce,
    stage: { plan: { canary: { model: canary } } },
    order: async (action: string) => void ordered.push(`${action} ${canary}`),
  });
  const told: unknown[] = [];
  let tight = 0;
  const all = [rollout('m-tuned', true), rollout('m-tuned', false), rollout('other', true)];
  const reach: Parameters<typeof actOnDifference>[3] = {
    rollouts: { all: all as never },
    tighten: () => void tight++,
    onTrouble: (trouble) => void told.push(trouble),
  };
  actOnDifference(onDiffers, 'm-tuned', { result: RESULT, isNew: true }, reach);
  expect(ordered).toEqual(back.map((canary) => `rollback ${canary}`));
  expect(tight).toBe(tightened);
  expect(told).toMatchObject([{ message: expect.stringContaining('distributed otherwise') }]);
  // Rollouts started meanwhile are rolled back as well, without another message.
  actOnDifference(onDiffers, 'm-tuned', { result: RESULT, isNew: false }, reach);
  expect([ordered.length, told.length]).toEqual([2 * back.length, 1]);
});
