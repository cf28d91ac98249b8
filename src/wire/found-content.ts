import type { Channel, Piece, WireContent, WireProblem, WireUsage } from './endpoint.ts';
import {
  holdsProse,
  holdsString,
  holdsText,
  isRecord,
  type JsonPath,
  type JsonRecord,
  jsonText,
  LONGEST_NAME,
  parsedJson,
  pathText,
  shortened,
} from './json-value.ts';

/** The place of a piece's text. A piece that the server gives twice in one event has two places. */
interface TextPlace {
  readonly path: JsonPath;
  /** `json` means that the text is the JSON of a whole value, which is kept or dropped as a whole. */
  readonly kind: 'text' | 'json';
}

/** The texts of one record: for each, its pieces, and how many of them each field has given so far. */
interface Repeats {
  readonly from: number;
  readonly texts: Map<string, RepeatedText>;
}

interface RepeatedText {
  readonly pieces: number[];
  readonly seen: Map<string | number, number>;
}

/** The content found while walking parsed JSON: pieces with their places, and everything else in a `WireContent`. */
export class FoundContent {
  readonly pieces: Piece[] = [];
  readonly places: TextPlace[][] = [];
  readonly finishes: { readonly choice: number; readonly reason: string }[] = [];
  readonly unread: JsonPath[] = [];
  usage: WireUsage | null = null;
  problem: WireProblem | null = null;
  model: string | null = null;
  /** Number of the answer that is being read; null outside of all answers. */
  answer: number | null = 0;
  readonly #unreadIn = new Set<number | null>();
  #repeats: Repeats = { from: -1, texts: new Map() };

  /** Adds a text of an answer. Anything else that could hold text is unread, and so is a number in place of content. */
  text(choice: number, channel: Channel, part: string, value: unknown, path: JsonPath): void {
    if (typeof value === 'number' && channel === 'content') this.#leave(String(value), path);
    else if (typeof value !== 'string') this.other(value, path);
    else if (value !== '') this.#piece({ choice, channel, part, text: value }, { path, kind: 'text' });
  }

  /** Adds a text, or a list or object as its JSON. */
  json(choice: number, channel: Channel, part: string, value: unknown, path: JsonPath): void {
    const text = typeof value === 'object' && holdsText(value) ? jsonText(value) : null;
    if (text === null) this.text(choice, channel, part, value, path);
    else this.#piece({ choice, channel, part, text }, { path, kind: 'json' });
  }

