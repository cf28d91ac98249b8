import type { Span } from '../../schema/index.ts';

/** A stretch of a JSON text: the inside of a string that somebody says, or anything else. */
export interface JsonStretch extends Span {
  readonly value: boolean;
  /** It holds more than names of members and punctuation. */
  readonly content: boolean;
}

/** Names of members that hold what the speaker says, also where data were ordered. */
const REPLY =
  /^(?:answer|reply|response|refusal|final[_ ]?answer|assistant|回答|返答|応答|返信|回复|答复|답변|응답|respuesta|réponse|antwort|resposta)$/i;
/** Longer names are none of these. */
const MAX_NAME_CHARS = 16;

/**
 * Follows a JSON text through its pieces and tells which strings are values (RFC 8259): names of members, brackets and
 * numbers say nothing to anybody, a value may. Where data were ordered, only values under the name of a reply do: the
 * others are what was ordered. Gives up where the text is no JSON, and calls the rest no value.
 */
export class JsonValues {
  readonly #ordered: boolean;
  /** The open brackets: whether each is an object. */
  readonly #objects: boolean[] = [];
  #place: 'outside' | 'name' | 'value' | 'no JSON' = 'outside';
  #escaped = false;
  #ended = false;
  /** The next string of an object is a name. */
  #expectsName = false;

  #name = '';
  /** The values that follow stand under the name of a reply. */
  #replies = false;

  constructor({ ordered = false }: { readonly ordered?: boolean } = {}) {
    this.#ordered = ordered;
  }

  /** Whether a JSON text has been closed: what follows is none. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Whether the text has turned out to be no JSON. */
  get broken(): boolean {
    return this.#place === 'no JSON';
  }

  /** Cuts the next stretch, `start` to `end` of `text`; what was cut before it must have ended at `start`. */
  cut(text: string, start: number, end: number): JsonStretch[] {
    const stretches: JsonStretch[] = [];
    let from = start;
    let content = false;
    const until = (at: number, value: boolean) => {
      if (at > from) stretches.push({ start: from, end: at, value, content: value || content });
      from = at;
      content = false;
    };
    for (let i = start; i < end && this.#place !== 'no JSON'; i += 1) {
      const c = text[i]!;
      if (this.#place === 'outside') {
        if (c === '"') {
          this.#place = this.#expectsName ? 'name' : 'value';
          this.#name = '';
          if (this.#speaks()) until(i + 1, false);
        } else {
          this.#follow(c);
          content ||= CONTENT.test(c);
        }
      } else if (this.#escaped) this.#escaped = false;
      else if (c === '\\') this.#escaped = true;
      else if (c === '"') {
        if (this.#speaks()) until(i, true);
        // A reply stands at the top: what a list of ordered dialogues holds is not said to anybody.
        if (this.#place === 'name' && this.#objects.length === 1) this.#replies = REPLY.test(this.#name);
        this.#place = 'outside';
      } else if (this.#place === 'name' && this.#name.length <= MAX_NAME_CHARS) this.#name += c;
      else if (this.#place === 'value') content = true;
    }
    content ||= this.#place === 'no JSON';
    until(end, this.#speaks());
    return stretches;
  }

  #speaks(): boolean {
    return this.#place === 'value' && (!this.#ordered || this.#replies);
  }

  #follow(c: string): void {
    if (c === '{' || c === '[') this.#objects.push(c === '{');
    else if (c === '}' || c === ']') {
      if (this.#objects.pop() !== (c === '}')) this.#place = 'no JSON';
      else this.#ended = this.#objects.length === 0;
    } else if (!PUNCTUATION.test(c) || (this.#objects.length === 0 && !/\s/.test(c))) this.#place = 'no JSON';
    if (c === '{') this.#expectsName = true;
    else if (c === ',') this.#expectsName = this.#objects.at(-1)!;
    else if (!/\s/.test(c)) this.#expectsName = false;
  }
}

/** What numbers, true, false and null are made of. */
const CONTENT = /[\p{L}\p{N}]/u;
/** White space, separators, numbers, and the letters of true, false and null. */
const PUNCTUATION = /[\s:,\d.eE+\-truefalsn]/;
