import { DETECTORS } from '../../detectors/index.ts';
import { ZenbunError } from '../../errors.ts';
import { readStored, type StoredOptions, writeStored } from '../../files/index.ts';
import { interrupted } from '../inputs/interruptible.ts';
import { type OptionNames, requireKnownOptions } from '../known-options.ts';
import { planOutputs } from '../outputs/outputs.ts';
import { conclusionOf } from '../workers/conclusion.ts';
import { requirePart } from './collect-part.ts';
import { missingShards, requireOneScan, requireOwn, shardList } from './joinable.ts';
import { mergeNotes, NO_NOTES } from './notes.ts';
import type { PartHeader } from './part.ts';
import { changedPart, damagedPart } from './part-faults.ts';
import { PartLines, partEntries, partHeader } from './part-lines.ts';
import { mergeStates, readState, type States, writtenStates } from './states.ts';

export interface MergeOptions extends StoredOptions {
  /** Parts of one scan in any order: either all from `shard` and `merge`, or all from `marks`. */
  readonly parts: readonly string[];
  readonly output: string;
  /** Places that the caller will write to; checked before anything is read. */
  readonly reports?: readonly string[];
  /** Called before each part is read, with the number of parts done and their total. */
  readonly onPart?: (done: number, of: number) => void;
}

const MERGE_OPTIONS: OptionNames<MergeOptions> = {
  ...{ parts: true, output: true, reports: true, onPart: true, objects: true, signal: true },
};

/** The result of a merge. */
export interface MergeReport {
  readonly kind: PartHeader['kind'];
  readonly of: number;
  /** Numbers of the shards in the merged part, and of those still missing. */
  readonly shards: readonly number[];
  readonly missing: readonly number[];
  /** Parts that were passed more than once with the same content. */
  readonly repeated: readonly string[];
  /** True if rows must be read again before `finish`; null until all shards are present. Always false for marks. */
  readonly secondPass: boolean | null;
}

interface NamedPart {
  readonly path: string;
  readonly header: PartHeader;
}

/**
 * Joins parts into one. Any tree of merges leads to the same result. A shard that occurs twice counts once if both
 * copies agree. Throws `usage` for parts of different scans, `damaged` for an incomplete part.
 */
export async function mergeParts(options: MergeOptions): Promise<MergeReport> {
  requireKnownOptions(options, MERGE_OPTIONS, 'mergeParts');
  const { parts, output, reports = [] } = options;
  if (parts.length === 0) throw noParts();
  await planOutputs(parts, { reports: [output, ...reports], objects: options.objects });
  const named: NamedPart[] = [];
  for (const path of parts) await requirePart(path);
  for (const path of parts) named.push({ path, header: await partHeader(readStored(path, options), path) });
  const { used, repeated } = withoutRepeats(named);
  const merge = new Merge(used, repeated, options);
  await writeStored(output, merge.lines(), options);
  const { kind, of } = used[0]!.header;
  const shards = shardsOf(used);
  const missing = missingShards({ of, shards });
  return {
    kind,
    of,
    shards,
    missing,
    repeated: repeated.map(({ path }) => path),
    secondPass: missing.length > 0 ? null : merge.asksAgain,
  };
}

const shardsOf = (parts: readonly NamedPart[]) => parts.flatMap(({ header }) => header.shards).sort((a, b) => a - b);

/** Selects the parts to merge, larger ones first: a merged part is preferred to the parts it was made from. */
function withoutRepeats(parts: readonly NamedPart[]): { readonly used: NamedPart[]; readonly repeated: NamedPart[] } {
  const used: NamedPart[] = [];
  const repeated: NamedPart[] = [];
  const holders = new Map<number, string>();
  for (const part of parts.toSorted((a, b) => b.header.shards.length - a.header.shards.length)) {
    const { header, path } = part;
    const first = used[0] ?? part;
    requireOwn(header, path);
    requireOneScan(first.header, first.path, header, path);
    if (first.header.kind !== header.kind || first.header.with !== header.with) throw otherKind(first.path, path);
    const there = header.shards.filter((shard) => holders.has(shard));
    if (there.length === header.shards.length) repeated.push(part);
    else if (there.length > 0) throw overlap(holders.get(there[0]!)!, path, there);
    else {
      used.push(part);
      for (const shard of header.shards) holders.set(shard, path);
    }
  }
  return { used, repeated };
}

/** Writes the merged part while the others are being read, so that no marked rows are held in memory. */
class Merge {
  readonly #parts: readonly NamedPart[];
  readonly #repeated: readonly NamedPart[];
  readonly #options: MergeOptions;
  readonly #digests = new Map<number, string>();
  asksAgain = false;

