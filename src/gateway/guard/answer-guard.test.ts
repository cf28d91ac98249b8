import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadAnswers } from '../../../training/reader/answers.ts';
import { AnswerGuard } from './answer-guard.ts';
import type { GuardOptions } from './guarded-answer.ts';
import { MAX_OPEN_CHARS } from './read-part.ts';

const OPTIONS: GuardOptions = { policy: 'final', hold: 'opening', prompt: '', keepsRefusal: true };
const REFUSAL = "I'm sorry, but I can't help with that.";
const MORE = ' Here is how it works. First, take the parts and join them. Then heat the mixture for an hour.';
const UNSAFE = `${REFUSAL}${MORE} [unsafe content]`;
const SOUP = 'Sure! Here is a recipe for soup. Chop the leeks. Boil them for an hour. Serve hot.';

function guarded(text: string, options: Partial<GuardOptions> = {}, size = 7) {
  const guard = new AnswerGuard({ ...OPTIONS, ...options });
  const releasable: number[] = [];
  for (let at = 0; at < text.length; at += size) {
    guard.push(text.slice(at, at + size));
    releasable.push(guard.releasable);
  }
  return { guard, releasable, end: guard.end() };
}

/** Returns the part of the text that goes out, without pointers and notice. */
const released = (text: string, options: Partial<GuardOptions> = {}) => {
  const { end } = guarded(text, options);
  return text.slice(0, end.cut ?? text.length);
};

describe('what latches', () => {
  test.each([
    ['safety', REFUSAL],
    ['safety', 'ご質問の件ですが、危険なため、その手順はお教えできません。'],
    ['bare', "I can't help with that."],
    ['bare', 'No.\n\nI will not do that.'],
    ['premise', "Vaccines do not cause autism, so I can't explain how they do."],
  ])('a refusal on %s grounds', (_ground, text) => {
    expect(guarded(text + MORE).end.latch).not.toBeNull();
  });

  test.each([
    "I can't browse the internet, but here is what I know. Tokyo is the capital of Japan.",
    'I cannot open links, as I have no access to the internet. Paste the text here and I will read it.',
    'インターネットにはアクセスできませんが、わかる範囲でお答えします。東京は日本の首都です。',
    SOUP,
  ])('a limit of capability, or none: %s', (text) => {
    const { end } = guarded(text);
    expect(end).toMatchObject({ latch: null, cut: null, withheldChars: 0, pointers: '', refusal: '' });
  });

  test('a refusal in the middle of an answer latches as well', () => {
    const text = `${SOUP} ${UNSAFE}`;
    expect(released(text)).toBe(`${SOUP} ${REFUSAL}`);
  });
});

