import type { UnreadReason } from '../schema/index.ts';
import { GAP, GAP_REASONS } from './chunk.ts';
import { openDataset } from './open-dataset.ts';
import type { DatasetOptions } from './options.ts';
import { BLANK, recordDecoder, UnreadRecord } from './records/record-decoder.ts';

/** One record as stored in its file, or the reason why it could not be read. `line` as in `Chunk.firstLine`. */
export type FileRecord =
  | { readonly line: number; readonly value: unknown }
  | { readonly line: number; readonly unread: UnreadReason };

/**
 * Yields the records of a file without interpreting them: JSON values, cells under the names of their columns, or texts
 * (`isText`). Skips blank lines and yields everything else in order. Throws the errors of `openDataset`.
 */
export async function* fileRecords(path: string, options: DatasetOptions = {}): AsyncGenerator<FileRecord> {
  const reader = await openDataset(path, 0, options);
  try {
    for await (const chunk of reader) {
      const { ranges, firstLine, endsOpen } = chunk;
      const decode = recordDecoder(chunk);
      for (let i = 0; i < ranges.length; i += 2) {
        const line = firstLine + i / 2;
        const [start, end] = [ranges[i]!, ranges[i + 1]!];
        if (start === end) continue;
        const value =
          start === GAP ? new UnreadRecord(GAP_REASONS[end]!) : decode(start, end, endsOpen && i + 2 === ranges.length);
        if (value instanceof UnreadRecord) yield { line, unread: value.reason };
        else if (value !== BLANK) yield { line, value };
      }
    }
  } finally {
    await reader.close();
  }
}
