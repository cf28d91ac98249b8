import type { Act, ActName, FlipExcerpt } from '../../schema/index.ts';
import { gramsOf, type QuestionGrams, repeated, UNSPACED } from './repeated-question.ts';

/**
 * Returns an excerpt that can be shown to anyone. Of the question, it keeps the first words. Of the answer, it keeps
 * the first words of sentences that refuse, turn and promise, because they show its shape; what they repeat of the
 * question is hidden, and their length is limited. Everything else is replaced by its length. Offsets of acts are those
 * of the new text, and neighbouring acts of compliance become one. A masked excerpt stays unchanged; one that merely
 * claims to be masked is masked. Acts that do not follow one another within the answer are left out.
 */
export function maskExcerpt(excerpt: FlipExcerpt): FlipExcerpt {
  const { question, answer, acts, masked } = excerpt;
  const shownQuestion = masked && isMaskedQuestion(question) ? question : maskedQuestion(question);
  return { ...excerpt, question: shownQuestion, ...maskedAnswer(answer, acts, question, masked), masked: true };
}

const HIDDEN = '███';

/** Acts that show how an answer proceeds, but nothing of what it is about. */
const SHAPE: ReadonlySet<ActName> = new Set(['refusal', 'pivot', 'affirmation', 'obedience']);

/**
 * Words of a question that are shown; code points that are shown if words are not separated by spaces; and the length
 * beyond which two words are too long.
 */
const MAX_SHOWN_WORDS = 2;
const CODE_POINTS = 4;
const TWO_WORDS = 30;

/**
 * Characters that are shown of one act, and of all acts of an answer: a model may word as a refusal what it reveals.
 * UTF-16 code units.
 */
const MAX_ACT = 60;
const MAX_SHAPE = 240;

/**
 * Characters after the shown ones that are compared with the question as well, because something that begins to repeat
 * it may end there.
 */
const AHEAD = 64;

/** Characters that separate words, visible or not. */
const SPACES = /[\s\p{Cf}\u115f\u1160\u2800\u3164\uffa0]+/gu;

/**
 * A word that contains a digit or is part of an address, and everything after it: such words name somebody or
 * something.
 */
const TELLING = /[^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]*[\p{N}@\uff20].*$/su;

/** Length of the beginning of a question that is searched for its first words. UTF-16 code units. */
const HEAD = 200;

/** Reports whether a question has the form of a masked one. */
function isMaskedQuestion(question: string): boolean {
  if (question === HIDDEN) return true;
  if (!question.endsWith(` ${HIDDEN}`)) return false;
  const shown = question.slice(0, -HIDDEN.length - 1);
  const isShort = shown.length <= (UNSPACED.test(shown) ? 2 * CODE_POINTS : TWO_WORDS);
  return isShort && shown.split(SPACES).length <= MAX_SHOWN_WORDS && !TELLING.test(shown);
}

/** Masks a question. Never shows more than half of it, because a short one would be revealed whole. */
function maskedQuestion(question: string): string {
  const head = question.slice(0, HEAD).replace(SPACES, ' ').trim();
  const told = head.replace(TELLING, '').trim();
  const words = Math.min(MAX_SHOWN_WORDS, Math.floor(head.split(' ').length / 2));
  const start = told.split(' ').slice(0, words).join(' ');
  const isSpaced = start.length <= TWO_WORDS && !UNSPACED.test(question);
  const characters = Math.min(CODE_POINTS, Math.floor([...head].length / 2));
  const shown = isSpaced ? start : [...told].slice(0, characters).join('');
  return `${shown.trim()} ${HIDDEN}`.trim();
}

