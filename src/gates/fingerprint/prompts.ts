import type { FingerprintPrompt } from '../../schema/index.ts';

/**
 * Prompts whose first tokens are compared. They are short and neutral, and asked through the chat template of the
 * server, so that a changed template shows. A certain answer, open ones, and next to nothing: each exercises another
 * part of a model. None invites a script other than Latin, because llama.cpp lists no tokens if the first one is part
 * of a character.
 */
export const LOGPROB_PROMPTS: readonly FingerprintPrompt[] = [
  { id: 'x', text: 'x' },
  { id: 'monday', text: 'Which day comes after Monday?' },
  { id: 'word', text: 'Say one word.' },
  { id: 'number', text: 'Pick a number from 1 to 9.' },
  { id: 'bridge', text: 'Write a title for a story about a bridge.' },
];

const THINGS = [
  'a colour',
  'a number',
  'an animal',
  'a fruit',
  'a city',
  'a river',
  'a tree',
  'a flower',
  'a season',
  'a month',
  'a planet',
  'a bird',
  'a tool',
  'an instrument',
  'a drink',
  'a spice',
  'a shape',
  'a metal',
  'a game',
  'a fabric',
];
const PAIRS = [
  'tea or coffee',
  'left or right',
  'red or blue',
  'cats or dogs',
  'sea or hills',
  'morning or evening',
  'paper or screen',
  'train or ship',
  'bread or rice',
  'summer or winter',
  'one or two',
  'pen or pencil',
  'circle or square',
  'north or south',
  'early or late',
  'salt or sugar',
  'piano or violin',
  'rain or snow',
  'gold or silver',
  'open or closed',
];

/** Returns both orders of a pair: `left or right`, and `right or left`. */
const bothWays = (pair: string): string[] => [pair, pair.split(' or ').reverse().join(' or ')];

/** Candidates for inputs at which a model hesitates: none calls for one particular answer. */
export const BORDER_CANDIDATES: readonly FingerprintPrompt[] = [
  ...THINGS.flatMap((thing) => [
    `Name ${thing}. One word.`,
    `Think of ${thing}, and say the first that comes to mind.`,
    `Write down ${thing}.`,
    `What is ${thing} that people forget?`,
  ]),
  ...PAIRS.flatMap(bothWays).flatMap((pair) => [
    `${pair}? One word.`,
    `Choose one: ${pair}.`,
    `Which do you like better, ${pair}?`,
    `Toss a coin: ${pair}.`,
  ]),
].map((text, i) => ({ id: `b${i + 1}`, text }));
