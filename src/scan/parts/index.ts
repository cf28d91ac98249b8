/**
 * The same scan in parts, on any engine that runs them: shards of the inputs are read separately, their states are
 * merged, and the result is reported once. In: paths of data sets, or parts. Out: parts, and finally one `ScanResult`
 * that equals that of `scan` byte for byte. Loaded on demand only. For the reasons behind this design see
 * docs/design/scan-parts.md.
 */
export { type FinishOptions, finishScan } from './finish-scan.ts';
export { shardList } from './joinable.ts';
export { type MergeOptions, type MergeReport, mergeParts } from './merge-parts.ts';
export { type MarksOptions, type ShardOptions, type ShardReport, scanMarks, scanShard } from './run-shard.ts';
export { type ShardNumber, shardNumberOf } from './shard-number.ts';
