import type { Act, ActName, FlipExcerpt } from '../../schema/index.ts';

/**
 * An excerpt that can be shown to anyone: of the question its first words, of the answer the sentences that refuse, turn and promise,
 * because they show its shape, without what they repeat of the question. Everything else is replaced by how much it was; offsets
 * of acts are those of the new text, and neighbouring acts of compliance become one. A masked excerpt is returned as it is.
 */
export function maskExcerpt(excerpt: FlipExcerpt): FlipExcerpt {
  if (excerpt.masked) return excerpt;
  const { question, answer, acts } = excerpt;
  return { ...excerpt, question: maskedQuestion(question), ...maskedAnswer(answer, acts, question), masked: true };
}

const HIDDEN = '███';

/** Acts that say how an answer goes on, and nothing of what it is about. */
const SHAPE: ReadonlySet<ActName> = new Set(['refusal', 'pivot', 'affirmation', 'obedience']);

/** Words of a question that are shown, code points where words are not written apart, and what is too long for two words. */
const MAX_SHOWN_WORDS = 2;
const CODE_POINTS = 4;
const TWO_WORDS = 30;

const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;

/** Never more than half of a question: a short one would be told whole. */
function maskedQuestion(question: string): string {
  const words = question.trim().split(/\s+/u);
  const start = words.slice(0, Math.min(MAX_SHOWN_WORDS, Math.floor(words.length / 2))).join(' ');
  const isSpaced = start.length <= TWO_WORDS && !UNSPACED.test(question);
  const characters = [...question.trim()];
  const shown = isSpaced
    ? start
    : characters.slice(0, Math.min(CODE_POINTS, Math.floor(characters.length / 2))).join('');
  return `${shown} ${HIDDEN}`.trim();
}

function maskedAnswer(answer: string, acts: readonly Act[], question: string): Pick<FlipExcerpt, 'answer' | 'acts'> {
  let text = '';
  let read = 0;
  const moved: Act[] = [];
  for (const act of stretches(answer, acts)) {
    text += maskedGap(answer.slice(read, act.start));
    const own = answer.slice(act.start, act.end);
    const shown = SHAPE.has(act.act) ? withoutQuestion(own, question) : mask(own);
    moved.push({ ...act, start: text.length, end: text.length + shown.length });
    text += shown;
    read = act.end;
  }
  return { answer: text + maskedGap(answer.slice(read)), acts: moved };
}

/** Acts in which those of compliance with nothing but white space between them are one. */
function stretches(answer: string, acts: readonly Act[]): Act[] {
  const joined: Act[] = [];
  for (const act of acts) {
    const last = joined.at(-1);
    const continues = last?.act === 'substance' && act.act === 'substance';
    if (continues && answer.slice(last.end, act.start).trim() === '')
      joined[joined.length - 1] = { ...last, end: act.end };
    else joined.push(act);
  }
  return joined;
}

/** Characters that a sentence and a question have in common by chance, at most; and where a character says as much as a word. */
const BY_CHANCE = 11;
const BY_CHANCE_UNSPACED = 5;

/** A refusal may repeat what it refuses. */
function withoutQuestion(sentence: string, question: string): string {
  const least = (UNSPACED.test(question) ? BY_CHANCE_UNSPACED : BY_CHANCE) + 1;
  const [low, asked] = [sentence.toLowerCase(), question.toLowerCase()];
  // Offsets of the two are the same only where lower case is as long.
  if (low.length !== sentence.length) return asked.includes(low) ? HIDDEN : sentence;
  let shown = '';
  for (let at = 0; at < sentence.length; ) {
    let end = at + least;
    if (end > sentence.length || !asked.includes(low.slice(at, end))) {
      shown += sentence[at];
      at += 1;
      continue;
    }
    while (end < sentence.length && asked.includes(low.slice(at, end + 1))) end += 1;
    shown += HIDDEN;
    at = end;
  }
  return shown;
}

const mask = (text: string): string => (text === '' ? '' : `[masked: ${text.length} characters]`);

/** White space at both ends stays, so that paragraphs do. */
const maskedGap = (text: string): string => text.replace(/\S(?:.*\S)?/su, mask);

const MASK = /\[masked: (\d+) characters\]/g;

/** Masks in the words of the reader's language. */
export const withMasks = (text: string, worded: (characters: number) => string): string =>
  text.replace(MASK, (_, characters: string) => worded(Number(characters)));
