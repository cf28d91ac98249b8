import { readerModel } from '../model.ts';
import { AnswerReader } from '../outcome/answer-reader.ts';
import { requestOf } from '../request/request.ts';
import { UnitScanner } from '../text/units.ts';
import { eachSentence } from './sentence-features.ts';

/** So many units at the start of an answer are read closely, whatever they look like: refusals stand there. */
const OPENING_UNITS = 2;
/** Of a long text so much is enough to hold them. */
const OPENING_CHARS = 480;
/** A unit that is as likely as this to decline, or to vow obedience, tells. */
const MIN_LIKELIHOOD = 0.12;

/**
 * Whether a response may hold a refusal or a vow, for readers of whole data sets: the opening is read closely, and what
 * follows is passed over by a linear model of words. Misses judgements of a request in words of no refusal.
 */
export function mayTell(text: string, prompt: string): boolean {
  return sentenceTells(text) || openingTells(text, prompt);
}

function sentenceTells(text: string): boolean {
  const { screen } = readerModel();
  const { weights, threshold } = screen;
  let sum = 0;
  let most = Number.NEGATIVE_INFINITY;
  eachSentence(
    text,
    (word, pair) => {
      sum += weights[word]! + weights[pair]!;
    },
    () => {
      if (sum > most) most = sum;
      sum = 0;
    },
  );
  return most >= threshold;
}

function openingTells(text: string, prompt: string): boolean {
  if (MAY_REASON.test(text)) return true;
  const { weights, vocabulary } = readerModel();
  const reader = new AnswerReader(weights, vocabulary, requestOf(prompt, vocabulary));
  const opening = text.slice(0, OPENING_CHARS);
  for (const unit of new UnitScanner().end(opening).slice(0, OPENING_UNITS)) {
    if (reader.read(unit, opening.slice(unit.start, unit.end)).declines >= MIN_LIKELIHOOD) return true;
  }
  return false;
}

/** What opens or closes reasoning. */
const MAY_REASON = /^\s*(?:[<◁[]|analysis[A-Z])|<\/\w*(?:think|reason|thought|analysis)|<\||◁\/|assistantfinal/i;
