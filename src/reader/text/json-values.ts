import type { Span } from '../../schema/index.ts';

/** A stretch of a JSON text: the inside of a string that is a value, or anything else. */
export interface JsonStretch extends Span {
  readonly value: boolean;
}

/**
 * Follows a JSON text through its pieces and tells which strings are values (RFC 8259). Values may speak to somebody;
 * member names, brackets and numbers do not. Gives up if the text turns out not to be JSON, and treats the rest as no
 * value.
 */
export class JsonValues {
  /** For each open bracket, whether it is an object. */
  readonly #objects: boolean[] = [];
  #place: 'outside' | 'name' | 'value' | 'no JSON' = 'outside';
  #escaped = false;
  #ended = false;
  /** True if the next string is a member name. */
  #expectsName = false;

  /** True once the JSON text has been closed; what follows is not JSON. */
  get ended(): boolean {
    return this.#ended;
  }

  /** True once the text has turned out not to be JSON. */
  get broken(): boolean {
    return this.#place === 'no JSON';
  }

  /** Cuts the next stretch, `start` to `end` of `text`; the previous stretch must have ended at `start`. */
  cut(text: string, start: number, end: number): JsonStretch[] {
    const stretches: JsonStretch[] = [];
    let from = start;
    const until = (at: number, value: boolean) => {
      if (at > from) stretches.push({ start: from, end: at, value });
      from = at;
    };
    for (let i = start; i < end && this.#place !== 'no JSON'; i += 1) {
      const c = text[i]!;
      if (this.#place === 'outside') {
        if (c === '"') {
          this.#place = this.#expectsName ? 'name' : 'value';
          if (this.#place === 'value') until(i + 1, false);
        } else this.#follow(c);
      } else if (this.#escaped) this.#escaped = false;
      else if (c === '\\') this.#escaped = true;
      else if (c === '"') {
        if (this.#place === 'value') until(i, true);
        this.#place = 'outside';
      }
    }
    until(end, this.#place === 'value');
    return stretches;
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

/** White space, separators, numbers, and the letters of true, false and null. */
const PUNCTUATION = /[\s:,\d.eE+\-truefalsn]/;
