import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Tally } from '../../dataset/index.ts';
import { DETECTORS, longestState } from '../../detectors/index.ts';
import { ZenbunError } from '../../errors.ts';
import type { Message } from '../../schema/index.ts';
import type { PartHeader, PartNotes, PieceResult } from './part.ts';
import {
  endShape,
  headerShape,
  isMarkedRow,
  lineOfMarkedRow,
  notesShape,
  pieceShape,
  shardShape,
  stateShape,
} from './part-shape.ts';

// A part consists of lines of JSON: a header; pieces, each followed by its marked rows; states; notes; and an end line
// with the digest of everything before it, so that a truncated, concatenated or edited file is not mistaken for a
// complete one.

/** Longer lines cannot be ours: the longest hold states, and notes hold less than states may. */
const MAX_LINE_BYTES = 4 * Math.max(...DETECTORS.map(({ id }) => longestState(id)));
/** Marked rows are passed on in blocks of about this many characters. */
const BLOCK_CHARS = 2 ** 20;
const LINE_BREAK = 0x0a;

/** The entries of a part, in the order in which they occur. */
export type PartEntry =
  | { readonly kind: 'header'; readonly header: PartHeader }
  | { readonly kind: 'piece'; readonly piece: PieceResult }
  /** Marked rows of the preceding piece, as written by `encodeMarkedRow`. */
  | { readonly kind: 'marks'; readonly rows: string }
  /** A shard that was merged into this part, and the digest of its own file. */
  | { readonly kind: 'shard'; readonly shard: number; readonly sha256: string }
  /** `detector`: an index; `state`: as written by its codec, not yet inspected. */
  | { readonly kind: 'state'; readonly detector: number; readonly state: unknown }
  | { readonly kind: 'notes'; readonly notes: PartNotes }
  /** The part was complete; `sha256`: digest of everything before this line. */
  | { readonly kind: 'end'; readonly sha256: string };

/** Writes the lines of a part and computes their digest. */
export class PartLines {
  readonly #hash = createHash('sha256');

  header(header: PartHeader): string {
    return this.#line({ header });
  }

  piece({ tally, ...piece }: PieceResult): string {
    return this.#line({ piece: { ...piece, tally: writtenTally(tally) } });
  }

  marks(rows: string): string {
    this.#hash.update(rows);
    return rows;
  }

  shard(shard: number, sha256: string): string {
    return this.#line({ shard: [shard, sha256] });
  }

  state(detector: number, state: unknown): string {
    return this.#line({ state: [detector, state] });
  }

  notes(notes: PartNotes): string {
    return this.#line({ notes });
  }

  /** Returns the last line and the digest that it contains. */
  end(): { readonly line: string; readonly sha256: string } {
    const sha256 = this.#hash.digest('hex');
    return { line: `${JSON.stringify({ end: sha256 })}\n`, sha256 };
  }

  #line(value: unknown): string {
    const text = `${JSON.stringify(value)}\n`;
    this.#hash.update(text);
    return text;
  }
}

const writtenTally = ({ formats, fields, markers, ...tally }: Tally) => ({
  ...tally,
  formats: Object.entries(formats),
  markers: Object.entries(markers),
  fields: Object.entries(fields),
});

/**
 * Reads a part. `path` is used in messages. Throws `damaged` for anything that is not a complete part as written by
 * `PartLines`. No entry is valid until `end` has arrived.
 */
export async function* partEntries(bytes: AsyncIterable<Uint8Array>, path: string): AsyncGenerator<PartEntry> {
  const hash = createHash('sha256');
  let header: PartHeader | undefined;
  let marked = 0;
  let lines = 0;
  let lastLine = 0;
  let rows = '';
  let number = 0;
  let hasEnded = false;
  for await (const line of linesOf(bytes, path)) {
    number += 1;
    if (hasEnded) throw damaged(path, number, BEHIND_END);
    const value = parsed(line, path, number);
    if (marked > 0) {
      if (!isMarkedRow(value, header!.detectors.length)) throw damaged(path, number, NO_MARKED_ROW);
      const at = lineOfMarkedRow(value as unknown[]);
      if (at <= lastLine || at > lines) throw damaged(path, number, NO_MARKED_ROW);
      lastLine = at;
      marked -= 1;
      rows += `${line.toString('utf8')}\n`;
      if (marked === 0 || rows.length >= BLOCK_CHARS) {
        yield { kind: 'marks', rows };
        rows = '';
      }
    } else {
      const entry = entryOf(value, header, path, number);
      if (entry.kind === 'end') {
        if (entry.sha256 !== hash.digest('hex')) throw damaged(path, number, OTHER_DIGEST);
        hasEnded = true;
        yield entry;
        continue;
      }
      if (entry.kind === 'header') header = entry.header;
      if (entry.kind === 'piece') {
        ({ marked, lines } = entry.piece);
        lastLine = 0;
      }
      yield entry;
    }
    hash.update(line);
    hash.update('\n');
  }
  if (number === 0) throw noPart(path);
  if (!hasEnded) throw damaged(path, number, NOT_ENDED);
}

/** Reads only the header. */
export async function partHeader(bytes: AsyncIterable<Uint8Array>, path: string): Promise<PartHeader> {
  for await (const entry of partEntries(bytes, path)) if (entry.kind === 'header') return entry.header;
  throw noPart(path);
}

