import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { ZenbunError } from '../errors.ts';
import type { Chunk } from './chunk.ts';
import { fieldNamingOf } from './fields/field-naming.ts';
import { type DatasetOptions, DEFAULT_LIMITS, type Limits } from './options.ts';
import { type Frame, type Layout, layoutOf, textLines, withoutQuotes } from './records/layout.ts';
import { type ChunkFrame, RecordSplitter } from './records/record-splitter.ts';
import { isArrow, isParquet, ROWS_LAYOUT } from './records/table-kinds.ts';
import { isUnquoted } from './records/unquoted-lines.ts';
import { type Compression, compressionOf, decompress } from './sources/decompress.ts';
import { linesIn } from './sources/line-ranges.ts';
import { changed, type FileRange, openSource, readBlocks, type SourceFile } from './sources/source-file.ts';
import { asUtf8, endsLinesWithCr, textEncodingOf, withLineFeeds } from './sources/text-encoding.ts';
import { columnarLines, mayBeColumnar } from './tables/columnar-lines.ts';

/** The properties of a file, known once it was read to the end. */
export interface DatasetSummary {
  readonly path: string;
  /** Digest of the bytes on disk, before any decompression; lower-case hex. For a range, the digest of its lines. */
  readonly sha256: string;
  /** Size of the whole file. */
  readonly bytes: number;
  readonly container: Layout['container'] | 'parquet' | 'arrow';
  readonly compression: Compression;
}

/**
 * One file that can be read any number of times: every `for await` starts from the beginning. Chunks come in order and
 * only as fast as they are consumed. Reading throws `damaged` if the file changes or its compression is broken, `limit`
 * if it expands out of proportion.
 */
export interface DatasetReader extends AsyncIterable<Chunk> {
  readonly path: string;
  /** Size on disk, for progress. */
  readonly bytes: number;
  /** How to combine kept records into a file of the same kind (for tables: into JSON lines). */
  readonly frame: Frame;
  /** True if records are lines of the file exactly as stored, so that ranges of its bytes can be read separately. */
  readonly dividesByLines: boolean;
  /** True if records are rows assembled from columns, so that their bytes do not occur in the file. */
  readonly isMadeOfColumns: boolean;
  /** Number of bytes on disk consumed by the latest reading. */
  readonly bytesRead: number;
  /** Valid only after a reading that reached the end. */
  summary(): DatasetSummary;
  /** Removes the copy of standard input or a pipe; other files are open only while they are being read. */
  close(): Promise<void>;
}

/** Number of bytes inspected to recognise the layout of a file. */
const HEAD_BYTES = 2 ** 18;

/**
 * Opens a file (`-`: standard input; `s3://`: an object) and recognises its layout. `file` is its index in the list of
 * inputs. With a range, only the lines that begin in it are read, numbered from 1; the file must divide by lines.
 * Throws `not-found`; `unreadable` if the file is empty or not text; `damaged` and `limit` as reading does.
 */
