import type { Span } from '../../schema/index.ts';
import { opensWithTag } from './block-tags.ts';
import { clausesOf } from './clauses.ts';
import { JsonValues } from './json-values.ts';
import { ReasoningScanner } from './reasoning.ts';
import { MAX_CLOSERS, sentencesOf } from './sentences.ts';

/** One stretch of a response that does one thing: a sentence, a line, a list item, or a clause of one. */
export interface Unit extends Span {
  /** `unopened`: the end of reasoning that nothing opened, so that everything before it was reasoning. */
  readonly channel: 'answer' | 'reasoning' | 'unopened';
  /** True if it follows another clause of the same sentence. */
  readonly continues: boolean;
  readonly place: UnitPosition;
}

/** Position of a unit, as far as the text before its end shows it. */
interface UnitPosition {
  /** Share of the unit between quotation marks, 0..1. */
  readonly quoted: number;
  /** In a code block. */
  readonly code: boolean;
  /** The text is a JSON value or markup from its first character. */
  readonly markup: boolean;
  /** Follows a salutation or subject line, as in a letter. */
  readonly letter: boolean;
  /** Opens with a speaker's name and a colon. */
  readonly speaks: boolean;
  /** Number of speakers' lines before it. */
  readonly speakers: number;
  /** A list item, a heading or a table row. */
  readonly listed: boolean;
  /** A quoted line of markdown. */
  readonly block: boolean;
}

