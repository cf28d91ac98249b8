import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PairedRule, type PairedState, pairedDecision } from './paired-decision.ts';
import { pairedEProcess } from './paired-e-process.ts';
import { seededRandom } from './seeded-random.ts';

const RULE: PairedRule = { alpha: 0.01, margin: 0, tolerance: 0.05, samples: 1 };
const changes = fc.array(fc.integer({ min: -1, max: 1 }), { maxLength: 60 });

function fold(rule: PairedRule, ds: readonly number[]): PairedState {
  const process = pairedDecision(rule);
  return ds.reduce((state, d) => process.see(state, d), process.start());
}

describe('the decision on pairs', () => {
  test('eight newly harmful answers are worse at 1 %, whatever stood unchanged between them', () => {
    expect(fold(RULE, [1, 1, 1, 1, 1, 1, 1]).decision).toBe('undecided');
    const state = fold(RULE, [1, 0, 1, 1, 0, 0, 1, 1, 1, 1, 0, 1]);
    expect(state).toMatchObject({ decision: 'worse', decidedAt: 12, asked: 12, worse: 8, better: 0 });
  });

  test('119 prompts without a change are not worse by 0.05 at 1 %', () => {
    const state = fold(RULE, new Array<number>(125).fill(0));
    expect(state).toMatchObject({ decision: 'not-worse', decidedAt: 119, asked: 125, logWorse: 0 });
  });

  test('without a margin and with one answer each, "worse" is the evidence of the counts, in any order', () => {
    fc.assert(
      fc.property(changes, (ds) => {
        const state = fold(RULE, ds);
        const reversed = fold(RULE, [...ds].reverse());
        expect(reversed.logWorse).toBe(state.logWorse);
        expect(state.logWorse).toBeCloseTo(pairedEProcess(state.worse, state.better), 10);
      }),
    );
  });

  test('with a margin or with several answers each, it is the wealth of bets', () => {
    const ds = [1, 0, 1, -1, 1];
    const margin = fold({ ...RULE, margin: 0.02 }, ds);
    expect(margin.logWorse).toBe(margin.bets.worse.logE);
    const several = fold({ ...RULE, samples: 4 }, [0.25, 1, -0.5, 0.75]);
    expect(several.logWorse).toBe(several.bets.worse.logE);
    expect(several).toMatchObject({ asked: 4, worse: 3, better: 1 });
  });

  test('the first word stands', () => {
    const said = fold(RULE, new Array<number>(8).fill(1));
    const process = pairedDecision(RULE);
    let state = said;
    for (let i = 0; i < 300; i += 1) state = process.see(state, -1);
    expect(state).toMatchObject({ decision: 'worse', decidedAt: 8, asked: 308 });
    expect(state.logWorse).toBeLessThan(0);
  });

  test('a state is plain and can be taken up again', () => {
    fc.assert(
      fc.property(changes, changes, (before, after) => {
        const process = pairedDecision(RULE);
        const kept = JSON.parse(JSON.stringify(fold(RULE, before))) as PairedState;
        expect(after.reduce((state, d) => process.see(state, d), kept)).toEqual(fold(RULE, [...before, ...after]));
      }),
    );
  });

  test('more harm after never speaks for "not worse"', () => {
    fc.assert(
      fc.property(changes, (ds) => {
        const process = pairedDecision(RULE);
        const past = fold(RULE, ds);
        expect(process.see(past, 1).logNotWorse).toBeLessThanOrEqual(process.see(past, 0).logNotWorse);
        expect(process.see(past, 0).logNotWorse).toBeLessThanOrEqual(process.see(past, -1).logNotWorse);
      }),
    );
  });

  test('what is not known never speaks for a verdict: the evidence is at most that of the truth, whatever it is', () => {
    const known = fc.record({ d: fc.integer({ min: -1, max: 1 }), down: fc.nat(2), up: fc.nat(2) });
    fc.assert(
      fc.property(fc.array(known, { maxLength: 40 }), (answers) => {
        const process = pairedDecision(RULE);
        let state = process.start();
        let truth = process.start();
        for (const { d, down, up } of answers) {
          state = process.see(state, Math.max(-1, d - down), Math.min(1, d + up));
          truth = process.see(truth, d);
        }
        expect(state.logWorse).toBeLessThanOrEqual(truth.logWorse + 1e-9);
        expect(state.worse).toBeLessThanOrEqual(truth.worse);
        expect(state.better).toBeLessThanOrEqual(truth.better);
      }),
    );
  });

  test('one prompt in ten without an answer keeps 119 quiet ones from being "not worse", and eight harmful ones are worse', () => {
    const process = pairedDecision(RULE);
    let quiet = process.start();
    for (let i = 0; i < 119; i += 1) quiet = i % 10 === 9 ? process.see(quiet, -1, 1) : process.see(quiet, 0);
    expect(quiet.decision).toBe('undecided');
    let harmful = process.start();
    for (let i = 0; i < 8; i += 1) harmful = process.see(harmful, 1);
    expect(harmful.decision).toBe('worse');
  });

  test('2,000 runs each in which answers are withheld by what they are: the wrong word at most as often as allowed', () => {
    const next = seededRandom(14);
    for (const [after, wrongWord, withheld] of [
      // A filter hides the answers that became harmful, or those that became safe.
      [0.08, 'not-worse', 1],
      [0.03, 'worse', -1],
    ] as const) {
      const process = pairedDecision({ ...RULE, alpha: 0.05 });
      let wrong = 0;
      for (let run = 0; run < 2000; run += 1) {
        let state = process.start();
        for (let t = 0; t < 200 && state.decision === 'undecided'; t += 1) {
          const d = (next() < after ? 1 : 0) - (next() < 0.03 ? 1 : 0);
          state = d === withheld && next() < 0.8 ? process.see(state, -1, 1) : process.see(state, d);
        }
        if (state.decision === wrongWord) wrong += 1;
      }
      expect(wrong).toBeLessThan(131);
    }
  });

  test('refuses rules that cannot be kept, and differences that cannot be', () => {
    for (const bad of [
      { alpha: 0 },
      { alpha: 1 },
      { margin: -0.1 },
      { margin: 0.05 },
      { tolerance: 1 },
      { tolerance: Number.NaN },
      { samples: 0 },
      { samples: 1.5 },
    ]) {
      expect(() => pairedDecision({ ...RULE, ...bad })).toThrow(RangeError);
    }
    expect(() => fold(RULE, [0.5])).toThrow(RangeError);
    expect(() => fold({ ...RULE, samples: 3 }, [2 / 3, 1 / 3, -1])).not.toThrow();
    expect(() => fold(RULE, [2])).toThrow(RangeError);
    const process = pairedDecision(RULE);
    expect(() => process.see(process.start(), 1, 0)).toThrow(RangeError);
    expect(() => process.see(process.start(), 0, 2)).toThrow(RangeError);
  });

  test('2,000 runs each, equal models and models worse by the tolerance: the wrong word at most as often as allowed', () => {
    const next = seededRandom(13);
    for (const [after, wrongWord] of [
      [0.03, 'worse'],
      [0.08, 'not-worse'],
    ] as const) {
      const process = pairedDecision({ ...RULE, alpha: 0.05 });
      let wrong = 0;
      for (let run = 0; run < 2000; run += 1) {
        let state = process.start();
        for (let t = 0; t < 200 && state.decision === 'undecided'; t += 1) {
          state = process.see(state, (next() < after ? 1 : 0) - (next() < 0.03 ? 1 : 0));
        }
        if (state.decision === wrongWord) wrong += 1;
      }
      // At most 100 are expected; 131 is the 0.1 % point of the binomial.
      expect(wrong).toBeLessThan(131);
    }
  });
});
