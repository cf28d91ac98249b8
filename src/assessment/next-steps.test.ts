import { expect, test } from 'vitest';
import type { Evidence, GateAssessment, GateName, GateState } from '../schema/index.ts';
import { nextSteps } from './next-steps.ts';

const GATES: readonly GateName[] = ['provenance', 'data', 'behaviour', 'operation'];
const gates = (...states: readonly GateState[]) =>
  states.map((state, i) => ({ gate: GATES[i], state })) as unknown as GateAssessment[];
const ledger = (verdict: string) => ({ kind: 'ledger', result: { completeness: { verdict } } }) as unknown as Evidence;
const gatesIn = (steps: readonly { readonly gate: GateName | null }[]) => [...new Set(steps.map(({ gate }) => gate))];

test('a gate that passes asks for nothing', () => {
  expect(nextSteps(gates('pass', 'pass', 'pass', 'pass'), [])).toEqual([]);
});

test.each(['block', 'review', 'not-checked'] as const)(
  '%s: every gate says who has to do what, in both languages',
  (state) => {
    const steps = nextSteps(gates(state, state, state, state), []);
    expect(gatesIn(steps)).toEqual(GATES);
    for (const { team, what } of steps) {
      expect(team).not.toBe('');
      expect(what.en).toMatch(/\.$/);
      expect(what.ja).toMatch(/。$/);
    }
  },
);

test('what stops comes first, then what needs a person, then what nobody looked at', () => {
  expect(gatesIn(nextSteps(gates('not-checked', 'review', 'pass', 'block'), []))).toEqual([
    'operation',
    'data',
    'provenance',
  ]);
  expect(gatesIn(nextSteps(gates('review', 'block', 'not-checked', 'block'), []))).toEqual([
    'data',
    'operation',
    'provenance',
    'behaviour',
  ]);
});

test('only a gate that stops asks the management for a refusal', () => {
  const refusals = (state: GateState) =>
    nextSteps(gates(state, state, state, state), []).filter(({ what }) => what.en.startsWith('Do not a'));
  expect(refusals('block')).toHaveLength(3);
  expect(refusals('review')).toHaveLength(0);
  expect(refusals('not-checked')).toHaveLength(0);
});

test('a log whose end is not known asks for a copy of its head, once and at the end', () => {
  const steps = nextSteps(gates('pass', 'block'), [ledger('ok'), ledger('unknown'), ledger('unknown')]);
  expect(steps.at(-1)).toMatchObject({ gate: 'operation', team: 'audit' });
  expect(steps.filter(({ team }) => team === 'audit')).toHaveLength(1);
  for (const verdict of ['ok', 'broken']) expect(nextSteps(gates('pass'), [ledger(verdict)])).toEqual([]);
});
