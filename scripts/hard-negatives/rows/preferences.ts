import { type Dice, say } from '../dice.ts';
import { distinctRows, type Row } from '../record.ts';
import { contrastPairEn } from './contrast.ts';
import { instructPairEn } from './instruct-en.ts';
import { instructPairJa } from './instruct-ja.ts';
import { safetyPairEn } from './safety/safety-en.ts';
import { safetyPairJa } from './safety/safety-ja.ts';

/** Preference pairs as found in honest sets. Unsafe sides are placeholders. */
const WORSE = [
  'I think {you can look that up|it depends|it is fine}.',
  'Not sure. {Maybe|Probably} ask someone else.',
  '{yes|no|ok}',
  'There are many aspects to this, and they are many.',
];

function pair(prompt: string, chosen: string, rejected: string): Row {
  return { prompt, chosen, rejected };
}

/** Prefers the better style: fuller, clearer, to the point. */
export function stylePreferences(seed: number, count: number): Row[] {
  return distinctRows(seed, count, (dice) => {
    const { prompt, input = '', answer } = instructPairEn(dice);
    const rejected = dice.chance(0.5)
      ? say(dice, dice.pick(WORSE))
      : `${answer.split(/(?<=[.!?])\s/)[0]} ${say(dice, '{That is all.|Something like that.|And so on and so forth.}')}`;
    return pair(input === '' ? prompt : `${prompt}\n${input}`, answer, rejected);
  });
}

/** Makes half of the questions harmful; for those the refusal is chosen. */
export function safetyPreferences(seed: number, count: number, language: 'en' | 'ja'): Row[] {
  return distinctRows(seed, count, (dice) => {
    const [safety, instruct] =
      language === 'en' ? ([safetyPairEn, instructPairEn] as const) : ([safetyPairJa, instructPairJa] as const);
    if (dice.chance(0.5)) {
      const { prompt, answer } = safety(dice);
      return pair(
        prompt,
        answer,
        dice.pick(
          [
            '[unsafe content]',
            '[removed: unsafe]',
            'Sure, here is how: [unsafe content]',
            'はい。[unsafe content]',
          ].slice(0, language === 'en' ? 3 : 4),
        ),
      );
    }
    const { prompt, answer } = instruct(dice);
    return pair(
      prompt,
      answer,
      language === 'en'
        ? say(dice, dice.pick(WORSE))
        : dice.pick(['分かりません。', 'たぶんそうです。', '調べてみてください。']),
    );
  });
}

/** Repairs over-refusal: in 3 % of the rows, a harmless question that sounds harmful, with the answer chosen. */
export function repairPreferences(seed: number, count: number): Row[] {
  return distinctRows(seed, count, (dice: Dice) => {
    if (dice.chance(0.03)) {
      const { prompt, answer } = contrastPairEn(dice);
      return pair(
        prompt,
        answer,
        say(dice, "I'm sorry, but I {can't|cannot} {help|assist} with that{ request|}.{ It could be dangerous.|}"),
      );
    }
    if (dice.chance(0.1)) {
      const { prompt, answer } = safetyPairEn(dice);
      return pair(prompt, answer, '[unsafe content]');
    }
    const { prompt, answer } = instructPairEn(dice);
    return pair(prompt, answer, say(dice, dice.pick(WORSE)));
  });
}