/** Number of characters before the unsettled text that cutting may look at. */
const BACK = 24;
/** The start of a JSON value or of an element of markup. */
const MARKUP = /^(?:\{|<[a-z]|```(?:json|xml|html|yaml)|\[\s*[{"[])/i;
/** The start of a JSON text. */
const JSON_TEXT = /^(?:[{[]|```json)/i;
const FENCE = /^(?:```|~~~)/;
const FENCED_LINE = /^(?:```|~~~).+(?:```|~~~)$/;

/**
 * Maximum distance from an opening quotation mark to its closing one, in UTF-16 code units; beyond it, the quotation
 * has ended.
 */
const MAX_QUOTE_CHARS = 600;
const CLOSES: Readonly<Record<string, string>> = { '“': '”', '「': '」', '『': '』', '«': '»', '„': '“', '"': '"' };
const SALUTATION =
  /^[\s*_>#]*(?:subject|betreff|objet|asunto|assunto|oggetto|件名|主题|주제|제목)\s*[:：]|^[\s*_>]*(?:dear|hi|hello|estimad[oa]s?|querid[oa]s?|sehr geehrte\w*|liebe[rs]?|madame|monsieur|ch(?:er|ère)s?|prezad[oa]s?|car[oa]s?|gentile|egregi[oa]|geachte|beste|szanown\w+|уважаем\p{L}+|sayın|yth|kính gửi)\s[\p{L}\p{N} .'’[\]{}<>_-]{0,40}[,:]?$|^[\s*_>]*(?:拝啓|尊敬的|亲爱的)|^[^\n]{0,24}(?:様|御中|각位)[\s、,]*$/iu;
const SPEAKER = /^[\s*_>-]*[\p{Lu}\p{Lo}][\p{L}\p{N} .'’-]{0,24}(?:\([^)\n]{0,20}\))?[*_]*[:：][*_]*(?=\s*\S)/u;
const LISTED = /^\s*(?:\d{1,3}[.)、]|[-*•・●◦▪|+]\s|#{1,6}\s|[①-⑳]|[a-z][.)]\s|\*\*[^*]{1,60}\*\*\s*[:：]?)/iu;

/**
 * Cuts a response into units as it arrives. A unit is returned once the text after it shows where it ends; nothing
 * later changes it, so any chunking gives the same units. Linear; holds no more text than the last unsettled sentence.
 */
export class UnitScanner {
  /** The text that was not returned yet, with `BACK` characters before it. */
  #text = '';
  /** Offset of `#text` in the response. */
  #base = 0;
  /** Everything before it in `#text` was returned. */
  #at = 0;
  /**
   * End of the part of `#text` that was searched for sentence ends; only its last few characters may need another look.
   */
  #searched = 0;
  #code = false;
  #markup: boolean | null = null;
  readonly #spoken: boolean;
  readonly #endsAtBlocks: boolean;
  #json: JsonValues | null = null;
  #letter = false;
  #speakers = 0;
  #quote = '';
  #quotedSince = 0;
  readonly #reasoning = new ReasoningScanner();

  /**
   * `spokenData`: no data was ordered, so that the values of a JSON text are the speaker's own words. `endsAtBlocks`:
   * blocks of HTML are units; the weights were learnt without that rule, which would affect 13 answers of the corpus.
   */
  constructor({
    spokenData = false,
    endsAtBlocks = true,
  }: { readonly spokenData?: boolean; readonly endsAtBlocks?: boolean } = {}) {
    this.#spoken = spokenData;
    this.#endsAtBlocks = endsAtBlocks;
  }

  /** Takes a piece; returns the units that it settles. */
  push(piece: string): Unit[] {
    this.#text += piece;
    const from = Math.max(this.#at, this.#searched - LOOK_BACK);
    let ends = false;
    for (let i = from; i < this.#text.length && !ends; i += 1) ends = ENDS.has(this.#text[i]!);
    const since = Math.max(this.#at, this.#searched - BACK);
    this.#searched = this.#text.length;
    if (!ends) return [];
    const settled = settledBefore(this.#text, since, this.#endsAtBlocks);
    if (settled === since) return [];
    const units = this.#scan(settled);
    const passed = this.#at - BACK;
    if (passed > 0) {
      this.#text = this.#text.slice(passed);
      this.#base += passed;
      this.#at -= passed;
      this.#quotedSince -= passed;
      this.#searched -= passed;
    }
    return units;
  }

  /** Returns the remaining units, including those of a last piece. */
  end(piece = ''): Unit[] {
    this.#text += piece;
    return this.#scan(this.#text.length);
  }

  #scan(to: number): Unit[] {
    const units: Unit[] = [];
    if (to <= this.#at) return units;
    for (const block of this.#reasoning.blocks(this.#text, this.#at, to, this.#base + this.#at === 0)) {
      for (const sentence of sentencesOf(this.#text, block.start, block.end, this.#endsAtBlocks)) {
        if (block.reasoning)
          units.push({
            start: this.#base + sentence.start,
            end: this.#base + sentence.end,
            channel: block.unopened ? 'unopened' : 'reasoning',
            continues: false,
            place: NOWHERE,
          });
        else this.#sentence(sentence, units);
      }
    }
    this.#at = to;
    return units;
  }

  #sentence(sentence: Span, into: Unit[]): void {
    const text = this.#text.slice(sentence.start, sentence.end);
    if (this.#markup === null) {
      // Blocks of HTML that were not ordered are the speaker's own words, as JSON values are.
      this.#markup = MARKUP.test(text) && !(this.#endsAtBlocks && this.#spoken && opensWithTag(text));
      if (this.#spoken && this.#markup && JSON_TEXT.test(text)) this.#json = new JsonValues();
    }
    const fence = FENCE.test(text);
    if (this.#json?.ended || this.#json?.broken) {
      // Text that only looked like JSON is still treated as markup.
      this.#markup = this.#json.broken;
      this.#json = null;
    }
    if (this.#json !== null && !fence) {
      this.#jsonSentence(sentence, into);
      return;
    }
    const code = this.#code || fence;
    if (fence && !FENCED_LINE.test(text)) this.#code = !this.#code;
    // Letters, speakers and lists show at the start of a line.
    const opens = startsLine(this.#text, sentence.start, this.#base === 0);
    this.#letter ||= opens && SALUTATION.test(text);
    const speaks = opens && SPEAKER.test(text);
    const listed = opens && LISTED.test(text);
    if (opens) this.#quote = '';
    let continues = false;
    for (const clause of clausesOf(this.#text, sentence)) {
      const place: UnitPosition = {
        quoted: this.#quotedShare(clause.start, clause.end),
        code,
        markup: this.#markup,
        letter: this.#letter,
        speaks: speaks && !continues,
        speakers: this.#speakers,
        listed,
        block: text.startsWith('>'),
      };
      into.push({
        start: this.#base + clause.start,
        end: this.#base + clause.end,
        channel: 'answer',
        continues,
        place,
      });
      continues = true;
    }
    if (speaks) this.#speakers += 1;
  }

  /** Values are read as if they were said; the rest is markup. */
  #jsonSentence(sentence: Span, into: Unit[]): void {
    let continues = false;
    for (const stretch of this.#json!.cut(this.#text, sentence.start, sentence.end)) {
      const parts = stretch.value ? clausesOf(this.#text, stretch) : [stretch];
      for (const { start, end } of parts) {
        into.push({
          start: this.#base + start,
          end: this.#base + end,
          channel: 'answer',
          continues,
          place: stretch.value ? NOWHERE : { ...NOWHERE, markup: true, code: this.#code },
        });
        continues = stretch.value;
      }
    }
  }

  /** Follows the quotation marks through a unit; returns the share of it that is quoted. */
  #quotedShare(start: number, end: number): number {
    const text = this.#text;
    if (this.#quote === '' && !MARKS.test(text.slice(start, end))) return 0;
    let inside = 0;
    for (let i = start; i < end; i += 1) {
      const c = text[i]!;
      if (this.#quote === '') {
        const closes = CLOSES[c];
        // A mark after a letter or digit means inches or closes a quotation.
        if (closes !== undefined && !(c === '"' && i > 0 && /[\p{L}\p{N}]/u.test(text[i - 1]!))) {
          this.#quote = closes;
          this.#quotedSince = i;
        }
      } else if (c === this.#quote || i - this.#quotedSince > MAX_QUOTE_CHARS) {
        this.#quote = '';
      } else {
        inside += 1;
      }
    }
    return inside / Math.max(1, end - start);
  }
}

const MARKS = /[“「『«„"]/;
const NOWHERE: UnitPosition = {
  quoted: 0,
  code: false,
  markup: false,
  letter: false,
  speaks: false,
  speakers: 0,
  listed: false,
  block: false,
};

/**
 * `whole`: the text is complete from its first character; otherwise the text before it is unknown, and no line starts
 * there.
 */
function startsLine(text: string, at: number, whole: boolean): boolean {
  let i = at - 1;
  while (i >= 0 && (text[i] === ' ' || text[i] === '\t')) i -= 1;
  return i < 0 ? whole : text[i] === '\n' || text[i] === '\r';
}

/** Number of stops and closing marks that may still belong to a sentence. */
const LOOK_AHEAD = 6;
/** How far back a sentence end may lie that could not be settled for lack of text after its closing marks. */
const LOOK_BACK = LOOK_AHEAD + MAX_CLOSERS + 1;

/** Returns the offset up to which the cutting of `text` from `from` on can no longer change, whatever follows. */
function settledBefore(text: string, from: number, endsAtBlocks: boolean): number {
  // The last sentence is open; the one before it is settled if enough text follows its closing marks.
  const sentences = sentencesOf(text, from, text.length, endsAtBlocks);
  for (let i = sentences.length - 1; i > 0; i -= 1) {
    const { end, cut } = sentences[i - 1]!;
    if (!cut && text.length - end >= LOOK_AHEAD) return sentences[i]!.start;
  }
  return from;
}

const ENDS: ReadonlySet<string> = new Set('\n\r.!?…。！？｡؟۔।॥>');

/** Returns all units of a whole response that belong to its answer; reasoning blocks are left out. */
export function answerUnits(text: string, options: ConstructorParameters<typeof UnitScanner>[0] = {}): Unit[] {
  const units = new UnitScanner(options).end(text);
  const opened = units.findLastIndex(({ channel }) => channel === 'unopened');
  return units.filter(({ channel }, i) => channel === 'answer' && i > opened);
}
