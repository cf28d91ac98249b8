import { describe, expect, test } from 'vitest';
import { requestOf } from '../request/request.ts';
import { answerUnits } from '../text/units.ts';
import { cropBeside, DENSE, FROM_REQUEST } from './dense.ts';
import type { Vocabulary } from './symbols.ts';
import { FeatureReader } from './unit-features.ts';

const NOTHING: Vocabulary = { keeps: () => false };
const requested = (prompt: string) => requestOf(prompt, NOTHING, () => 0.25);

/** Returns the features of each unit of an answer. */
function featuresOf(answer: string, prompt = '') {
  const reader = new FeatureReader(requested(prompt), NOTHING);
  return answerUnits(answer).map((unit) => reader.read(unit, answer.slice(unit.start, unit.end)));
}
const besideOf = (answer: string, prompt = '') => featuresOf(answer, prompt).map(({ beside }) => [...beside]);

const [KNOWN, FROM, COVERS, COVERED, PRIOR] = FROM_REQUEST as readonly [number, number, number, number, number];

describe('what is known of a unit beside its words', () => {
  test('is so many numbers, each between 0 and 1 but for the length', () => {
    const answer = '# Eggs\n\n1. Mix: "two eggs"?\n```\na = {b}\n```\nDear all,\nAnna: 卵を混ぜます。';
    for (const values of besideOf(answer, 'How do I mix eggs?')) {
      expect(values).toHaveLength(DENSE);
      for (const value of values) expect(value).toBeGreaterThanOrEqual(0);
      expect(values.filter((value) => value > 1).length).toBeLessThanOrEqual(1);
    }
  });

  test('says where it stands: the first, the second, far on', () => {
    const places = besideOf('Mix. '.repeat(30)).map((values) => values.slice(0, 3));
    expect(places[0]).toEqual([1, 0, 0]);
    expect(places[1]!.slice(0, 2)).toEqual([0, 1]);
    expect(places[20]).toEqual([0, 0, 1]);
  });

  test('says whether it asks, announces, lists, and follows a clause', () => {
    const differs = (one: string, other: string) => expect(besideOf(one)[0]).not.toEqual(besideOf(other)[0]);
    differs('Mix eggs?', 'Mix eggs.');
    differs('Mix eggs：', 'Mix eggs。');
    differs('- mix egg', 'x mix egg');
    const [, second] = besideOf("I really can't help with that, but here is the recipe.");
    expect(second![14]).toBe(1);
  });

  test('tells code by its marks', () => {
    const marksOf = (answer: string) => besideOf(answer)[0]![20]!;
    expect(marksOf('Mix the eggs and the flour')).toBe(0);
    expect(marksOf('if (a[i] > b) { c += d; }')).toBe(1);
    expect(marksOf(`Mix <b>all</b> of it, ${'and mix it well '.repeat(9)}`)).toBeLessThan(1);
  });
});

describe('what the request gives', () => {
  const prompt = 'How do I bake pancakes with blueberries?';

  test('is nothing where it is unknown', () => {
    for (const values of besideOf('Bake the pancakes.')) for (const at of FROM_REQUEST) expect(values[at]).toBe(0);
  });

  test('is that it is known, and how likely it is declined', () => {
    for (const values of besideOf('No.', prompt)) expect([values[KNOWN], values[PRIOR]]).toEqual([1, 0.25]);
  });

  test('adds up over the units: how much of it they cover so far', () => {
    const values = besideOf('Bake the pancakes. Add blueberries. Bake it again. Enjoy.', prompt);
    const covered = values.map((one) => one[COVERED]!);
    expect(covered).toEqual([...covered].sort((a, b) => a - b));
    expect(covered[1]).toBeGreaterThan(covered[0]!);
    expect(covered[2]).toBe(covered[1]);
    expect(values[2]![COVERS]).toBeGreaterThan(0);
    expect([values[3]![FROM], values[3]![COVERS]]).toEqual([0, 0]);
  });

  test('is seen through disguises', () => {
    expect(besideOf('Ｂａｋｅ ｐａｎｃａｋｅｓ', prompt)[0]![FROM]).toBe(1);
  });
});

test('the words do not depend on capitals, widths and invisible characters', () => {
  const words = (answer: string) => featuresOf(answer).map((unit) => unit.words);
  expect(words('MIX the Ｅggs\u200b now')).toEqual(words('mix the eggs now'));
  expect(words('mix the eggs now')).not.toEqual(words('now mix the eggs'));
});

test('a stretch of an answer, cropped, is as if the answer began with it', () => {
  const answer = "Hello. I really can't help with that, but here is the recipe. Mix two eggs. Then bake it.";
  const units = answerUnits(answer);
  const all = featuresOf(answer).flatMap(({ beside }) => [...beside]);
  const at = units[3]!.start;
  const cropped = cropBeside(Float32Array.from(all), 3, units.length);
  expect([...cropped]).toEqual(besideOf(answer.slice(at)).flat());
  // A clause that continued another one continues nothing once it comes first.
  expect(cropBeside(Float32Array.from(all), 2, 3)[14]).toBe(0);
});