export async function openDataset(
  path: string,
  file: number,
  options: DatasetOptions = {},
  range: FileRange | null = null,
): Promise<DatasetReader> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const source = await openSource(path, options.stdin ?? process.stdin, options.signal, options.objects);
  try {
    return await recognised(source, file, options, limits, range);
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function recognised(
  source: SourceFile,
  file: number,
  options: DatasetOptions,
  limits: Limits,
  range: FileRange | null,
): Promise<DatasetReader> {
  const { path } = source;
  if (source.size === 0) throw new ZenbunError('unreadable', { en: `${path} is empty`, ja: `${path} は空です` });
  const start = await headOf(readBlocks(source, Math.min(limits.blockBytes, HEAD_BYTES)), 64);
  const table = isParquet(start.head) ? 'parquet' : isArrow(start.head) ? 'arrow' : null;
  const compression = compressionOf(start.head);
  const { text, unpacked, isAsStored } = table !== null ? NO_TEXT : await openedText(source, compression, limits);
  const columnar = text !== null && !(options.isText ?? false) && mayBeColumnar(text.head.toString('utf8', 0, 4096));
  // Kept as lines from here on: a columnar file must be in memory once anyway, and is rarely large.
  const turned =
    columnar && !hasSeveralRecords(text)
      ? await columnarLines(unpacked(readBlocks(source, limits.blockBytes)), path)
      : null;
  const told = text === null || turned !== null ? ROWS_LAYOUT : textLayout(text, source.path, options.isText ?? false);
  const layout = (await isWithoutQuotes(told, () => unpacked(readBlocks(source, limits.blockBytes))))
    ? withoutQuotes(told)
    : told;
  const dividesByLines = layout.container === 'lines' && table === null && turned === null && isAsStored;
  if (range !== null && !dividesByLines) throw changed(path);
  const lines = range === null ? { from: 0, to: source.size } : await linesIn(source, range);
  const placed: Layout = lines.from === 0 ? layout : { ...layout, skip: 0 };
  // Line formats already number their records by line, and rows of tables have no lines.
  const firstLine =
    text === null || layout.container === 'lines' ? null : 1 + lineBreaks(text.head.subarray(0, layout.skip));
  const frame: ChunkFrame = {
    file,
    encoding: layout.encoding,
    format: options.format ?? 'auto',
    map: options.map ?? null,
    naming: options.map === undefined ? await fieldNamingOf(path, options) : null,
    maxDepth: limits.depth,
  };
  let summary: DatasetSummary | undefined;
  let bytesRead = 0;

  async function* chunks(): AsyncGenerator<Chunk> {
    const hash = createHash('sha256');
    bytesRead = 0;
    const hashed = async function* (): AsyncGenerator<Uint8Array> {
      for await (const block of readBlocks(source, limits.blockBytes, lines)) {
        options.signal?.throwIfAborted();
        hash.update(block);
        bytesRead += block.length;
        yield block;
      }
    };
    const bytes =
      table !== null
        ? await TABLES[table](source, hashed(), limits)
        : turned === null
          ? unpacked(hashed())
          : linesAfter(hashed(), turned);
    yield* split(bytes, placed, new RecordSplitter(layout.scanner(), frame, limits, firstLine));
    const sha256 = hash.digest('hex');
    if (summary !== undefined && summary.sha256 !== sha256) {
      throw new ZenbunError(
        'damaged',
        { en: `${path} changed between two reads`, ja: `${path} は 1 回目と 2 回目の読み取りの間に変更されました` },
        { advice: { en: 'Scan it again.', ja: 'もう一度検査してください。' } },
      );
    }
    summary = { path, sha256, bytes: source.size, container: table ?? layout.container, compression };
  }

  return {
    path,
    bytes: source.size,
    frame: layout.frame,
    dividesByLines,
    isMadeOfColumns: table !== null || turned !== null,
    get bytesRead() {
      return bytesRead;
    },
    [Symbol.asyncIterator]: chunks,
    summary() {
      if (summary === undefined)
        throw new ZenbunError('internal', {
          en: `${path} was not read to the end`,
          ja: `${path} は最後まで読まれていません`,
        });
      return summary;
    },
    close: () => source.close(),
  };
}

/**
 * Checks tab-separated files only. Other delimiters are too common in text: lines of prose may well have equally many
 * commas.
 */
async function isWithoutQuotes({ encoding, skip }: Layout, bytes: () => AsyncIterable<Uint8Array>): Promise<boolean> {
  if (encoding.kind !== 'csv' || encoding.delimiter !== '\t' || encoding.header.length < 2) return false;
  return isUnquoted(bytes(), skip, encoding.header.length);
}

const lineBreaks = (bytes: Uint8Array) => bytes.reduce((count, byte) => count + (byte === 0x0a ? 1 : 0), 0);

/** Yields the lines after consuming all bytes, so that digest and progress cover the whole file. */
async function* linesAfter(bytes: AsyncIterable<Uint8Array>, lines: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for await (const _ of bytes);
  yield* lines;
}

/** Loaded on demand: the Parquet decoders add 90 ms to the start of each scan thread, and most files need none. */
const TABLES = {
  async parquet(source: SourceFile, bytes: AsyncIterable<Uint8Array>, limits: Limits) {
    const { parquetLines } = await import('./tables/parquet-lines.ts');
    return parquetLines(source, bytes, limits);
  },
  async arrow({ path }: SourceFile, bytes: AsyncIterable<Uint8Array>, limits: Limits) {
    const { arrowLines } = await import('./tables/arrow-lines.ts');
    return arrowLines(bytes, path, limits);
  },
} as const;

/** The beginning of a text, decompressed. `whole`: true if this is the entire file. */
interface TextHead {
  readonly head: Buffer;
  readonly whole: boolean;
}

async function textHead(source: SourceFile, compression: Compression, limits: Limits): Promise<TextHead> {
  const bytes = decompress(readBlocks(source, limits.blockBytes), compression, source.path, limits);
  const text = await headOf(bytes, HEAD_BYTES);
  if (text.head.length === 0)
    throw new ZenbunError('unreadable', { en: `${source.path} is empty`, ja: `${source.path} は空です` });
  return text;
}

/** How to obtain the text of a file from its bytes. */
interface OpenedText {
  /** The beginning of the text; null for tables, which are not text. */
  readonly text: TextHead | null;
  readonly unpacked: (blocks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
  /** True if the text has the same bytes as the file. */
  readonly isAsStored: boolean;
}

const NO_TEXT: OpenedText = { text: null, unpacked: (blocks) => blocks, isAsStored: true };

async function openedText(source: SourceFile, compression: Compression, limits: Limits): Promise<OpenedText> {
  const stored = await textHead(source, compression, limits);
  const encoding = textEncodingOf(stored.head);
  const decoded = (blocks: AsyncIterable<Uint8Array>) =>
    asUtf8(decompress(blocks, compression, source.path, limits), encoding, source.path);
  const headIn = (turn: OpenedText['unpacked']) => headOf(turn(readBlocks(source, limits.blockBytes)), HEAD_BYTES);
  const text = encoding === 'utf-8' ? stored : await headIn(decoded);
  const isAsStored = compression === 'none' && encoding === 'utf-8';
  if (!endsLinesWithCr(text.head)) return { text, unpacked: decoded, isAsStored };
  const unpacked = (blocks: AsyncIterable<Uint8Array>) => withLineFeeds(decoded(blocks));
  return { text: await headIn(unpacked), unpacked, isAsStored: false };
}

const textLayout = ({ head, whole }: TextHead, path: string, isText: boolean): Layout =>
  isText ? textLines(head, path) : layoutOf(head, whole, path);

/**
 * Reports whether the first line is a complete record and another one follows: these are rows, whatever their fields
 * look like.
 */
function hasSeveralRecords({ head }: TextHead): boolean {
  const text = head.toString('utf8').trimStart();
  const line = text.split('\n', 1)[0]!;
  if (text.slice(line.length).trimStart()[0] !== '{') return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

/** Returns the first `wanted` bytes, or all bytes if there are fewer, and whether they are all. */
async function headOf(blocks: AsyncIterable<Uint8Array>, wanted: number): Promise<TextHead> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const block of blocks) {
    const piece = new Uint8Array(block.subarray(0, wanted - length));
    pieces.push(piece);
    length += piece.length;
    if (piece.length < block.length) return { head: Buffer.concat(pieces), whole: false };
  }
  return { head: Buffer.concat(pieces), whole: true };
}

async function* split(
  bytes: AsyncIterable<Uint8Array>,
  layout: Layout,
  splitter: RecordSplitter,
): AsyncGenerator<Chunk> {
  let skip = layout.skip;
  for await (const block of bytes) {
    const passed = Math.min(skip, block.length);
    skip -= passed;
    const chunk = splitter.push(passed === 0 ? block : block.subarray(passed));
    if (chunk !== null) yield chunk;
  }
  const last = splitter.end();
  if (last !== null) yield last;
}
