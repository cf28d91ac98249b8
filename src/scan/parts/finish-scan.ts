import { mergeTallies, reportedFormat, startTally, type Tally } from '../../dataset/index.ts';
import { DETECTORS } from '../../detectors/index.ts';
import type { StoredOptions } from '../../files/index.ts';
import type { ScanResult, SkippedRow } from '../../schema/index.ts';
import { InputFailures } from '../coverage/input-failures.ts';
import { interrupted } from '../inputs/interruptible.ts';
import { type OptionNames, requireKnownOptions } from '../known-options.ts';
import type { ScanOptions } from '../options.ts';
import { OutputSet } from '../outputs/output-set.ts';
import { planOutputs } from '../outputs/outputs.ts';
import { ExampleTexts } from '../rows/example-texts.ts';
import { MarkSpool, type RowSource } from '../rows/mark-spool.ts';
import { decodeMarkedRows } from '../rows/marked-row.ts';
import { type ReadInputs, Telling } from '../telling.ts';
import type { MarkedRow } from '../workers/chunk-outcome.ts';
import { conclusionOf } from '../workers/conclusion.ts';
import { type CollectedPart, collectPart } from './collect-part.ts';
import { missingShards, requireOneScan } from './joinable.ts';
import { listingOf } from './list-inputs.ts';
import { mergeNotes, NO_NOTES } from './notes.ts';
import type { PartNotes, PieceResult } from './part.ts';
import { changedInput, damagedPart, marksMissing, otherMarks, piecesMissing, shardTwice } from './part-faults.ts';
import { inOrder, nameOfPiece } from './plan.ts';
import { requireMerged } from './run-shard.ts';
import { digestOfStates, writtenStates } from './states.ts';

export interface FinishOptions
  extends Pick<ScanOptions, 'rows' | 'onFlaggedRow' | 'accept' | 'maxSkipped' | 'reports' | 'objects' | 'signal'> {
  /** The merged part of all shards. */
  readonly merged: string;
  /** Parts of the second pass if one is needed; ignored otherwise. */
  readonly marks: readonly string[];
}

const FINISH_OPTIONS: OptionNames<FinishOptions> = {
  ...{ merged: true, marks: true, rows: true, onFlaggedRow: true, accept: true, maxSkipped: true },
  ...{ reports: true, objects: true, signal: true },
};

/**
 * Completes a scan in parts. The result equals that of `scan` over the same inputs, byte for byte. Throws the errors of
 * `scan`; `usage` if shards or marks are missing or belong to another scan; `damaged` if the shards did not read the
 * same files.
 */
export async function finishScan(options: FinishOptions): Promise<ScanResult> {
  requireKnownOptions(options, FINISH_OPTIONS, 'finishScan');
  const first = new PieceRows();
  const second = new PieceRows();
  const outputs = new OutputSet(options);
  const { signal, accept = [], onFlaggedRow, maxSkipped } = options;
  const parts = [options.merged, ...options.marks];
  await planOutputs(parts, options);
  try {
    const merged = await first.collect(options.merged, options);
    requireMerged(merged);
    requireKnownPieces(options.merged, merged.notes, merged);
    if (signal?.aborted) throw interrupted();
    const files = filesOf(merged);
    const inputs = files.files.map(({ path }) => path);
    const plan = await planOutputs([...parts, ...inputs], options);
    const digest = digestOfStates(writtenStates(merged.states));
    const { concluded, markings } = conclusionOf(DETECTORS, merged.states);
    const marks = markings.length === 0 ? [] : await collectMarks(options, merged, digest, second);
    if (markings.length > 0) requireSamePieces(merged, marks);
    const telling = new Telling(DETECTORS, readInputs(merged, marks, files, first, second), concluded, accept);
    const rows = plan.rows === null ? null : await outputs.create(plan.rows);
    const flagged = await telling.tellRows(rows, onFlaggedRow, signal);
    if (signal?.aborted) throw interrupted();
    await outputs.commit();
    return telling.result(flagged, maxSkipped);
  } finally {
    await outputs.discard();
    first.close();
    second.close();
  }
}

/**
 * The marked rows of one or several parts. Yields them in the order of files and lines once the start of each piece is
 * known.
 */
class PieceRows implements RowSource {
  readonly #spool = new MarkSpool();
  readonly #pieces: { readonly piece: PieceResult; readonly blocks: number[] }[] = [];
  #blocks = 0;
  /** Number of lines that precede each piece in its file. */
  #linesBefore: ReadonlyMap<string, number> = new Map();

