/**
 * The same scan in parts, on whatever engine runs them: shards of the inputs are read apart, their states merged, and the
 * result told once. In: paths of data sets, or parts. Out: parts, and at the end one `ScanResult`, byte for byte that of
 * `scan`. Loaded only where it is asked for. Why it is cut this way: docs/design/scan-parts.md.
 */
export { type FinishOptions, finishScan } from './finish-scan.ts';
export { shardList } from './joinable.ts';
export { type MergeOptions, type MergeReport, mergeParts } from './merge-parts.ts';
export { type MarksOptions, type ShardOptions, type ShardReport, scanMarks, scanShard } from './run-shard.ts';
export { type ShardNumber, shardNumberOf } from './shard-number.ts';