  constructor(parts: readonly NamedPart[], repeated: readonly NamedPart[], options: MergeOptions) {
    this.#parts = parts;
    this.#repeated = repeated;
    this.#options = options;
  }

  async *lines(): AsyncGenerator<string> {
    const lines = new PartLines();
    let states: States | undefined;
    let notes = NO_NOTES;
    yield lines.header({ ...this.#parts[0]!.header, shards: shardsOf(this.#parts) });
    for (const [index, { path, header }] of this.#parts.entries()) {
      this.#options.onPart?.(index, this.#parts.length);
      const own: unknown[] = [];
      let noted = 0;
      for await (const entry of partEntries(readStored(path, this.#options), path)) {
        if (this.#options.signal?.aborted) throw interrupted();
        if (entry.kind === 'header') {
          // If the file was replaced in the meantime, its new content may come from other inputs.
          if (JSON.stringify(entry.header) !== JSON.stringify(header)) throw changedPart(path);
        } else if (entry.kind === 'piece') yield lines.piece(entry.piece);
        else if (entry.kind === 'marks') yield lines.marks(entry.rows);
        else if (entry.kind === 'state') {
          if (entry.detector in own) throw damagedPart(path);
          own[entry.detector] = readState(entry.detector, entry.state, path);
        } else if (entry.kind === 'notes') {
          notes = mergeNotes(notes, entry.notes);
          noted += 1;
        } else if (entry.kind === 'shard') this.#digests.set(entry.shard, entry.sha256);
        else if (entry.kind === 'end' && header.shards.length === 1 && !this.#digests.has(header.shards[0]!))
          this.#digests.set(header.shards[0]!, entry.sha256);
      }
      if (noted !== 1 || header.shards.some((shard) => !this.#digests.has(shard))) throw damagedPart(path);
      if (header.kind === 'states') {
        if (!DETECTORS.every((_, detector) => detector in own)) throw damagedPart(path);
        states = states === undefined ? own : mergeStates(states, own);
      }
    }
    for (const { path } of this.#repeated) await this.#requireSame(path);
    for (const [shard, sha256] of [...this.#digests].sort(([a], [b]) => a - b)) yield lines.shard(shard, sha256);
    if (states !== undefined) {
      // Encode the states first, because concluding may change them.
      for (const [detector, state] of writtenStates(states).entries()) yield lines.state(detector, state);
      this.asksAgain = conclusionOf(DETECTORS, states).markings.length > 0;
    }
    yield lines.notes(notes);
    yield lines.end().line;
  }

  /** Throws `damaged` if a repeated part disagrees about a shard with the part that was used. */
  async #requireSame(path: string): Promise<void> {
    let shards: readonly number[] = [];
    const own = new Map<number, string>();
    for await (const entry of partEntries(readStored(path, this.#options), path)) {
      if (entry.kind === 'header') shards = entry.header.shards;
      else if (entry.kind === 'shard') own.set(entry.shard, entry.sha256);
      else if (entry.kind === 'end' && own.size === 0) own.set(shards[0]!, entry.sha256);
    }
    const other = [...own].find(([shard, sha256]) => this.#digests.get(shard) !== sha256);
    if (other !== undefined) throw different(path, other[0]);
  }
}

const noParts = () => new ZenbunError('usage', { en: 'There are no parts to merge', ja: '統合するパートがありません' });

const otherKind = (a: string, b: string) =>
  new ZenbunError(
    'usage',
    {
      en: `${a} and ${b} cannot be joined: they are not of the same pass`,
      ja: `${a} と ${b} はまとめられません（1 回目と 2 回目の読み取りが混ざっています）`,
    },
    {
      advice: {
        en: 'Merge the files of `scan shard` with each other, and those of `scan marks` made with one merged part.',
        ja: '`scan shard` のファイル同士、または同じ統合パートで作った `scan marks` のファイル同士をまとめてください。',
      },
    },
  );

const overlap = (a: string, b: string, shards: readonly number[]) =>
  new ZenbunError(
    'usage',
    {
      en: `${a} and ${b} both contain shard ${shardList(shards)}`,
      ja: `${a} と ${b} の両方にシャード ${shardList(shards)} が含まれています`,
    },
    { advice: { en: 'Merge parts that share no shard.', ja: '重ならないパート同士をまとめてください。' } },
  );

const different = (path: string, shard: number) =>
  new ZenbunError(
    'damaged',
    {
      en: `${path} says something else of shard ${shard} than another part of it: the inputs changed in between`,
      ja: `${path} のシャード ${shard} の内容が、同じシャードの別のパートと異なります（入力が途中で変わっています）`,
    },
    {
      advice: {
        en: 'Run all shards again on the same files.',
        ja: '同じファイルに対して全シャードを実行し直してください。',
      },
    },
  );
