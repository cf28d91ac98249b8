import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetScan,
  parquetSchema,
  type SchemaTree,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { ZenbunError } from '../../errors.ts';
import { distinctNames } from '../fields/distinct-names.ts';
import type { Limits } from '../options.ts';
import { Growth } from '../sources/growth.ts';
import type { SourceFile } from '../sources/source-file.ts';
import { jsonLines } from './json-lines.ts';

/** Approximate number of bytes of decoded values held at a time. */
const BATCH_BYTES = 32 * 2 ** 20;

/**
 * Yields the rows of a Parquet file as JSON lines, one row per line. `bytes` is the file in order; it is consumed to
 * its end first, so that digest and progress cover the whole file. Throws `damaged` if the file cannot be decoded,
 * `limit` if it decodes out of proportion.
 */
export async function* parquetLines(
  source: SourceFile,
  bytes: AsyncIterable<Uint8Array>,
  limits: Limits,
): AsyncGenerator<Uint8Array> {
  for await (const _ of bytes);
  const { handle, giveBack } = await source.lend();
  const file: AsyncBuffer = {
    byteLength: source.size,
    async slice(start: number, end = source.size): Promise<ArrayBuffer> {
      // Offsets come from the file itself and may have any value.
      const buffer = new ArrayBuffer(Math.max(0, Math.min(end, source.size) - start));
      const bytes = new Uint8Array(buffer);
      // A read may return fewer bytes than requested.
      for (let got = 0; got < bytes.length; ) {
        const { bytesRead } = await handle.read(bytes, got, bytes.length - got, start + got);
        if (bytesRead === 0) break;
        got += bytesRead;
      }
      return buffer;
    },
  };
  try {
    const metadata = await parquetMetadataAsync(file);
    renameRepeated(metadata);
    const decoded = new Growth(source.path, limits, source.size);
    for (const group of metadata.row_groups) decoded.gave(Number(group.total_byte_size));
    // A short dictionary may stand for very long rows.
    const written = new Growth(source.path, limits, source.size);
    const columns = columnNames(metadata);
    for (const range of batches(metadata)) {
      for (const lines of jsonLines(await rowsOf(file, metadata, columns, range), limits.chunkBytes)) {
        written.gave(lines.length);
        yield lines;
      }
    }
  } catch (cause) {
    if (cause instanceof ZenbunError) throw cause;
    throw new ZenbunError(
      'damaged',
      {
        en: `${source.path}: its Parquet pages cannot be decoded`,
        ja: `${source.path}：Parquet のページを復号できません`,
      },
      { cause },
    );
  } finally {
    await giveBack();
  }
}

/**
 * Gives the top-level columns distinct names, in place: the reader looks up columns by name, and would otherwise return
 * the first column of a name for all of them. The columns of a row group are ordered like the leaves of the schema.
 */
function renameRepeated(metadata: FileMetaData): void {
  const { children } = parquetSchema(metadata);
  const names = children.map(({ element }) => element.name);
  const own = distinctNames(names);
  if (own.every((name, index) => name === names[index])) return;
  const leaves = children.flatMap((child, index) => Array<string>(leavesOf(child)).fill(own[index]!));
  children.forEach(({ element }, index) => {
    element.name = own[index]!;
  });
  for (const { columns } of metadata.row_groups) {
    if (columns.length !== leaves.length) throw new Error('a row group has not the columns of the schema');
    columns.forEach(({ meta_data }, index) => {
      if (meta_data !== undefined) meta_data.path_in_schema[0] = leaves[index]!;
    });
  }
}

function leavesOf({ children }: SchemaTree): number {
  return children.length === 0 ? 1 : children.reduce((sum, child) => sum + leavesOf(child), 0);
}

interface RowRange {
  readonly rowStart: number;
  readonly rowEnd: number;
}

/**
 * Reads the rows of a range. Columns are read one after another: if one of several is damaged, the reader leaves work
 * running that nothing awaits, and its late failure would end the process.
 */
async function rowsOf(
  file: AsyncBuffer,
  metadata: FileMetaData,
  columns: readonly string[],
  range: RowRange,
): Promise<object[]> {
  const scan = await parquetScan({ file, metadata, compressors, ...range });
  const rows = Array.from({ length: range.rowEnd - range.rowStart }, (): Record<string, unknown> => ({}));
  for (const column of columns) {
    const values = await scan.readColumn({ column, ...range });
    for (let i = 0; i < rows.length; i += 1) rows[i]![column] = values[i];
  }
  return rows;
}

/** Returns the names of the top-level columns. Throws if a row group has a column that is missing from the schema. */
function columnNames(metadata: FileMetaData): string[] {
  const schema = parquetSchema(metadata);
  for (const group of metadata.row_groups) {
    for (const { meta_data } of group.columns) {
      let node: SchemaTree | undefined = schema;
      for (const name of meta_data?.path_in_schema ?? [])
        node = node?.children.find(({ element }) => element.name === name);
      if (node === undefined) throw new Error('a column of a row group is not in the schema');
    }
  }
  return schema.children.map(({ element }) => element.name);
}

/** Yields row groups, split into parts if they are large. */
function* batches(metadata: FileMetaData): Generator<RowRange> {
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const groupEnd = rowStart + Number(group.num_rows);
    const parts = Math.max(1, Math.ceil(Number(group.total_byte_size) / BATCH_BYTES));
    const step = Math.max(1, Math.ceil((groupEnd - rowStart) / parts));
    for (; rowStart < groupEnd; rowStart += step) yield { rowStart, rowEnd: Math.min(rowStart + step, groupEnd) };
    rowStart = groupEnd;
  }
}
