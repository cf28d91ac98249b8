import type { Channel, Piece, WireContent, WireProblem, WireUsage } from './endpoint.ts';
import {
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

/** Where the text of a piece stands. A piece that the server gives twice in one event stands in two places. */
interface TextPlace {
  readonly path: JsonPath;
  /** `json`: the text is that of a whole value, which is kept or dropped as a whole. */
  readonly kind: 'text' | 'json';
}

/** The texts of one record: their pieces, and how many of them each field has said. */
interface Repeats {
  readonly from: number;
  readonly texts: Map<string, RepeatedText>;
}

interface RepeatedText {
  readonly pieces: number[];
  readonly seen: Map<string | number, number>;
}

/** What is found while parsed JSON is walked: pieces with the places where they stand, and all else of a `WireContent`. */
export class FoundContent {
  readonly pieces: Piece[] = [];
  readonly places: TextPlace[][] = [];
  readonly finishes: { readonly choice: number; readonly reason: string }[] = [];
  readonly unread: JsonPath[] = [];
  usage: WireUsage | null = null;
  problem: WireProblem | null = null;
  model: string | null = null;
  #repeats: Repeats = { from: -1, texts: new Map() };

  /** A text of an answer. Anything but a string that could hold text is unread. */
  text(choice: number, channel: Channel, part: string, value: unknown, path: JsonPath): void {
    if (typeof value !== 'string') this.other(value, path);
    else if (value !== '') this.#piece({ choice, channel, part, text: value }, { path, kind: 'text' });
  }

  /** The same, but a list or an object is read as its JSON. */
  json(choice: number, channel: Channel, part: string, value: unknown, path: JsonPath): void {
    const text = typeof value === 'object' && holdsText(value) ? jsonText(value) : null;
    if (text === null) this.text(choice, channel, part, value, path);
    else this.#piece({ choice, channel, part, text }, { path, kind: 'json' });
  }

  /**
   * A text that another field of the same record may say as well: then it is another place of that piece, not a piece. All texts
   * of the record that can be the same are told here.
   * @param from the first piece of that record.
   * @param level where the names of its fields stand in a path.
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
    // The first piece that this field has not said yet: it has said all before it.
    const seen = known.seen.get(field) ?? 0;
    const twin = known.pieces[seen];
    known.seen.set(field, seen + 1);
    if (twin !== undefined) this.places[twin]!.push({ path, kind: 'text' });
    else {
      known.pieces.push(this.pieces.length);
      this.text(choice, channel, channel, value, path);
    }
  }

  /** A value that should be an object; where it is none, it is unread, and the result is empty. */
  record(value: unknown, path: JsonPath): JsonRecord {
    if (isRecord(value)) return value;
    this.other(value, path);
    return {};
  }

  /** The entries of a value that should be a list; where it is none, it is unread. */
  list(value: unknown, path: JsonPath): readonly unknown[] {
    if (Array.isArray(value)) return value;
    this.other(value, path);
    return [];
  }

  /** Takes a piece out: it only says again what was read before. */
  drop(piece: number): void {
    this.pieces.splice(piece, 1);
    this.places.splice(piece, 1);
  }

  /** A place that is not read. */
  other(value: unknown, path: JsonPath): void {
    if (holdsText(value)) this.unread.push(path);
  }

  /**
   * The other keys of a record: those in `read` are read elsewhere, those in `names` hold names and numbers (a long text
   * under such a key is unread), and no other key may hold a text.
   */
  others(record: JsonRecord, read: ReadonlySet<string>, names: ReadonlySet<string>, path: JsonPath): void {
    for (const key of Object.keys(record)) {
      if (read.has(key)) continue;
      if (holdsText(record[key], names.has(key) ? LONGEST_NAME : 0)) this.unread.push([...path, key]);
    }
  }

  content(): WireContent {
    const { pieces, finishes, usage, problem, model } = this;
    return { pieces, finishes, usage, problem, unread: this.unread.map(pathText), model };
  }

  #piece(piece: Piece, place: TextPlace): void {
    this.pieces.push(piece);
    this.places.push([place]);
  }
}

/** What goes along with a text that is kept: it names things and says nothing. */
const COMPANIONS: ReadonlySet<string> = new Set(
  'id object created model system_fingerprint service_tier index type role call_id'.split(' '),
);

/**
 * The parsed JSON again, with nothing but the kept beginnings of its pieces, what leads to them and what names them. Log
 * probabilities, unknown fields and all that could repeat a text are not in it. null where no text is left.
 * @param keep UTF-16 units of each piece.
 * @param dress may add to a container on the way to a kept text: the copy, what it copies, and its path.
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

/** What names a record and says nothing. */
export function companionsOf(record: JsonRecord): Record<string, unknown> {
  const entries = Object.entries(record).filter(([key, value]) => {
    if (!COMPANIONS.has(key)) return false;
    return typeof value === 'string' ? value.length <= LONGEST_NAME : typeof value !== 'object';
  });
  return Object.fromEntries(entries);
}
