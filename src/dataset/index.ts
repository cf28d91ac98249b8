/**
 * Reads the data sets that people really have. In: files, folders, globs, objects in storage that is passed in,
 * standard input; JSONL, JSON, CSV, TSV, Parquet, Arrow; gzip, zstd, bzip2. Out: chunks of complete records, read and
 * split in one thread at the speed of the disk; and from each chunk, in any thread, its rows as `Example`s or as skips
 * with line and reason. Never judges a row and never changes a file. Holds no file in memory, except Arrow and JSON by
 * columns, up to a limit. For the reasons behind this design see docs/design/dataset.md.
 */
export type { Chunk } from './chunk.ts';
export { parseColumnMap } from './fields/column-map.ts';
export { namesAnswer } from './fields/field-uses.ts';
export type { UnreadText } from './fields/unread-texts.ts';
export { fileRecords } from './file-records.ts';
export { FORMAT_NAMES, type FormatName } from './formats/format-name.ts';
export { type RecordedResponse, recordedResponse, recordedResponses } from './logs/recorded-responses.ts';
export { type DatasetReader, type DatasetSummary, openDataset } from './open-dataset.ts';
export type { DatasetOptions } from './options.ts';
export { parseChunk, type RowSink } from './parse-chunk.ts';
export { type RecordBytes, recordBytes } from './record-bytes.ts';
export { rangeDigests } from './sources/line-ranges.ts';
export { fileSizes, type ResolvedInputs, resolveInputs } from './sources/resolve-inputs.ts';
export type { FileRange } from './sources/source-file.ts';
export { mergeTallies, reportedFormat, startTally, type Tally, unknownTemplate } from './tally.ts';
export { isOtherEncoding } from './what-to-do.ts';
