import { describe, expect, test } from 'vitest';
import { answerReader } from '../model.ts';
import type { Unit } from '../text/units.ts';
import { UnitScanner } from '../text/units.ts';
import { actsOf, DECLINING, greatest, type ReadUnit } from './answer-reader.ts';

const PLACE = {
  quoted: 0,
  code: false,
  markup: false,
  letter: false,
  speaks: false,
  speakers: 0,
  listed: false,
  block: false,
};

type Step = readonly [
  act: ReadUnit['act'],
  more?: Partial<Pick<ReadUnit, 'ground' | 'declining'>> & { channel?: Unit['channel'] },
];

/** Units nine characters long, ten apart, with these acts. */
const unitsOf = (steps: readonly Step[]): ReadUnit[] =>
  steps.map(
    ([act, more = {}], i): ReadUnit => ({
      unit: { start: 10 * i, end: 10 * i + 9, channel: more.channel ?? 'answer', continues: false, place: PLACE },
      act,
      ground: more.ground ?? (act === 'refusal' ? 'safety' : null),
      declining: more.declining ?? 0,
      silent: false,
    }),
  );

describe('acts', () => {
  test('of nothing there are none', () => {
    expect(actsOf([])).toEqual([]);
  });

  test('are joined where neighbours do the same, from the first to the last of them', () => {
    expect(actsOf(unitsOf([['substance'], ['substance'], ['pivot'], ['substance']]))).toEqual([
      { act: 'substance', start: 0, end: 19 },
      { act: 'pivot', start: 20, end: 29 },
      { act: 'substance', start: 30, end: 39 },
    ]);
  });

  test('refusals on different grounds stay apart', () => {
    const acts = actsOf(
      unitsOf([['refusal'], ['refusal', { ground: 'capability' }], ['refusal', { ground: 'capability' }]]),
    );
    expect(acts.map(({ ground, end }) => [ground, end])).toEqual([
      ['safety', 9],
      ['capability', 29],
    ]);
  });

  test('reasoning is not joined with the answer', () => {
    const acts = actsOf(
      unitsOf([['substance', { channel: 'reasoning' }], ['substance', { channel: 'unopened' }], ['substance']]),
    );
    expect(acts.map(({ start }) => start)).toEqual([0, 20]);
  });

  test('that decline say how surely, as surely as the surest unit, in thousandths; others do not', () => {
    const acts = actsOf(
      unitsOf([['refusal', { declining: 0.71239 }], ['refusal', { declining: 0.98765 }], ['substance']]),
    );
    expect(acts).toEqual([
      { act: 'refusal', start: 0, end: 19, ground: 'safety', confidence: 0.988 },
      { act: 'substance', start: 20, end: 29 },
    ]);
    for (const act of DECLINING)
      expect(actsOf(unitsOf([[act, { declining: 0.5 }]]))[0]).toMatchObject({ confidence: 0.5 });
  });
});

describe('a reader of one answer', () => {
  const REFUSED = "I'm sorry, but I can't help with that. ";
  const EVEN = { temperature: 1, shifts: [0, 0, 0, 0] };
  /** Returns a reader that has read a text. */
  function shown(text: string, prompt?: string) {
    const reader = answerReader(prompt);
    for (const unit of new UnitScanner().end(text)) reader.read(unit, text.slice(unit.start, unit.end));
    return reader;
  }

  test('has nothing to say of an answer that has no unit, and keeps all the others', () => {
    expect(answerReader().outcome(EVEN)).toBeNull();
    expect(shown('<think>Eggs?</think>').outcome(EVEN)).toBeNull();
    const reader = shown(`${REFUSED}Paris is the capital of France.`);
    expect(reader.outcome(EVEN)).not.toBeNull();
    expect(reader.units.map(({ act }) => act)).toEqual(expect.arrayContaining(['refusal', 'substance']));
  });

  test('a ground belongs to a refusal, and how likely a unit declines is a probability', () => {
    for (const { act, ground, declining } of shown(`${REFUSED}It is against my rules. But here: mix two eggs.`).units) {
      expect(ground !== null).toBe(act === 'refusal');
      expect(declining).toBeGreaterThanOrEqual(0);
      expect(declining).toBeLessThanOrEqual(1);
    }
  });

  test('reasoning does nothing that an answer does', () => {
    const [first] = shown(`<think>${REFUSED}</think>Mix two eggs.`).units;
    expect(first).toMatchObject({ act: 'substance', ground: null, declining: 0 });
  });

  test('a mark is passed over, unless it is code or stands alone', () => {
    const silent = (text: string) => shown(text).units.map((unit) => unit.silent);
    expect(silent('<answer>\nMix two eggs.\n</answer>')).toEqual([true, false, true]);
    expect(silent('```\n<answer>\n```\nMix two eggs.')).not.toContain(true);
    expect(shown('<br>').outcome(EVEN)).not.toBeNull();
  });

  test('starts again where what it read turns out to be reasoning', () => {
    const answer = 'Mix two eggs with the flour.';
    const reader = shown(`${REFUSED}\n</think>${answer}`, 'How do I make a batter?');
    expect(reader.units.slice(0, -1).every(({ unit, act }) => unit.channel !== 'answer' && act === 'substance')).toBe(
      true,
    );
    expect(reader.outcome(EVEN)).toEqual(shown(answer, 'How do I make a batter?').outcome(EVEN));
  });
});

test('the greatest of equals is the first', () => {
  expect([greatest([0, 3, 3]), greatest([5]), greatest([-2, -1])]).toEqual([1, 0, 1]);
});
