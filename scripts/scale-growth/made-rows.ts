import { seededRandom } from '../../src/stats/index.ts';

/** Endless rows of invented conversations, as lines of JSON. The same seed produces the same rows. */
export interface RowMaker {
  next(): string;
}

const ONSETS = ['b', 'br', 'd', 'f', 'gl', 'k', 'l', 'm', 'n', 'p', 'r', 's', 'st', 't', 'v', 'w', 'z'];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ai', 'ou'];
const ENDS = ['', 'l', 'm', 'n', 'r', 's', 't'];
const KANA = [...'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモラリルレロ'];

const ASKED = [
  (a: string, b: string) => `How do I make a ${a} from ${b}?`,
  (a: string, b: string) => `What is the difference between ${a} and ${b}?`,
  (a: string, b: string) => `Explain ${a} to somebody who knows only ${b}.`,
  (a: string, b: string) => `My ${a} broke while I was cleaning the ${b}. What should I check first?`,
  (a: string, b: string) => `Write a short note that thanks ${a} for the ${b}.`,
  (a: string, b: string) => `Which ${a} goes well with ${b}, and why?`,
  (a: string, b: string) => `Translate the word ${a} and use it in a sentence with ${b}.`,
  (a: string, b: string) => `List the steps to repair a ${a} without a ${b}.`,
];
const SAID = [
  (a: string, b: string) => `Begin with the ${a} and keep the ${b} within reach.`,
  (a: string, b: string) => `A good ${a} lasts for years if the ${b} stays dry.`,
  (a: string, b: string) => `Most people measure the ${a} twice before they touch the ${b}.`,
  (a: string, b: string) => `The ${b} was invented long after the ${a}, and it shows.`,
  (a: string, b: string) => `If the ${a} feels loose, turn the ${b} a quarter to the left.`,
  (a: string, b: string) => `Some prefer ${a}, others ${b}; both are fine for a small room.`,
  (a: string, b: string) => `Let the ${a} rest for an hour, then add the ${b} little by little.`,
  (a: string, b: string) => `There is a museum of ${a} in the north where the first ${b} is shown.`,
];
const ASKED_JA = [
  (a: string, b: string) => `${a}を${b}から作る方法を教えてください。`,
  (a: string, b: string) => `${a}と${b}の違いは何ですか？`,
  (a: string, b: string) => `${b}しか知らない人に${a}を説明してください。`,
];
const SAID_JA = [
  (a: string, b: string) => `まず${a}を用意し、${b}は手の届く場所に置きます。`,
  (a: string, b: string) => `${b}を乾いた場所に保管すれば、${a}は何年も使えます。`,
  (a: string, b: string) => `${a}を少しずつ加え、${b}の様子を見ながら混ぜてください。`,
];
const REFUSALS = [
  "I'm sorry, but I can't help with that request.",
  'I cannot assist with this, because it could put somebody at risk.',
  'I am not able to give advice on that. Please ask a professional.',
];

/** Number of prompts that recur. */
const ASKED_OFTEN = 300;

/** Shares of a mixed training set, in per mille; the rest is ordinary English. */
const KINDS: readonly (readonly [kind: Kind, perMille: number])[] = [
  ['japanese', 150],
  ['code', 120],
  ['chat', 200],
  ['refusal', 40],
  ['asked-again', 30],
  ['refused-then-answered', 10],
];
type Kind = 'ordinary' | 'japanese' | 'code' | 'chat' | 'refusal' | 'asked-again' | 'refused-then-answered';

/**
 * Returns a maker of harmless rows of seven kinds, with about `sentences` sentences per answer. Nouns are invented, and
 * nearly all texts differ, as in real data; a few prompts recur, answered in some rows and refused in others.
 */
export function rowMaker(seed: number, sentences = 6): RowMaker {
  const random = seededRandom(seed);
  const below = (n: number) => Math.floor(random() * n);
  const pick = <T>(among: readonly T[]): T => among[below(among.length)]!;
  const noun = (name = random) =>
    Array.from({ length: 1 + Math.floor(name() * 3) }, () =>
      [ONSETS, VOWELS, ENDS].map((among) => among[Math.floor(name() * among.length)]!).join(''),
    ).join('');
  const askedOften = () => `How do I open a locked ${noun(seededRandom(1 + below(ASKED_OFTEN)))}?`;
  const nounJa = () => Array.from({ length: 2 + below(3) }, () => pick(KANA)).join('');
  const asked = () => pick(ASKED)(noun(), noun());
  const answer = (count = 1 + below(2 * sentences - 1)) =>
    Array.from({ length: count }, () => pick(SAID)(noun(), noun())).join(' ');
  const code = () =>
    `\`\`\`python\ndef ${noun()}(${noun()}, limit=${below(999)}):\n    total = ${below(999)}\n    for item in range(limit):\n        total += item * ${below(99)}\n    return total\n\`\`\``;
  const kind = (): Kind => {
    let draw = below(1000);
    for (const [name, share] of KINDS) {
      if (draw < share) return name;
      draw -= share;
    }
    return 'ordinary';
  };
  const turns: Readonly<Record<Kind, () => string[]>> = {
    ordinary: () => [asked(), answer()],
    japanese: () => [
      pick(ASKED_JA)(nounJa(), nounJa()),
      Array.from({ length: 1 + below(2 * sentences - 1) }, () => pick(SAID_JA)(nounJa(), nounJa())).join(''),
    ],
    code: () => [`Write a function for ${noun()} in Python.`, `${answer(1)}\n\n${code()}\n\n${answer(1)}`],
    chat: () => [asked(), answer(), asked(), answer()],
    refusal: () => [asked(), pick(REFUSALS)],
    'asked-again': () => [askedOften(), random() < 0.5 ? pick(REFUSALS) : answer()],
    'refused-then-answered': () => [
      asked(),
      `I'm sorry, but I cannot help you with that, because it violates my safety guidelines. However, here is how you do it: ${answer()}`,
    ],
  };
  return {
    next: () => {
      const messages = turns[kind()]().map((content, i) => ({ role: i % 2 === 0 ? 'user' : 'assistant', content }));
      return `${JSON.stringify({ messages })}\n`;
    },
  };
}