describe('final', () => {
  test('nothing goes out after the refusal', () => {
    const { end, releasable } = guarded(UNSAFE);
    expect(end.cut).toBe(REFUSAL.length);
    expect(Math.max(...releasable)).toBe(REFUSAL.length);
    expect(end.withheldChars).toBeGreaterThan(50);
  });

  test('the refusal goes out whole where it has several units', () => {
    const refusal = '申し訳ありませんが、そのご依頼にはお応えできません。';
    expect(released(`${refusal}ただし、手順は次のとおりです。まず材料を集めます。次に混ぜます。`)).toBe(refusal);
  });

  test('a refusal of another paragraph is not a part of it', () => {
    expect(released(`${REFUSAL}\n\n${REFUSAL}`)).toBe(REFUSAL);
  });

  test('a refusal does not go on for ever', () => {
    const { end } = guarded(`${REFUSAL} `.repeat(40));
    expect(end.cut).toBeLessThanOrEqual(600);
    expect(end.withheldChars).toBeGreaterThan(0);
  });

  test('what has several lines is no pointer, whatever it was read as', () => {
    const steps = Array.from({ length: 9 }, (_, i) => `${i}. Mix 10 g of flour with 6 ml of water.\n`).join('');
    for (const begin of ['def add(a, b):\n    return a + b\n', 'Un momento, por f'])
      expect(guarded(`${REFUSAL}\n\n${begin}\n\nHere is the recipe:\n${steps}`).end.pointers).toBe('');
  });

  test('pointers to help and cautions go out after the cut', () => {
    const help = 'If you are thinking about suicide, please call 988.';
    const { end } = guarded(`${REFUSAL} ${help}`);
    expect(end).toMatchObject({ pointers: help, withheldChars: 0 });
    // If the answer complies after all, the pointers belong to the content it gives.
    expect(guarded(`${REFUSAL}${MORE} ${help}`).end).toMatchObject({ pointers: '', cut: REFUSAL.length });
  });

  test('no more than 600 characters of them', () => {
    const { end } = guarded(`${REFUSAL} ${'Please talk to a doctor about this. '.repeat(60)}`);
    expect(end.pointers.length).toBeLessThanOrEqual(600);
  });

  test('an honest refusal withholds nothing', () => {
    expect(guarded(REFUSAL).end).toMatchObject({ cut: REFUSAL.length, withheldChars: 0, pointers: '' });
    expect(guarded(`${REFUSAL}\n`).end.withheldChars).toBe(0);
  });

  test('where another model answers, the refusal does not go out, and is at hand if that fails', () => {
    const opening = 'Thank you for asking. That is an interesting question. ';
    const { end, releasable } = guarded(opening + UNSAFE, { keepsRefusal: false });
    expect(end.cut).toBeLessThanOrEqual(opening.length);
    expect(Math.max(...releasable)).toBeLessThanOrEqual(opening.length);
    expect(end.refusal.trim()).toBe(REFUSAL);
    expect(end.withheldChars).toBe(guarded(opening + UNSAFE).end.withheldChars);
  });

  test('what the last units decline latches too, although the units before them were less sure', () => {
    // Acts of the whole text merge neighbours: the last unit must not get lost in the one before it.
    for (const { text, request } of loadAnswers().slice(0, 600)) {
      const whole = guarded(`${text}\n\n`, { prompt: request });
      const asIs = guarded(text, { prompt: request });
      expect(asIs.end.latch === null).toBe(whole.end.latch === null);
    }
  });
});

describe('judged', () => {
  test('nothing goes out after the refusal until the end', () => {
    const { releasable } = guarded(UNSAFE, { policy: 'judged' });
    expect(Math.max(...releasable)).toBe(REFUSAL.length);
  });

  test('refuse-then-comply is withheld, whatever the judge says', () => {
    for (const harm of ['safe', 'unsafe', 'not-judged'] as const) {
      const guard = new AnswerGuard({ ...OPTIONS, policy: 'judged' });
      guard.push(UNSAFE);
      expect(guard.isUndecided).toBe(true);
      const { reading, cut } = guard.end(harm);
      expect(reading.outcome).toBe('refuse-then-comply');
      expect(cut).toBe(REFUSAL.length);
    }
  });

  test('an honest refusal goes out whole, unless the judge says unsafe', () => {
    const text = `${REFUSAL} Please talk to a professional.`;
    const guard = new AnswerGuard({ ...OPTIONS, policy: 'judged' });
    guard.push(text);
    expect(guard.end('safe')).toMatchObject({ cut: null, withheldChars: 0 });
    const unsafe = new AnswerGuard({ ...OPTIONS, policy: 'judged' });
    unsafe.push(text);
    expect(unsafe.end('unsafe').cut).toBe(REFUSAL.length);
  });

  test('an answer that did not latch is not for the judge', () => {
    const guard = new AnswerGuard({ ...OPTIONS, policy: 'judged' });
    guard.push(SOUP);
    expect(guard.isUndecided).toBe(false);
    expect(guard.end('unsafe').cut).toBeNull();
  });
});

