import { stat } from 'node:fs/promises';
import { rangeDigests } from '../../dataset/index.ts';
import { DETECTORS } from '../../detectors/index.ts';
import { ZenbunError } from '../../errors.ts';
import { isObjectPlace } from '../../files/index.ts';
import { Inputs } from '../inputs/inputs.ts';
import { interrupted } from '../inputs/interruptible.ts';
import { Pass } from '../inputs/pass.ts';
import { ProgressMeter } from '../inputs/progress-meter.ts';
import { readInputs } from '../inputs/read-inputs.ts';
import type { ScanOptions, ScanProgress } from '../options.ts';
import type { Engine } from '../workers/engine.ts';
import { startEngine } from '../workers/start-engine.ts';
import type { InputList } from './list-inputs.ts';
import type { PartNotes, PieceResult } from './part.ts';
import type { PartLines } from './part-lines.ts';
import { type PlannedPiece, planPieces } from './plan.ts';
import type { ShardNumber } from './shard-number.ts';

/** The options used to read a shard. */
export type ShardReading = Pick<
  ScanOptions,
  'format' | 'map' | 'limits' | 'jobs' | 'objects' | 'signal' | 'onProgress'
>;

/** One shard of the inputs: read once, then written piece by piece. */
export class ShardRun {
  readonly #list: InputList;
  readonly #pieces: readonly PlannedPiece[];
  readonly #all: readonly PlannedPiece[];
  readonly #number: ShardNumber;
  readonly #reading: ShardReading;
  readonly #inputs: Inputs;
  readonly #pass: Pass;
  /** By path, a stamp that changes when the file is written to or replaced; taken before the file is read. */
  #stamps: ReadonlyMap<string, string> = new Map();
  readonly engine: Engine;

  constructor(list: InputList, number: ShardNumber, reading: ShardReading, minRangeBytes?: number) {
    const plan = planPieces(list.inputs, number.of, minRangeBytes);
    this.#list = list;
    this.#number = number;
    this.#reading = reading;
    this.#all = plan.flat();
    this.#pieces = plan[number.shard - 1]!;
    const placed = this.#pieces.map(({ file, range }) => ({ path: list.inputs[file]!.path, file, range }));
    const bytes = this.#pieces.reduce((sum, piece) => sum + piece.bytes, 0);
    this.#inputs = new Inputs(placed, bytes, reading);
    this.#pass = new Pass(this.#inputs.paths, DETECTORS.length);
    this.engine = startEngine({ ...reading, paths: [] }, bytes);
  }

  /** Reads all pieces through the engine. Throws the errors of `scan`. */
  async read(phase: ScanProgress['phase']): Promise<void> {
    const { onProgress, signal } = this.#reading;
    this.#stamps = await this.#stampsNow();
    await readInputs(this.#inputs, this.engine, this.#pass, new ProgressMeter(onProgress, phase, this.#inputs), signal);
    for (const [index, { file }] of this.#pieces.entries()) {
      const { path, bytes } = this.#list.inputs[file]!;
      if (this.#pass.summaries[index]!.bytes !== bytes) throw changed(path);
    }
  }

  /**
   * Yields the pieces with their marked rows as lines of a part. `first`: true for the first pass, which also digests
   * whole files.
   */
  async *pieces(lines: PartLines, first: boolean): AsyncGenerator<string> {
    const marks = new Map<number, string[]>();
    for (const block of this.#pass.spool.blocks()) {
      const own = marks.get(block.file) ?? [];
      own.push(block.marks);
      marks.set(block.file, own);
    }
    for (const [index, piece] of this.#pieces.entries()) {
      const blocks = marks.get(index) ?? [];
      const marked = blocks.reduce((sum, rows) => sum + countOf(rows), 0);
      yield lines.piece(await this.#result(index, piece, marked, first));
      for (const rows of blocks) yield lines.marks(rows);
    }
  }

  /**
   * Throws `damaged` if a file has changed since it was read. Otherwise the part would be newer than the file and would
   * be kept.
   */
  async requireUnchanged(): Promise<void> {
    const now = await this.#stampsNow();
    for (const [path, stamp] of this.#stamps) if (now.get(path) !== stamp) throw changed(path);
  }

  notes(): PartNotes {
    const place = (index: number) => ({ file: this.#pieces[index]!.file, from: this.#pieces[index]!.range?.from ?? 0 });
    const { texts, tooManyKeys } = this.#pass.texts.kept();
    return {
      skips: this.#pass.firstSkips().map(({ path: _path, file, ...skip }) => ({ ...place(file), ...skip })),
      texts: texts.map(({ file, ...text }) => ({ ...place(file), ...text })),
      tooManyKeys,
      unreadAnswers: this.#pass.unread,
      refusing: this.#pass.refusing,
      unreadFiles: this.#number.shard === 1 ? this.#list.unread : [],
      asideFiles: this.#number.shard === 1 ? this.#list.aside : [],
    };
  }

  async close(): Promise<void> {
    await this.engine.close();
    this.#pass.spool.close();
    await this.#inputs.close();
  }

  /** Stamps the files only: the part records the versions of objects. */
  async #stampsNow(): Promise<ReadonlyMap<string, string>> {
    const paths = new Set(this.#inputs.paths.filter((path) => !isObjectPlace(path)));
    const stamps = new Map<string, string>();
    for (const path of paths) {
      const known = await stat(path).catch(() => null);
      stamps.set(path, known === null ? '' : `${known.dev} ${known.ino} ${known.size} ${known.mtimeMs}`);
    }
    return stamps;
  }

  async #result(index: number, piece: PlannedPiece, marked: number, first: boolean): Promise<PieceResult> {
    const { path, bytes: fileBytes } = this.#list.inputs[piece.file]!;
    return {
      ...piece,
      ...{ path, fileBytes, marked },
      lines: this.#pass.lines[index]!,
      sha256: this.#pass.summaries[index]!.sha256,
      whole: first && piece.range?.from === 0 ? await this.#whole(piece.file, path) : null,
      tally: this.#pass.tallies[index]!,
    };
  }

  /** Digests the whole file. A range cannot do so for itself, so the first range of each file reads all of it. */
  async #whole(file: number, path: string): Promise<PieceResult['whole']> {
    const cuts = this.#all.flatMap(({ file: of, range }) => (of === file && range!.from > 0 ? [range!.from] : []));
    if (this.#reading.signal?.aborted) throw interrupted();
    const { whole, ranges } = await rangeDigests(
      path,
      cuts.sort((a, b) => a - b),
      this.#reading,
    );
    return { sha256: whole, ranges };
  }
}

function countOf(rows: string): number {
  let count = 0;
  for (let at = rows.indexOf('\n'); at >= 0; at = rows.indexOf('\n', at + 1)) count += 1;
  return count;
}

const changed = (path: string) =>
  new ZenbunError(
    'damaged',
    {
      en: `${path} changed while its shard was being read`,
      ja: `${path} はシャードの読み取り中に変更されました`,
    },
    { advice: { en: 'Run it again.', ja: 'もう一度実行してください。' } },
  );
