import { CompressionType, setCompressionCodec, type Table, tableFromIPC } from '@uwdata/flechette';
import { decompress } from 'fzstd';
import { ZenbunError } from '../../errors.ts';
import type { Message } from '../../schema/index.ts';
import { distinctNames } from '../fields/distinct-names.ts';
import type { Limits } from '../options.ts';
import { Growth } from '../sources/growth.ts';
import { isWithinBounds } from './arrow-bounds.ts';
import { streamFault } from './arrow-stream.ts';
import { jsonLines } from './json-lines.ts';

/** Maximum size. The whole file is held in memory, as Arrow is designed for; shards of `save_to_disk` have 500 MB. */
const MAX_BYTES = 2 ** 30;
const ROWS_AT_A_TIME = 1_024;

// Feather files are compressed with LZ4 by default; data sets of Hugging Face are not compressed at all.
setCompressionCodec(CompressionType.ZSTD, { encode: (data) => data, decode: (data) => decompress(data) });

/**
 * Yields the rows of an Arrow file or stream (`Dataset.save_to_disk`, Feather) as JSON lines, one row per line. Throws
 * `limit` for a file that is too large or decodes out of proportion, `damaged` for one that cannot be decoded.
 */
export async function* arrowLines(
  bytes: AsyncIterable<Uint8Array>,
  path: string,
  limits: Limits,
): AsyncGenerator<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const block of bytes) {
    size += block.length;
    if (size > MAX_BYTES)
      throw new ZenbunError(
        'limit',
        { en: `${path} is an Arrow file of more than 1 GiB`, ja: `${path} は 1 GiB を超える Arrow ファイルです` },
        { advice: PARQUET },
      );
    pieces.push(Uint8Array.from(block));
  }
  const table = withDistinctNames(decoded(joined(pieces, size), path));
  const written = new Growth(path, limits, size);
  for (let from = 0; from < table.numRows; from += ROWS_AT_A_TIME) {
    for (const lines of jsonLines(rowsOf(table, from, path), limits.chunkBytes)) {
      written.gave(lines.length);
      yield lines;
    }
  }
}

const PARQUET: Message = {
  en: 'Export it with datasets: load_from_disk(folder).to_parquet("train.parquet").',
  ja: 'datasets で書き出してください：load_from_disk(folder).to_parquet("train.parquet")。',
};

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function decoded(bytes: Uint8Array, path: string): Table {
  let fault: Message | null;
  let table: Table;
  try {
    fault = bytes[0] === 0xff ? streamFault(bytes) : null;
    if (!isWithinBounds(bytes)) throw new RangeError('counts beyond the end of the file');
    // Numbers beyond 2^53 (hashes, IDs) are no reason to leave a file unread.
    table = tableFromIPC(bytes, { useBigInt: true });
    if (!Number.isSafeInteger(table.numRows)) throw new RangeError('a number of rows that is none');
  } catch (cause) {
    throw unreadable(path, cause);
  }
  if (fault !== null) throw faulty(path, fault);
  return table;
}

function withDistinctNames(table: Table): Table {
  const all = table.names.map(String);
  const indices = all.map((_, index) => index);
  return new Set(all).size === all.length ? table : table.selectAt(indices, distinctNames(all));
}

function rowsOf(table: Table, from: number, path: string): object[] {
  try {
    const end = Math.min(from + ROWS_AT_A_TIME, table.numRows);
    return Array.from({ length: end - from }, (_, i) => table.get(from + i) as object);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function unreadable(path: string, cause: unknown): ZenbunError {
  const isLz4 = cause instanceof Error && /codec/.test(cause.message);
  return isLz4 ? faulty(path, LZ4, cause, FEATHER) : faulty(path, UNDECODED, cause);
}

const faulty = (path: string, why: Message, cause?: unknown, advice = PARQUET): ZenbunError =>
  new ZenbunError(
    'damaged',
    { en: `${path}: this Arrow file ${why.en}`, ja: `${path}：この Arrow ファイル${why.ja}` },
    { advice, cause },
  );

const FEATHER: Message = {
  en: 'Export it with pandas: read_feather("train.feather").to_parquet("train.parquet").',
  ja: 'pandas で書き出してください：read_feather("train.feather").to_parquet("train.parquet")。',
};
const LZ4: Message = { en: 'is compressed with LZ4', ja: 'は LZ4 で圧縮されています' };
const UNDECODED: Message = { en: 'cannot be decoded', ja: 'は復号できません' };
