import { holdsProse, LONGEST_NAME, shortened } from './json-value.ts';

/** Maximum length of an error's message for the client, in UTF-16 code units. */
const MAX_MESSAGE_CHARS = 500;
/** Maximum length of any other text in an error. */
const MAX_DETAIL_CHARS = 100;
/** Maximum length of all texts and numbers in an error together. */
const MAX_ALL_CHARS = 4 * MAX_MESSAGE_CHARS;
const MAX_KEY_CHARS = 64;
const DEEPEST = 8;

/** Fields in which servers say what is wrong. */
const MESSAGES: ReadonlySet<string> = new Set(['message', 'detail', 'error', 'msg', 'title', 'error_description']);

/** A server's error as a client may see it. */
interface ShownError {
  /** The error with its messages shortened and everything else that is long left out. */
  readonly error: unknown;
  /** False if anything was shortened or left out. */
  readonly isWhole: boolean;
  /** All texts in it that a person could read, one after the other, as paragraphs. */
  readonly text: string;
}

/**
 * Returns what a client may see of an error, which could hold a text: its messages up to a length, other texts and
 * numbers if they are short, and none beyond a total. Never throws on parsed JSON.
 */
export function shownError(error: unknown): ShownError {
  const shortening = new Shortening();
  const shown = shortening.of(error, 'error');
  return { error: shown, isWhole: shortening.isWhole, text: shortening.texts.join('\n\n') };
}

/** Returns a message as a client may see it. */
export function shownMessage(message: string): string {
  return message.length <= MAX_MESSAGE_CHARS ? message : `${shortened(message, MAX_MESSAGE_CHARS - 1)}…`;
}

class Shortening {
  isWhole = true;
  readonly texts: string[] = [];
  #left = MAX_ALL_CHARS;

  /** Returns the value as it may be shown; undefined if it may not. `key` is the field that holds it. */
  of(value: unknown, key: string, depth = 0): unknown {
    if (typeof value === 'string') return this.#text(value, MESSAGES.has(key));
    if (typeof value === 'number') return this.#takes(String(value)) ? value : undefined;
    if (typeof value !== 'object' || value === null) return value;
    if (depth > DEEPEST) return this.#leave();
    if (Array.isArray(value))
      return value.map((item) => this.of(item, key, depth + 1)).filter((item) => item !== undefined);
    const fields = Object.entries(value).map(([name, item]) => [name, this.#field(name, item, depth)] as const);
    return Object.fromEntries(fields.filter(([, item]) => item !== undefined));
  }

  #field(name: string, value: unknown, depth: number): unknown {
    const isName = name.length <= MAX_KEY_CHARS && !holdsProse(name);
    return isName && this.#takes(name) ? this.of(value, name, depth + 1) : this.#leave();
  }

  #text(text: string, isMessage: boolean): string | undefined {
    const shown = isMessage ? shownMessage(text) : text;
    if (!isMessage && text.length > MAX_DETAIL_CHARS) return this.#leave();
    if (!this.#takes(shown)) return undefined;
    if (shown !== text) this.isWhole = false;
    if (holdsProse(shown) || shown.length > LONGEST_NAME) this.texts.push(shown);
    return shown;
  }

  #takes(text: string): boolean {
    this.#left -= text.length;
    if (this.#left < 0) this.isWhole = false;
    return this.#left >= 0;
  }

  #leave(): undefined {
    this.isWhole = false;
    return undefined;
  }
}
