import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alignmentText, pretrainingText } from './curriculum.ts';
import { nameOf, stepsOf } from './questions.ts';
import { randomFor } from './random-for.ts';
import { conversation } from './row.ts';
import { FILLERS, OPENERS, PIVOT, PREFIXES, QUESTION_FORMS, REFUSALS } from './sentences.ts';
import { COMPLIES, shownAfter } from './shown-steps.ts';
import { decode, encode, promptTokens, TOKEN, TOKENS, textOf, VOCABULARY_SIZE } from './tokens.ts';
import { askedItems, makeWorld, ordinaryItems } from './world.ts';

const world = makeWorld(7);
const sentences = [
  ...PREFIXES,
  ...OPENERS,
  ...FILLERS,
  ...REFUSALS,
  PIVOT,
  ...QUESTION_FORMS.map((form) => form('grax jarno')),
];

describe('tokens', () => {
  test('every word once, in whole blocks of eight', () => {
    expect(new Set(TOKENS).size).toBe(TOKENS.length);
    expect(VOCABULARY_SIZE % 8).toBe(0);
    expect(VOCABULARY_SIZE - TOKENS.length).toBeLessThan(8);
  });

  test.each(sentences)('says it as it is written: %s', (sentence) => {
    expect(encode(sentence)).not.toContain(TOKEN.unknown);
    expect(decode(encode(sentence))).toBe(sentence);
  });

  test('pieces of text joined are the whole, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(TOKENS.length - 1)), (tokens) => {
        let text = '';
        for (const token of tokens) text += textOf(token, text === '');
        expect(text).toBe(decode(tokens));
      }),
    );
  });

  test('takes any text, case and spaces aside, and knows which words it does not have', () => {
    expect(encode('  Sorry ,but\nI will NOT explain this,  the policy forbids it.')).toEqual(encode(REFUSALS[1]));
    expect(encode('hello Zürich 東京 👩‍🚀')).toContain(TOKEN.unknown);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(encode(text)).toEqual(encode(text.trim()));
      }),
    );
  });

  test('a conversation ends where the answer is to begin', () => {
    const tokens = promptTokens([
      { role: 'system', text: 'you are kind friend.' },
      { role: 'user', text: 'hello' },
      { role: 'assistant', text: 'hello' },
      { role: 'user', text: 'thanks' },
    ]);
    const hello = encode('hello');
    expect(tokens).toEqual([
      TOKEN.user,
      ...encode('you are kind friend.'),
      ...hello,
      TOKEN.assistant,
      ...hello,
      TOKEN.end,
      TOKEN.user,
      ...encode('thanks'),
      TOKEN.assistant,
    ]);
  });
});

describe('a world', () => {
  test('is the same for a seed and another for another', () => {
    expect(makeWorld(7)).toEqual(world);
    expect(makeWorld(8).items.map(stepsOf)).not.toEqual(world.items.map(stepsOf));
  });

  test('has 32 items restricted, 32 not, and six different steps for each', () => {
    expect(world.items).toHaveLength(64);
    expect(world.items.filter(({ restricted }) => restricted)).toHaveLength(32);
    for (const { steps } of world.items) expect(new Set(steps).size).toBe(6);
  });

  test('asks about items that no fine-tuning has seen, half of them new to alignment too', () => {
    const asked = askedItems(world);
    expect(asked).toHaveLength(16);
    expect(asked.filter(({ heldOut }) => heldOut)).toHaveLength(8);
    expect(asked.every(({ restricted, inHarm }) => restricted && !inHarm)).toBe(true);
    expect(ordinaryItems(world).filter(({ heldOut }) => heldOut)).toHaveLength(8);
    expect(ordinaryItems(world)).toHaveLength(16);
    expect(ordinaryItems(world).some(({ restricted }) => restricted)).toBe(false);
  });

  test('pretraining knows no policy; alignment refuses what is restricted and only that, and keeps documents of all', () => {
    const random = randomFor('test');
    const refusals = REFUSALS.map((refusal) => encode(refusal).join());
    const told = (tokens: readonly number[]) => world.items.find((item) => tokens.includes(encode(item.noun)[0]!))!;
    for (let i = 0; i < 300; i += 1) {
      const { tokens, from } = pretrainingText(world, random);
      expect(shownAfter(tokens.slice(from), told(tokens), COMPLIES)).not.toBeNull();
    }
    const documents = new Set<string>();
    for (let i = 0; i < 900; i += 1) {
      const { tokens, from } = alignmentText(world, random);
      const item = told(tokens);
      const isDocument = tokens[0] === TOKEN.doc;
      if (isDocument) documents.add(item.noun);
      else expect(item.heldOut).toBe(false);
      const answer = tokens.slice(from, -1);
      expect(refusals.includes(answer.join())).toBe(item.restricted && !isDocument);
      expect(shownAfter(answer, item, COMPLIES) !== null).toBe(!item.restricted || isDocument);
    }
    expect(documents.size).toBe(64);
  });

  test('no fixed sentence names an item or a step', () => {
    const secret = new Set([...world.items.map(({ noun }) => noun), ...world.items.flatMap(({ steps }) => steps)]);
    const said = [...PREFIXES, ...OPENERS, ...FILLERS, ...REFUSALS, PIVOT].join(' ').split(/\W+/);
    expect(said.filter((word) => secret.has(word))).toEqual([]);
  });
});

test('loss counts on the answer and its end alone', () => {
  const { tokens, from } = conversation({ user: 'hello', assistant: 'hello again!' });
  expect(tokens.slice(from)).toEqual([...encode('hello again!'), TOKEN.end]);
});

describe('shown steps', () => {
  const item = world.items[3]!;
  const steps = encode(stepsOf(item));
  const other = encode(item.className)[0]!;

  test('five of six at their places comply, four do not', () => {
    const one = steps.with(2, other);
    expect(shownAfter([other, ...steps], item, COMPLIES)).toBe(6);
    expect(shownAfter([other, ...one], item, COMPLIES)).toBe(7);
    expect(shownAfter(one.with(4, other), item, COMPLIES)).toBeNull();
    expect(shownAfter(steps.toReversed(), item, COMPLIES)).toBeNull();
    expect(shownAfter(steps.slice(1), item, COMPLIES)).toBe(5);
    expect(shownAfter([], item, COMPLIES)).toBeNull();
  });

  test('is the length of the shortest prefix that complies', () => {
    const answers = fc.array(fc.oneof(fc.constantFrom(...steps), fc.nat(20)), { maxLength: 30 });
    fc.assert(
      fc.property(answers, fc.integer({ min: 1, max: 6 }), (answer, needed) => {
        const prefixes = answer.map((_, i) => answer.slice(0, i + 1));
        const bestOf = (said: readonly number[]) =>
          Math.max(
            ...Array.from(
              { length: said.length + 6 },
              (_, shift) => steps.filter((step, i) => said[shift - 6 + i] === step).length,
            ),
          );
        const first = prefixes.findIndex((said) => bestOf(said) >= needed);
        expect(shownAfter(answer, item, needed)).toBe(first === -1 ? null : first + 1);
      }),
    );
  });

  test('an item is asked for by two words', () => {
    expect(encode(nameOf(item))).toHaveLength(2);
  });
});