  collect(path: string, stored: StoredOptions): Promise<CollectedPart> {
    return collectPart(path, stored, (entry) => {
      if (entry.kind === 'piece') {
        this.#pieces.push({ piece: entry.piece, blocks: [] });
        return;
      }
      const { piece, blocks } = this.#pieces.at(-1)!;
      blocks.push(this.#blocks);
      this.#spool.add(this.#blocks, piece.file, entry.rows);
      this.#blocks += 1;
    });
  }

  place(linesBefore: ReadonlyMap<string, number>): void {
    this.#linesBefore = linesBefore;
    this.#pieces.sort((a, b) => inOrder(a.piece, b.piece));
  }

  *rows(): Generator<MarkedRow> {
    for (const { piece, blocks } of this.#pieces) {
      const before = this.#linesBefore.get(nameOfPiece(piece))!;
      for (const block of blocks) {
        for (const row of decodeMarkedRows(piece.file, this.#spool.marksOf(block)))
          yield { ...row, line: row.line + before };
      }
    }
  }

  close(): void {
    this.#spool.close();
  }
}

async function collectMarks(
  options: FinishOptions,
  merged: CollectedPart,
  digest: string,
  rows: PieceRows,
): Promise<CollectedPart[]> {
  const parts: CollectedPart[] = [];
  const there = new Map<number, string>();
  for (const path of options.marks) {
    const part = await rows.collect(path, options);
    requireOneScan(merged.header, merged.path, part.header, path);
    if (part.header.kind !== 'marks' || part.header.with !== digest) throw otherMarks(path, merged.path);
    for (const shard of part.header.shards) {
      if (there.has(shard)) throw shardTwice(there.get(shard)!, path, shard);
      there.set(shard, path);
    }
    parts.push(part);
  }
  const missing = missingShards({ of: merged.header.of, shards: [...there.keys()] });
  if (missing.length > 0) throw marksMissing(missing);
  return parts;
}

/** The data of one input after its pieces are joined. */
interface FileResult {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly tally: Tally;
  readonly format: string;
}

/** Joins the pieces of every file. Throws `damaged` if a piece is missing or was read from other bytes. */
function filesOf({ path: part, header, pieces }: CollectedPart): {
  readonly files: FileResult[];
  readonly linesBefore: Map<string, number>;
} {
  if (header.listing.files > pieces.length || new Set(pieces.map(nameOfPiece)).size < pieces.length)
    throw piecesMissing(part);
  const byFile = new Map<number, PieceResult[]>();
  for (const piece of pieces.toSorted(inOrder)) {
    const own = byFile.get(piece.file);
    if (own === undefined) byFile.set(piece.file, [piece]);
    else own.push(piece);
  }
  const listed = Array.from({ length: header.listing.files }, (_, file) => {
    const first = byFile.get(file)?.[0];
    return { path: first?.path ?? '', bytes: first?.fileBytes ?? -1 };
  });
  if (listingOf(listed).sha256 !== header.listing.sha256) throw piecesMissing(part);
  const linesBefore = new Map<string, number>();
  const failures = new InputFailures(listed.map(({ path }) => path));
  const files: FileResult[] = [];
  for (const [file, { path, bytes }] of listed.entries()) {
    const own = byFile.get(file)!;
    requireWhole(part, own, bytes);
    const tally = startTally();
    let before = 0;
    for (const piece of own) {
      linesBefore.set(nameOfPiece(piece), before);
      const first = piece.tally.first.map(({ line, reason }) => ({ line: line + before, reason }));
      mergeTallies(tally, { ...piece.tally, first });
      before += piece.lines;
    }
    try {
      const format = reportedFormat(path, tally);
      files.push({ path, sha256: own[0]!.whole?.sha256 ?? own[0]!.sha256, bytes, tally, format });
    } catch (error) {
      failures.add(file, error);
    }
  }
  failures.throwIfAny();
  return { files, linesBefore };
}

function requireWhole(part: string, pieces: readonly PieceResult[], bytes: number): void {
  const [first] = pieces;
  if (pieces.length === 1 && first!.range === null) return;
  let reached = 0;
  for (const [index, { range, sha256, path }] of pieces.entries()) {
    if (range?.from !== reached) throw piecesMissing(part);
    if (first!.whole?.ranges[index] !== sha256) throw changedInput(path);
    reached = range.to;
  }
  if (reached !== bytes || first!.whole!.ranges.length !== pieces.length) throw piecesMissing(part);
}

/** Requires that the second pass contain every piece of the first exactly once, read from the same bytes. */
function requireSamePieces(merged: CollectedPart, marks: readonly CollectedPart[]): void {
  const digests = new Map(merged.pieces.map((piece) => [nameOfPiece(piece), piece.sha256]));
  for (const { path, pieces, notes } of marks) {
    for (const piece of pieces) {
      const name = nameOfPiece(piece);
      if (!digests.has(name)) throw damagedPart(path);
      if (digests.get(name) !== piece.sha256) throw changedInput(piece.path);
      digests.delete(name);
    }
    requireKnownPieces(path, notes, merged);
  }
  if (digests.size > 0) throw damagedPart(marks[0]!.path);
}

/** Throws `damaged` if notes refer to a piece that does not exist. */
function requireKnownPieces(path: string, { skips, texts }: PartNotes, { pieces }: CollectedPart): void {
  const names = new Set(pieces.map(nameOfPiece));
  for (const { file, from } of [...skips, ...texts]) if (!names.has(`${file} ${from}`)) throw damagedPart(path);
}

function readInputs(
  merged: CollectedPart,
  marks: readonly CollectedPart[],
  { files, linesBefore }: ReturnType<typeof filesOf>,
  first: PieceRows,
  second: PieceRows,
): ReadInputs {
  first.place(linesBefore);
  second.place(linesBefore);
  const lineOf = ({ file, from, line }: { file: number; from: number; line: number }) =>
    line + linesBefore.get(`${file} ${from}`)!;
  const texts = [merged.notes, marks.reduce((notes, part) => mergeNotes(notes, part.notes), NO_NOTES)].map((notes) => {
    const kept = new ExampleTexts(DETECTORS.length);
    for (const text of notes.texts) kept.add(text.file, [{ ...text, line: lineOf(text) }], []);
    kept.add(0, [], notes.tooManyKeys);
    return kept;
  });
  return {
    paths: files.map(({ path }) => path),
    summaries: files,
    formats: files.map(({ format }) => format),
    tallies: files.map(({ tally }) => tally),
    first,
    second,
    texts,
    skippedRows: merged.notes.skips.map(
      ({ file, from, line, ...skip }): SkippedRow => ({
        path: files[file]!.path,
        line: lineOf({ file, from, line }),
        ...skip,
      }),
    ),
    unreadAnswers: merged.notes.unreadAnswers,
    refusing: merged.notes.refusing,
    unreadFiles: merged.notes.unreadFiles,
    asideFiles: merged.notes.asideFiles,
  };
}