function entryOf(value: unknown, header: PartHeader | undefined, path: string, number: number): PartEntry {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const [kind, content] = entries.length === 1 ? entries[0]! : ['', undefined];
  if (header === undefined) {
    if (kind !== 'header') throw noPart(path);
    const own = checked(headerShape, content, path, number) as PartHeader;
    const rises = own.shards.every((shard, index) => shard > (own.shards[index - 1] ?? 0) && shard <= own.of);
    if (!rises) throw damaged(path, number, CONTRADICTS);
    return { kind, header: own };
  }
  switch (kind) {
    case 'piece': {
      const { tally, ...piece } = checked(pieceShape, content, path, number);
      const read = tally.formats.reduce((sum, [, rows]) => sum + rows, 0);
      const agrees = tally.rows === tally.read + tally.skipped && read === tally.read && tally.rows <= piece.lines;
      if (!agrees || piece.file >= header.listing.files) throw damaged(path, number, CONTRADICTS);
      const joined = {
        ...tally,
        formats: Object.fromEntries(tally.formats),
        fields: Object.fromEntries(tally.fields),
        markers: Object.fromEntries(tally.markers),
      };
      return { kind, piece: { ...piece, tally: joined } };
    }
    case 'shard': {
      const [shard, sha256] = checked(shardShape, content, path, number);
      if (!header.shards.includes(shard)) throw damaged(path, number, CONTRADICTS);
      return { kind, shard, sha256 };
    }
    case 'state': {
      const [detector, state] = checked(stateShape, content, path, number);
      if (header.detectors[detector] === undefined) throw damaged(path, number, NO_LINE);
      return { kind, detector, state };
    }
    case 'notes':
      return { kind, notes: checked(notesShape, content, path, number) as PartNotes };
    case 'end':
      return { kind, sha256: checked(endShape, content, path, number) };
    default:
      throw damaged(path, number, NO_LINE);
  }
}

async function* linesOf(bytes: AsyncIterable<Uint8Array>, path: string): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let number = 0;
  for await (const block of bytes) {
    const buffer = Buffer.from(block.buffer, block.byteOffset, block.length);
    let start = 0;
    for (let at = buffer.indexOf(LINE_BREAK); at >= 0; at = buffer.indexOf(LINE_BREAK, start)) {
      number += 1;
      yield held.length === 0 ? buffer.subarray(start, at) : Buffer.concat([...held, buffer.subarray(start, at)]);
      held = [];
      heldBytes = 0;
      start = at + 1;
    }
    if (start === buffer.length) continue;
    held.push(Buffer.from(buffer.subarray(start)));
    heldBytes += buffer.length - start;
    if (heldBytes > MAX_LINE_BYTES) throw damaged(path, number + 1, TOO_LONG);
  }
  if (heldBytes > 0) throw number === 0 ? noPart(path) : damaged(path, number + 1, NOT_ENDED);
}

function parsed(line: Buffer, path: string, number: number): unknown {
  try {
    return JSON.parse(line.toString('utf8'));
  } catch {
    throw number === 1 ? noPart(path) : damaged(path, number, NO_JSON);
  }
}

function checked<Output>(shape: z.ZodType<Output>, content: unknown, path: string, number: number): Output {
  const result = shape.safeParse(content);
  if (result.success) return result.data;
  if (number === 1) throw noPart(path);
  const at = result.error.issues[0]?.path.join('.') ?? '';
  throw damaged(path, number, { en: `is wrong at "${at}"`, ja: `「${at}」の値が正しくありません` });
}

const NO_JSON: Message = { en: 'is not JSON', ja: 'JSON ではありません' };
const NO_LINE: Message = { en: 'is not a line of a part', ja: 'パートの行ではありません' };
const NO_MARKED_ROW: Message = { en: 'is not a marked row', ja: '検出された行の記録ではありません' };
const CONTRADICTS: Message = { en: 'contradicts itself or the header', ja: '内容が矛盾しています' };
const TOO_LONG: Message = { en: 'is too long', ja: '行が長すぎます' };
const NOT_ENDED: Message = { en: 'is the last, and the part does not end there', ja: 'パートが途中で終わっています' };
const BEHIND_END: Message = { en: 'stands behind the end', ja: '終わりの行より後にあります' };
const OTHER_DIGEST: Message = {
  en: 'has another digest than what is before it',
  ja: 'ダイジェストが内容と一致しません',
};

/** `what` completes the sentence after "line N". */
const damaged = (path: string, line: number, what: Message) =>
  new ZenbunError(
    'damaged',
    { en: `${path} is damaged: line ${line} ${what.en}`, ja: `${path} は壊れています（${line} 行目）：${what.ja}` },
    { advice: { en: 'Make it again.', ja: '作り直してください。' } },
  );

const noPart = (path: string) =>
  new ZenbunError(
    'unreadable',
    { en: `${path} is not a part of a scan`, ja: `${path} は検査のパートではありません` },
    {
      advice: {
        en: 'Give the files that `zenbun scan shard`, `merge` or `marks` wrote.',
        ja: '`zenbun scan shard`・`merge`・`marks` が書き出したファイルを指定してください。',
      },
    },
  );
