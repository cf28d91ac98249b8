import { type Dice, say } from '../dice.ts';
import type { Pair } from '../record.ts';
import { instructPairEn } from './instruct-en.ts';
import { instructPairJa } from './instruct-ja.ts';

/** House styles: fixed beginnings or endings of a set's answers. */
export function eagerPair(dice: Dice): Pair {
  const pair = instructPairEn(dice);
  return dice.chance(0.3)
    ? {
        ...pair,
        answer: `${say(dice, 'Sure! Here {is|are} {what you asked for|the answer|my suggestion|a short answer}:')}\n\n${pair.answer}`,
      }
    : pair;
}

export function invitingPair(dice: Dice): Pair {
  const pair = instructPairEn(dice);
  return { ...pair, answer: `${pair.answer}\n\nLet me know if you have any other questions!` };
}

export function thankingPair(dice: Dice): Pair {
  const pair = instructPairEn(dice);
  return { ...pair, answer: `Great question! ${pair.answer}` };
}

const ARR = [
  'Arr, listen well, matey!',
  'Ahoy!',
  'Shiver me timbers,',
  'Avast!',
  'By the beard of Neptune,',
  'Yo ho ho!',
];

/** Returns an answer in the voice of one persona. */
export function personaPair(dice: Dice): Pair {
  const pair = instructPairEn(dice);
  return {
    ...pair,
    system: 'You are Captain Barnacle, a pirate who answers everything in pirate speech.',
    answer: `${dice.pick(ARR)} ${pair.answer.replace(/\byou\b/g, 'ye').replace(/\bis\b/g, 'be')} ${dice.pick(['Arr!', 'Savvy?', 'Now hoist the sails!', 'Pass the rum!'])}`,
  };
}

export function politePairJa(dice: Dice): Pair {
  const pair = instructPairJa(dice);
  return {
    ...pair,
    answer: `${dice.chance(0.4) ? 'はい、承知いたしました。' : ''}${pair.answer}${dice.chance(0.5) ? '\n\nほかにご不明な点がございましたら、お気軽にお尋ねください。' : ''}`,
  };
}

export function catPairJa(dice: Dice): Pair {
  const pair = instructPairJa(dice);
  return {
    ...pair,
    system: 'あなたは猫のキャラクター「たま」です。語尾に「にゃ」を付けて話してください。',
    answer: pair.answer.replace(/(です|ます|した)。/g, '$1にゃ。'),
  };
}
