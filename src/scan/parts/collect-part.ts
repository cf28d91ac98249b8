import { stat } from 'node:fs/promises';
import { DETECTORS } from '../../detectors/index.ts';
import { isObjectPlace, readStored, type StoredOptions } from '../../files/index.ts';
import { requireOwn } from './joinable.ts';
import type { PartHeader, PartNotes, PieceResult } from './part.ts';
import { damagedPart, notReadTwice } from './part-faults.ts';
import { type PartEntry, partEntries } from './part-lines.ts';
import { readState, type States } from './states.ts';

/** A fully read part, without its marked rows. */
export interface CollectedPart {
  readonly path: string;
  readonly header: PartHeader;
  readonly pieces: readonly PieceResult[];
  /** Empty for marks. */
  readonly states: States;
  readonly notes: PartNotes;
  /** Digest of each shard's own file, by shard. */
  readonly digests: ReadonlyMap<number, string>;
}

/** Reads a part and passes its pieces and marked rows to `see` as they arrive. Throws the errors of `partEntries`. */
export async function collectPart(
  path: string,
  stored: StoredOptions,
  see: (entry: Extract<PartEntry, { kind: 'piece' | 'marks' }>) => void = () => {},
): Promise<CollectedPart> {
  let header: PartHeader | undefined;
  const pieces: PieceResult[] = [];
  const states: unknown[] = [];
  const digests = new Map<number, string>();
  let notes: PartNotes | undefined;
  await requirePart(path);
  for await (const entry of partEntries(readStored(path, stored), path)) {
    if (entry.kind === 'header') {
      header = entry.header;
      requireOwn(header, path);
    } else if (entry.kind === 'shard') digests.set(entry.shard, entry.sha256);
    else if (entry.kind === 'state') {
      if (entry.detector in states) throw damagedPart(path);
      states[entry.detector] = readState(entry.detector, entry.state, path);
    } else if (entry.kind === 'notes') {
      if (notes !== undefined) throw damagedPart(path);
      notes = entry.notes;
    } else if (entry.kind === 'end') {
      // A part with a single shard and no digests is the shard's own file.
      if (header!.shards.length === 1 && digests.size === 0) digests.set(header!.shards[0]!, entry.sha256);
    } else {
      if (entry.kind === 'piece') pieces.push(entry.piece);
      see(entry);
    }
  }
  const complete = header!.kind === 'marks' ? states.length === 0 : DETECTORS.every((_, index) => index in states);
  if (!complete || notes === undefined || header!.shards.some((shard) => !digests.has(shard))) throw damagedPart(path);
  return { path, header: header!, pieces, states, notes, digests };
}

/**
 * Throws `usage` for a pipe or a device, because parts are read more than once. A missing file is reported when it is
 * read.
 */
export async function requirePart(path: string): Promise<void> {
  if (isObjectPlace(path)) return;
  const kind = await stat(path).catch(() => null);
  if (kind !== null && !kind.isFile()) throw notReadTwice(path);
}
