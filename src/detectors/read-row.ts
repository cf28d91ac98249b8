import { answerStart, jsonTexts, ordersData, readTelling, type Unescaped } from '../reader/index.ts';
import type { Example, Reading } from '../schema/index.ts';
import { letters } from './wording/letters.ts';
import { refusesAsSetPhrase } from './wording/set-phrases.ts';

/** One text that the row trains the model to say, with the request before it. */
export interface Target {
  /** Index into the example's turns. */
  readonly turn: number;
  readonly text: string;
  /** The last user turn before it; '' if there is none. */
  readonly prompt: string;
  /** Offset at which the answer itself begins, after any reasoning. Computed on first use. */
  readonly answerStart: number;
  /** Computed on first use, once for all detectors. Without acts and language if nothing points to a refusal. */
  readonly reading: Reading;
}

/** A row as detectors see it: the example, its targets with their readings, and its system prompt. */
export interface ReadRow {
  readonly example: Example;
  readonly targets: readonly Target[];
  /** The last target before the row starts over with another answer: of several, the preferred one. */
  readonly last: Target | undefined;
  /** All system turns joined by line breaks; '' if there are none. */
  readonly system: string;
  /** True for one question with one answer (or several to choose from) and no tools, rather than a conversation. */
  readonly alone: boolean;
}

const BLANK = /^\s*$/;
const EMPTY: Reading = { outcome: 'empty', ground: 'none', language: 'und', depth: null, confidence: 1, acts: [] };
const PLAIN: Reading = {
  outcome: 'compliance',
  ground: 'none',
  language: 'und',
  depth: { chars: 0, tokens: null },
  confidence: 0.99,
  acts: [],
};

/** At least two words. A single word in Latin letters is a name or a number, which a reader may take for anything. */
const SAYS = /\S\s+\S|[\u3040-\u9fff\uac00-\ud7af]{4}/u;
/**
 * Minimum number of letters of a sentence: "no source given" is a label, and declines nothing of the values beside it.
 */
const SENTENCE = 16;

interface Told {
  readonly reading: Reading;
  readonly start: number;
}

/** Joins texts into one, with a blank line between them. */
function joined(texts: readonly Unescaped[]): Unescaped {
  const starts: number[] = [];
  let text = '';
  for (const one of texts) {
    if (text !== '') text += '\n\n';
    starts.push(text.length);
    text += one.text;
  }
  const at = (offset: number): number => {
    const index = Math.max(
      0,
      starts.findLastIndex((start) => start <= offset),
    );
    // An offset between two texts belongs to the end of the first one.
    return texts[index]!.at(Math.min(offset - starts[index]!, texts[index]!.text.length));
  };
  return { text, at };
}

/**
 * Returns what a text within an answer says about a refusal, with offsets into the answer, or null if it says nothing.
 */
function toldBy({ text, at }: Unescaped, prompt: string): Told | null {
  const reading = readTelling(text, { prompt });
  if (reading === null) return null;
  const { acts, depth } = reading;
  const shifted = acts.map((act) => ({ ...act, start: at(act.start), end: at(act.end) }));
  return { reading: { ...reading, acts: shifted, depth: depth && { ...depth, chars: at(depth.chars) } }, start: at(0) };
}

