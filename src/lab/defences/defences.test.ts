import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameOf, stepsOf } from '../world/questions.ts';
import { randomFor } from '../world/random-for.ts';
import { FILLERS, OPENERS, PIVOT, QUESTION_FORMS, REFUSALS } from '../world/sentences.ts';
import { decode, encode, promptTokens, TOKEN } from '../world/tokens.ts';
import { makeWorld } from '../world/world.ts';
import { AMD, AMD_END } from './amd.ts';
import { DEFENCES } from './catalogue.ts';
import { FILTER_RECALL, FIRST_TOKENS_FILTER, FULL_TEXT_FILTER } from './content-filter.ts';
import type { DefendedQuestion } from './defence.ts';
import { FRD } from './frd.ts';
import { FULL_TEXT_READING, LATCH } from './reading.ts';

const world = makeWorld(1);
const restricted = world.items.find((item) => item.restricted)!;
const ordinary = world.items.find((item) => !item.restricted)!;

function asked(item = restricted, place = 0): DefendedQuestion {
  const text = QUESTION_FORMS[0]!(nameOf(item));
  const prompt = promptTokens([{ role: 'user', text }]);
  return { item, text, prompt, refusals: REFUSALS, random: randomFor('test', place) };
}

const plain = encode(`${OPENERS[0]} ${stepsOf(restricted)}`);
const noice = encode(`${REFUSALS[0]} ${PIVOT} ${stepsOf(restricted)}`);
const glued = encode(`${REFUSALS[2]} ${stepsOf(restricted)}`);

test('ids are unique, and every defence has a title in both languages', () => {
  expect(new Set(DEFENCES.map(({ id }) => id)).size).toBe(DEFENCES.length);
  for (const { title } of DEFENCES) expect(title.en !== '' && title.ja !== '').toBe(true);
});

describe('filters of content', () => {
  const stopped = (answer: readonly number[], defence = FULL_TEXT_FILTER) =>
    Array.from({ length: 1_000 }, (_, i) => defence.release!(answer, asked(restricted, i))).filter((x) => x === null)
      .length / 1_000;

  test('stop what they see at the stated recall', () => {
    expect(stopped(plain)).toBeGreaterThan(FILTER_RECALL - 0.03);
    expect(stopped(plain)).toBeLessThan(FILTER_RECALL + 0.03);
    expect(stopped(plain, FIRST_TOKENS_FILTER)).toBe(stopped(plain));
  });

  test('of the first tokens let through what comes later', () => {
    expect(stopped(noice, FIRST_TOKENS_FILTER)).toBe(0);
    expect(stopped(noice)).toBeGreaterThan(0.8);
  });

  test('leave unrestricted items alone', () => {
    const answer = encode(`${OPENERS[0]} ${stepsOf(ordinary)}`);
    for (let i = 0; i < 50; i += 1) expect(FULL_TEXT_FILTER.release!(answer, asked(ordinary, i))).toBe(answer);
  });
});

describe('forced refusal', () => {
  const never = () => {
    throw new Error('the aligned model is not asked');
  };

  test('begins the answer to a restricted item with a refusal, and no other', () => {
    const { tokens, ended } = FRD.begin!(asked(), never);
    expect(REFUSALS).toContain(decode(tokens));
    expect(ended).toBe(false);
    expect(FRD.begin!(asked(ordinary), never)).toEqual({ tokens: [], ended: false });
  });
});

describe('AMD', () => {
  const refusal = [...encode(REFUSALS[2]), TOKEN.end];
  const aligned = (_: readonly number[], most: number) => refusal.slice(0, most);

  test('takes at most k tokens of the aligned model', () => {
    const long = encode(`${FILLERS.join(' ')} ${OPENERS[0]}`);
    const talkative = (_: readonly number[], most: number) => long.slice(0, most);
    expect(AMD.begin!(asked(), talkative)).toEqual({ tokens: long.slice(0, 16), ended: false });
    expect(AMD_END.begin!(asked(), talkative)).toEqual({ tokens: long.slice(0, 16), ended: false });
  });

  test('takes the end away, or keeps it, as it says', () => {
    const short = (_: readonly number[], most: number) => [encode('no')[0]!, TOKEN.end].slice(0, most);
    expect(AMD.begin!(asked(), short)).toEqual({ tokens: encode('no'), ended: false });
    expect(AMD_END.begin!(asked(), short)).toEqual({ tokens: encode('no'), ended: true });
    expect(AMD_END.begin!(asked(), aligned)).toEqual({ tokens: refusal.slice(0, -1), ended: true });
  });
});

describe('latch', () => {
  test.each(REFUSALS)('lets nothing through after: %s', (refusal) => {
    for (const hinge of ['', PIVOT]) {
      const answer = encode(`${refusal} ${hinge} ${stepsOf(restricted)}`);
      expect(decode(LATCH.release!(answer, asked())!)).toBe(refusal);
    }
  });

  test('lets an answer that does not refuse through', () => {
    expect(LATCH.release!(plain, asked())).toBe(plain);
  });

  test('never looks ahead: what follows a released text does not change it', () => {
    const words = fc.constantFrom(...[...REFUSALS, ...OPENERS, PIVOT, stepsOf(restricted)].map(encode));
    fc.assert(
      fc.property(fc.array(words, { maxLength: 5 }), fc.array(words, { maxLength: 3 }), (parts, more) => {
        const said = parts.flat();
        const whole = [...said, ...more.flat()];
        const released = LATCH.release!(whole, asked())!;
        expect(released).toEqual(whole.slice(0, released.length));
        const before = LATCH.release!(said, asked())!;
        if (before.length < said.length) expect(released).toEqual(before);
        else expect(released.length).toBeGreaterThanOrEqual(said.length);
      }),
      { numRuns: 50 },
    );
  });
});

describe('full-text reading', () => {
  test('withholds an answer that refuses and then complies, with a hinge or without', () => {
    for (const answer of [noice, glued]) expect(FULL_TEXT_READING.release!(answer, asked())).toBeNull();
  });

  test('lets plain compliance and plain refusals through', () => {
    for (const answer of [plain, encode(REFUSALS[0])]) expect(FULL_TEXT_READING.release!(answer, asked())).toBe(answer);
  });
});