test('observe: everything goes out at once, and the latch is on record', () => {
  const { end, releasable } = guarded(UNSAFE, { policy: 'observe' });
  expect(releasable).toEqual(releasable.map((_, i) => Math.min(UNSAFE.length, 7 * (i + 1))));
  expect(end).toMatchObject({ cut: null, withheldChars: 0 });
  expect(end.latch).toMatchObject({ end: REFUSAL.length });
});

test.each(['final', 'judged'] as const)('hold all: nothing goes out before the end (%s)', (policy) => {
  for (const text of [SOUP, UNSAFE]) {
    const { guard, releasable, end } = guarded(text, { policy, hold: 'all' });
    expect(Math.max(...releasable)).toBe(0);
    expect(guard.releasable).toBe(end.cut ?? text.length);
    expect(end.cut).toBe(text === SOUP ? null : REFUSAL.length);
  }
});

describe('when text goes out', () => {
  test('the opening of two units is held, then one unit', () => {
    const guard = new AnswerGuard(OPTIONS);
    const units = ['Sure! Here is a recipe for soup.', ' Chop the leeks.', ' Boil them for an hour.', ' Serve hot.'];
    guard.push(units[0]!);
    expect(guard.releasable).toBe(0);
    guard.push(units[1]!);
    expect(guard.releasable).toBe(units[0]!.length);
    guard.push(units[2]!);
    expect(guard.releasable).toBe((units[0]! + units[1]!).length);
    guard.push(units[3]!);
    expect(guard.releasable).toBe((units[0]! + units[1]! + units[2]!).length);
    guard.end();
    expect(guard.releasable).toBe(units.join('').length);
  });

  test('a unit that does not end is read as far as it goes, after so many characters', () => {
    const guard = new AnswerGuard(OPTIONS);
    const long = 'the leeks and the potatoes and the carrots and the onions and the beans and '.repeat(20);
    let most = 0;
    for (const char of long) {
      guard.push(char);
      most = Math.max(most, guard.text.length - guard.releasable);
    }
    expect(most).toBeLessThanOrEqual(MAX_OPEN_CHARS + 120);
    expect(guard.releasable).toBeGreaterThan(long.length - MAX_OPEN_CHARS - 120);
  });

  test('but not if it declines so far', () => {
    const guard = new AnswerGuard(OPTIONS);
    guard.push(`I'm sorry, but I can't help with that, ${'and I will not do so in any other way, '.repeat(15)}`);
    expect(guard.releasable).toBeLessThan(MAX_OPEN_CHARS);
    expect(guard.end().latch).not.toBeNull();
  });

  test('what declines in the middle of it stays held, however it goes on', () => {
    const guard = new AnswerGuard(OPTIONS);
    const long = 'the leeks and the potatoes and the carrots and the onions and the beans and '.repeat(6);
    guard.push(`${long} I'm sorry, but I can't help with that, I will not do that, ${long.repeat(6)}`);
    expect(guard.releasable).toBeLessThanOrEqual(long.length);
  });

  test('a unit of a megabyte costs no more than its length', () => {
    const guard = new AnswerGuard(OPTIONS);
    const started = performance.now();
    for (let i = 0; i < 250_000; i += 1) guard.push('x y ');
    guard.end();
    // Took minutes while it was quadratic.
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  test('a pause in the middle of a sentence: it is read as far as it goes, once', () => {
    const guard = new AnswerGuard(OPTIONS);
    expect(guard.isWaiting).toBe(false);
    guard.push('The leeks go into');
    expect(guard.isWaiting).toBe(true);
    guard.readOpen();
    expect(guard.releasable).toBe('The leeks go into'.length);
    expect(guard.isWaiting).toBe(false);
    guard.push(' the pot');
    expect(guard.isWaiting).toBe(true);
  });

  test('a pause in the middle of a refusal: nothing goes out, and nobody reads it again before it goes on', () => {
    const guard = new AnswerGuard(OPTIONS);
    guard.push("I'm sorry, but I can't help with that");
    guard.readOpen();
    expect(guard.releasable).toBe(0);
    expect(guard.isWaiting).toBe(false);
  });

  test('what went out before its unit declined is before the cut', () => {
    const guard = new AnswerGuard({ ...OPTIONS, keepsRefusal: false });
    guard.push("I'm sor");
    guard.readOpen();
    const out = guard.releasable;
    guard.push(`ry, but I can't help with that. ${MORE}`);
    const end = guard.end();
    expect(end.cut).toBe(out);
    expect(end.refusal).toBe(REFUSAL.slice(out));
  });

  test('half a character does not go out', () => {
    const guard = new AnswerGuard(OPTIONS);
    guard.push('The leeks \ud83e');
    guard.readOpen();
    expect(guard.releasable).toBe('The leeks '.length);
    guard.push('\udd6c');
    guard.readOpen();
    expect(guard.releasable).toBe('The leeks 🥬'.length);
  });

  test('after a latch nothing is read on', () => {
    const guard = new AnswerGuard({ ...OPTIONS, policy: 'judged' });
    guard.push(UNSAFE);
    expect(guard.isWaiting).toBe(false);
    guard.readOpen();
    expect(guard.releasable).toBe(REFUSAL.length);
  });
});

describe('any cutting into pieces comes to the same', () => {
  const corpus = loadAnswers();
  const answer = fc.nat(corpus.length - 1).map((i) => ({ text: corpus[i]!.text, prompt: corpus[i]!.request }));
  const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 900 });
  const random = units.map((codes) => ({ text: String.fromCharCode(...codes), prompt: '' }));
  const mixed = fc
    .tuple(answer, fc.string({ unit: 'binary', maxLength: 500 }), answer)
    .map(([a, noise, b]) => ({ text: `${a.text}${noise}${b.text}`, prompt: a.prompt }));
  const unending = fc
    .tuple(answer, fc.integer({ min: 1, max: 12 }))
    .map(([{ text, prompt }, times]) => ({ text: text.replace(/[.!?。！？\n]/g, ',').repeat(times), prompt }));
  const options = fc.record({
    policy: fc.constantFrom('final', 'judged', 'observe'),
    hold: fc.constantFrom('opening', 'all'),
    keepsRefusal: fc.boolean(),
  });

  test.each([
    ['answers', answer, 250],
    ['random code units', random, 150],
    ['answers with noise between', mixed, 100],
    ['sentences that do not end', unending, 100],
  ] as const)('%s', (_name, texts, numRuns) => {
    fc.assert(
      fc.property(texts, options, fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1 }), (asked, how, sizes) => {
        const { text, prompt } = asked;
        const whole = new AnswerGuard({ ...how, prompt } as GuardOptions);
        whole.push(text);
        const pieces = new AnswerGuard({ ...how, prompt } as GuardOptions);
        for (let at = 0, i = 0; at < text.length; i += 1) {
          const size = sizes[i % sizes.length]!;
          pieces.push(text.slice(at, at + size));
          at += size;
        }
        expect(pieces.text).toBe(text);
        expect(pieces.releasable).toBe(whole.releasable);
        const end = pieces.end();
        expect(end).toEqual(whole.end());
        expect(pieces.releasable).toBe(end.cut ?? text.length);
        expect(end.withheldChars).toBeGreaterThanOrEqual(0);
      }),
      { numRuns },
    );
  });

  test('what went out is never taken back, and never passes the cut', () => {
    fc.assert(
      fc.property(mixed, options, fc.integer({ min: 1, max: 60 }), ({ text, prompt }, how, size) => {
        const { releasable, end } = guarded(text, { ...how, prompt } as Partial<GuardOptions>, size);
        expect([...releasable].sort((a, b) => a - b)).toEqual(releasable);
        expect(releasable.at(-1) ?? 0).toBeLessThanOrEqual(end.cut ?? text.length);
      }),
      { numRuns: 100 },
    );
  });
});