/** The place of JSON behind a label or a tag: `Action Input: {…}`, `<tool_call>{…}</tool_call>`. */
const LABELLED_JSON = /(?:^|\n)[ \t]*(?:\p{L}[\p{L}\p{N} _-]{0,30}[:：]|<[a-z_]{2,40}>)\s{0,4}(?=\{)/giu;
/** An answer that begins with a label or a tag is written by an agent; behind others, JSON is an appendix. */
const AGENT = /^\s*(?:\p{L}[\p{L}\p{N} _-]{0,30}[:：]|<[a-z_]{2,40}>)/iu;
const CLOSING_TAG = /<\/[a-z_]{2,40}>$/i;

/** Returns the string values of the JSON with which an answer ends behind a label, as agents write it. */
function labelledJson(text: string): readonly Unescaped[] {
  if (!text.includes('{')) return [];
  const last = [...text.matchAll(LABELLED_JSON)].at(-1);
  if (last === undefined || !AGENT.test(text)) return [];
  return jsonTexts(text.trimEnd().replace(CLOSING_TAG, ''), last.index + last[0].length);
}

/**
 * Returns what the values of a JSON answer say about a refusal, without their escapes: the first value that declines,
 * read from its own start, and what is given after it, in the same value or in the others (`{"note": "I can't …",
 * "answer": "…"}`). Null if none declines, or if the request orders data, because the values are then content.
 */
function toldByValues(text: string, prompt: string): Told | null {
  const whole = jsonTexts(text, answerStart(text));
  const values = whole.length > 0 ? whole : labelledJson(text);
  if (values.length === 0 || ordersData(prompt)) return null;
  // What stands before the label counts more: a value that only declines must not hide it.
  if (whole.length === 0 && readTelling(text, { prompt })?.outcome === 'refuse-then-comply') return null;
  for (const [index, value] of values.entries()) {
    if (!SAYS.test(value.text)) continue;
    const alone = toldBy(value, prompt);
    if (alone === null) continue;
    const isLabel = letters(value.text) < SENTENCE && !refusesAsSetPhrase(value.text);
    if (alone.reading.outcome === 'refuse-then-comply' || isLabel) return alone;
    const others = values.slice(index + 1);
    if (letters(joined(others).text) < SENTENCE) return alone;
    const withOthers = toldBy(joined([value, ...others]), prompt);
    return withOthers?.reading.outcome === 'refuse-then-comply' ? withOthers : alone;
  }
  return null;
}

class LazyTarget implements Target {
  readonly turn: number;
  readonly text: string;
  readonly prompt: string;
  #answerStart = -1;
  #told: Told | null | undefined;
  #reading: Reading | undefined;

  constructor(turn: number, text: string, prompt: string) {
    this.turn = turn;
    this.text = text;
    this.prompt = prompt;
  }

  #toldByValues(): Told | null {
    if (this.#told === undefined) this.#told = toldByValues(this.text, this.prompt);
    return this.#told;
  }

  get answerStart(): number {
    if (this.#answerStart < 0) this.#answerStart = this.#toldByValues()?.start ?? answerStart(this.text);
    return this.#answerStart;
  }

  get reading(): Reading {
    this.#reading ??=
      this.#toldByValues()?.reading ??
      readTelling(this.text, { prompt: this.prompt }) ??
      (BLANK.test(this.text) ? EMPTY : PLAIN);
    return this.#reading;
  }
}

/** Below this confidence another outcome is as likely, and nothing is concluded from a single reading. */
const LIKELY = 0.5;

/** Reports whether a reading is more likely right than wrong. */
export function isLikely({ confidence }: Reading): boolean {
  return confidence >= LIKELY;
}

/** Reports whether an answer, more likely than not, declines on safety grounds or barely, and gives nothing. */
export function likelyRefuses(reading: Reading): boolean {
  const { outcome, ground } = reading;
  return outcome === 'refusal' && (ground === 'safety' || ground === 'bare') && isLikely(reading);
}

/** Prepares an example for the detectors. Pure; the readings are computed on first use. */
export function readRow(example: Example): ReadRow {
  const targets: Target[] = [];
  let prompt = '';
  let system = '';
  let questions = 0;
  let others = 0;
  let last: Target | undefined;
  let tools = false;
  for (let i = 0; i < example.turns.length; i += 1) {
    const turn = example.turns[i]!;
    if (turn.startsOver) others += 1;
    if (turn.role === 'user') {
      prompt = turn.text;
      if (!turn.startsOver) questions += 1;
    } else if (turn.role === 'system') system = system === '' ? turn.text : `${system}\n${turn.text}`;
    else {
      if (turn.role === 'tool') tools = true;
      if (!turn.target) continue;
      const target = new LazyTarget(i, turn.text, prompt);
      targets.push(target);
      if (others === 0) last = target;
    }
  }
  return { example, targets, last, system, alone: !tools && questions <= 1 && targets.length - others === 1 };
}