  /**
   * Adds a text that another field of the same record may repeat; a repeated text becomes another place of that piece,
   * not a new piece. All texts of the record that may be equal are added through this method.
   *
   * @param from number of the first piece of that record
   * @param level position of the record's field names in a path
   */
  again(choice: number, channel: Channel, value: unknown, path: JsonPath, from: number, level: number): void {
    if (typeof value !== 'string' || value === '') {
      this.other(value, path);
      return;
    }
    if (this.#repeats.from !== from) this.#repeats = { from, texts: new Map() };
    const known: RepeatedText = this.#repeats.texts.get(value) ?? { pieces: [], seen: new Map() };
    this.#repeats.texts.set(value, known);
    const field = path[level]!;
    // The first piece that this field has not given yet; it has given all before it.
    const seen = known.seen.get(field) ?? 0;
    const twin = known.pieces[seen];
    known.seen.set(field, seen + 1);
    if (twin !== undefined) this.places[twin]!.push({ path, kind: 'text' });
    else {
      known.pieces.push(this.pieces.length);
      this.text(choice, channel, channel, value, path);
    }
  }

  /** Returns a value that should be an object. If it is not one, it is unread, and the result is empty. */
  record(value: unknown, path: JsonPath): JsonRecord {
    if (isRecord(value)) return value;
    this.other(value, path);
    return {};
  }

  /** Returns the entries of a value that should be a list. If it is not one, it is unread. */
  list(value: unknown, path: JsonPath): readonly unknown[] {
    if (Array.isArray(value)) return value;
    this.other(value, path);
    return [];
  }

  /** Removes a piece that only repeats what was read before. */
  drop(piece: number): void {
    this.pieces.splice(piece, 1);
    this.places.splice(piece, 1);
  }

  /** Marks a place as unread if it holds text. */
  other(value: unknown, path: JsonPath): void {
    if (holdsText(value)) this.#leave(value, path);
  }

  /**
   * Marks the absent place of an answer as unread, unless something else of it is: an answer without its place is none.
   */
  missing(path: JsonPath): void {
    if (this.#unreadIn.has(this.answer)) return;
    this.unread.push(path);
    this.#unreadIn.add(this.answer);
  }

  /**
   * Checks the remaining keys of a record. Those in `read` are read elsewhere, those in `names` hold names and numbers
   * (a long text under such a key is unread), and no other key may hold a text.
   */
  others(record: JsonRecord, read: ReadonlySet<string>, names: ReadonlySet<string>, path: JsonPath): void {
    for (const key of Object.keys(record)) {
      if (read.has(key)) continue;
      if (!holdsText(record[key], names.has(key) ? LONGEST_NAME : 0)) continue;
      const isOutside = path.length === 0 || (path.length === 1 && ENVELOPES.has(path[0]));
      this.#leave(record[key], [...path, key], isOutside ? null : this.answer);
    }
  }

  content(): WireContent {
    const { pieces, finishes, usage, problem, model } = this;
    return {
      pieces,
      finishes,
      usage,
      problem,
      unread: this.unread.map(pathText),
      unreadIn: [...this.#unreadIn],
      model,
    };
  }

  /** Outside of all answers, only prose counts: servers add ids and labels there that no client shows as an answer. */
  #leave(value: unknown, path: JsonPath, answer = this.answer): void {
    this.unread.push(path);
    if (answer === null ? holdsProse(value) : holdsString(value)) this.#unreadIn.add(answer);
  }

  #piece(piece: Piece, place: TextPlace): void {
    this.pieces.push(piece);
    this.places.push([place]);
  }
}

/** Records around an answer (of `responses` and `messages`). */
const ENVELOPES: ReadonlySet<unknown> = new Set(['response', 'message']);

/** Fields copied along with a kept text, because they identify things and hold no content. */
const COMPANIONS: ReadonlySet<string> = new Set(
  'id object created model system_fingerprint service_tier index type role call_id'.split(' '),
);

/**
 * Returns a copy of the parsed JSON with only the kept beginnings of its pieces, the containers leading to them and the
 * fields that identify those. Log probabilities, unknown fields and everything else that could repeat a text are left
 * out. Null if no text is left.
 *
 * @param keep number of UTF-16 code units to keep of each piece
 * @param dress may add to a container on the way to a kept text; receives the copy, the original and its path
 */
export function keptContent(
  json: unknown,
  found: FoundContent,
  keep: readonly number[],
  dress: (copy: Record<string, unknown>, original: JsonRecord, path: JsonPath) => void = () => {},
): JsonRecord | null {
  const root = isRecord(json) ? companionsOf(json) : {};
  /** Containers that are already copied, by their path. */
  const copies = new Map<string, Container>([['', root]]);
  const containerAt = (path: JsonPath): Container => {
    const known = copies.get(path.join('/'));
    if (known !== undefined) return known;
    const original = path.reduce<unknown>((value, key) => (value as JsonRecord)[key], json);
    const copy: Container = Array.isArray(original) ? [] : companionsOf(original as JsonRecord);
    if (!Array.isArray(copy)) dress(copy, original as JsonRecord, path);
    copies.set(path.join('/'), copy);
    put(containerAt(path.slice(0, -1)), path.at(-1)!, copy);
    return copy;
  };
  let any = false;
  found.pieces.forEach((piece, i) => {
    const text = shortened(piece.text, keep[i] ?? 0);
    if (text === '') return;
    for (const { path, kind } of found.places[i]!) {
      if (kind === 'json' && text !== piece.text) continue;
      put(containerAt(path.slice(0, -1)), path.at(-1)!, kind === 'json' ? parsedJson(text) : text);
      any = true;
    }
  });
  return any ? root : null;
}

type Container = unknown[] | Record<string, unknown>;

function put(container: Container, key: string | number, value: unknown): void {
  if (Array.isArray(container)) container.push(value);
  else container[key] = value;
}

/** Returns the fields that identify a record and hold no content. */
export function companionsOf(record: JsonRecord): Record<string, unknown> {
  const entries = Object.entries(record).filter(([key, value]) => {
    if (!COMPANIONS.has(key)) return false;
    return typeof value === 'string' ? value.length <= LONGEST_NAME : typeof value !== 'object';
  });
  return Object.fromEntries(entries);
}