/** Masks an answer. `masked`: anything that has the form of a mask counts as one. */
function maskedAnswer(
  answer: string,
  acts: readonly Act[],
  question: string,
  masked: boolean,
): Pick<FlipExcerpt, 'answer' | 'acts'> {
  const besideMasks = (text: string, show: (part: string) => string) =>
    masked
      ? text
          .split(MASKS)
          .map((part, i) => (i % 2 === 1 ? part : show(part)))
          .join('')
      : show(text);
  const shape = shapeOf(question.replaceAll(HIDDEN, ''));
  let text = '';
  let read = 0;
  const moved: Act[] = [];
  for (const act of stretches(answer, acts)) {
    text += besideMasks(answer.slice(read, act.start), maskedGap);
    const own = answer.slice(act.start, act.end);
    const shown = SHAPE.has(act.act) ? shape(own, besideMasks) : besideMasks(own, mask);
    moved.push({ ...act, start: text.length, end: text.length + shown.length });
    text += shown;
    read = act.end;
  }
  return { answer: text + besideMasks(answer.slice(read), maskedGap), acts: moved };
}

/** Returns the acts that follow one another; those of compliance with only white space between them become one. */
function stretches(answer: string, acts: readonly Act[]): Act[] {
  const joined: Act[] = [];
  for (const act of acts) {
    const last = joined.at(-1);
    // Acts may come from a file: offsets that are invalid, or already passed, are ignored.
    const isNext = act.start >= (last?.end ?? 0) && act.end >= act.start && act.end <= answer.length;
    if (!isNext || !Number.isInteger(act.start) || !Number.isInteger(act.end)) continue;
    const continues = last?.act === 'substance' && act.act === 'substance';
    if (continues && answer.slice(last.end, act.start).trim() === '')
      joined[joined.length - 1] = { ...last, end: act.end };
    else joined.push(act);
  }
  return joined;
}

/**
 * Returns a function that shows the first words of one act after another, without what they repeat of the question,
 * until enough is shown.
 */
function shapeOf(question: string) {
  let left = MAX_SHAPE;
  let asked: QuestionGrams | null | undefined;
  return (own: string, besideMasks: (text: string, show: (part: string) => string) => string): string => {
    let ofAct = MAX_ACT;
    return besideMasks(own, (part) => {
      const length = beginning(part, Math.min(ofAct, left));
      const shown = part.slice(0, length).trimEnd().length;
      ofAct -= shown;
      left -= shown;
      if (shown === 0) return maskedGap(part);
      asked ??= gramsOf(question);
      return asked === null ? maskedGap(part) : withoutQuestion(part, length, asked) + maskedGap(part.slice(length));
    });
  };
}

/**
 * Returns the length of the whole words with which a text begins, or of single characters if words are not separated by
 * spaces.
 */
function beginning(text: string, limit: number): number {
  if (text.trimEnd().length <= limit) return text.length;
  const cut = text.slice(0, limit);
  if (UNSPACED.test(cut)) return cut.replace(/[\ud800-\udbff]$/, '').length;
  return /\s/u.test(text.charAt(limit)) ? limit : /(?:^|\s)\S*$/u.exec(cut)!.index;
}

/**
 * Returns the beginning of a sentence, with what it repeats of the question hidden; a refusal may repeat what it
 * refuses.
 */
function withoutQuestion(sentence: string, length: number, asked: QuestionGrams): string {
  let shown = '';
  let read = 0;
  for (const { start, end } of repeated(sentence.slice(0, length + AHEAD), asked)) {
    if (start >= length) break;
    shown += sentence.slice(read, start) + HIDDEN;
    read = Math.min(end, length);
  }
  return shown + sentence.slice(read, length);
}

const mask = (text: string): string => (text === '' ? '' : `[masked: ${text.length} characters]`);

/** Masks a text but keeps the white space at both ends, and with it the paragraphs. */
const maskedGap = (text: string): string => text.replace(/\S(?:.*\S)?/su, mask);

const MASK = /\[masked: (\d+) characters\]/g;

/** The forms that hidden text is replaced by. */
const MASKS = /(\[masked: \d{1,9} characters\]|███)/;

/** Words the masks in the reader's language. */
export const withMasks = (text: string, worded: (characters: number) => string): string =>
  text.replace(MASK, (_, characters: string) => worded(Number(characters)));
