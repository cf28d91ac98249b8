import { expect, test } from 'vitest';
import type { Example, Turn } from '../schema/index.ts';
import { DETECTORS } from './index.ts';
import { readRow } from './read-row.ts';

/** A conversation of `length` exchanges, and how often one of its turns has been looked at. */
function counted(length: number): { readonly example: Example; readonly looks: () => number } {
  const turns = Array.from({ length }, (_, i): Turn[] => [
    { role: 'user', text: `Where does boat ${i} land?`, target: false },
    { role: 'assistant', text: `It lands at pier ${i}.`, target: true },
  ]).flat();
  let looks = 0;
  const watched = new Proxy(turns, {
    get(target, name, receiver) {
      if (typeof name === 'string' && /^\d+$/.test(name)) looks += 1;
      return Reflect.get(target, name, receiver);
    },
  });
  return { example: { file: 0, line: 1, kind: 'chat', turns: watched, rejected: null }, looks: () => looks };
}

test.each(DETECTORS)('$id looks at each turn of a long conversation a few times', (detector) => {
  const { example, looks } = counted(2_000);
  const row = readRow(example);
  const state = detector.start();
  detector.see(state, row);
  detector.secondPass?.(state, detector.end(state))(row);
  expect(looks()).toBeLessThan(10 * example.turns.length);
});

test.each([
  ['one question, one answer', ['system', 'user', 'assistant'], true],
  ['an answer without a question', ['assistant'], true],
  ['a second answer', ['user', 'assistant', 'assistant'], false],
  ['a second question', ['user', 'user', 'assistant'], false],
  ['a tool', ['user', 'tool', 'assistant'], false],
] as const)('a row is alone or not: %s', (_, roles, alone) => {
  const turns = roles.map((role): Turn => ({ role, text: role, target: role === 'assistant' }));
  expect(readRow({ file: 0, line: 1, kind: 'chat', turns, rejected: null }).alone).toBe(alone);
});
