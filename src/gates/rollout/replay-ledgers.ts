import { createHash } from 'node:crypto';
import { type ReplayedRecord, type ReplayReport, readRolloutLeaf, replayRollouts } from '../../rollout/index.ts';
import { openReader } from '../ledger/open-reader.ts';
import { type LoggedRecord, RecordEvents } from './record-events.ts';

/** A model whose rollouts were recomputed. */
export interface ReplayedModel {
  readonly model: string;
  readonly report: ReplayReport;
  /** Rollouts whose revealed salt differs from the commitment in their start leaf. */
  readonly wrongSalts: readonly string[];
  /**
   * Changes that were never in force, because another gateway was faster or their own ended first. `origin#index` of
   * their leaves.
   */
  readonly superseded: readonly string[];
}

/** The outcome for all logs. */
interface ReplayedLedgers {
  readonly models: readonly ReplayedModel[];
  /** As returned by `unplacedIn`: `origin#index`. */
  readonly unplaced: readonly string[];
}

/** Changes that were never in force, by the leaves named in the records that say so: `origin#index`. */
type Superseded = ReadonlySet<string>;

/** The records of a log, starting with the first one of a rollout. */
export interface ReadLog {
  readonly origin: string;
  readonly records: readonly LoggedRecord[];
}

/**
 * Recomputes all decisions of all rollouts from the ledgers of the gateways. Reads each ledger from its first rollout
 * leaf on; memory use grows with the number of records after it. Throws as `openReader` does.
 */
export async function replayLedgers(
  folders: readonly string[],
  onProgress: (records: number) => void = () => undefined,
): Promise<ReplayedLedgers> {
  const logs: ReadLog[] = [];
  let records = 0;
  for (const folder of folders) logs.push(await readLog(folder, () => onProgress(++records)));
  return { models: replayLogs(logs), unplaced: unplacedIn(logs) };
}

/**
 * Returns the records of rollouts that cannot be interpreted: leaves that cannot be read, and records of rollouts whose
 * start is in none of the logs.
 */
export function unplacedIn(logs: readonly ReadLog[]): readonly string[] {
  const leaves = logs.flatMap(({ origin, records }) =>
    records.map((record) => ({ record, place: `${origin}#${record.index}`, leaf: leafOf(record) })),
  );
  const started = new Set(leaves.flatMap(({ leaf }) => (leaf?.action === 'start' ? [leaf.rollout] : [])));
  return leaves.flatMap(({ record: { kind, fields }, place, leaf }) => {
    if (kind === 'rollout' && leaf === null) return fields.action === 'superseded' ? [] : [place];
    const rollout = leaf === null ? fields.rollout : leaf.rollout;
    return typeof rollout === 'string' && !started.has(rollout) ? [place] : [];
  });
}

const leafOf = ({ kind, fields }: LoggedRecord) => (kind === 'rollout' ? readRolloutLeaf(fields) : null);

/** Does the same for records that were already read. */
export function replayLogs(logs: readonly ReadLog[]): readonly ReplayedModel[] {
  const superseded = new Set(logs.flatMap(supersededIn));
  const models = new Map<string, Set<string>>();
  const salts = new Map<string, string>();
  const wrongSalts: string[] = [];
  for (const { records: all } of logs)
    for (const { kind, fields } of all) {
      const leaf = kind === 'rollout' ? readRolloutLeaf(fields) : null;
      if (leaf?.action === 'start') {
        salts.set(leaf.rollout, leaf.salt);
        models.set(leaf.plan.model, (models.get(leaf.plan.model) ?? new Set()).add(leaf.rollout));
      }
    }
  for (const { records: all } of logs)
    for (const { kind, fields } of all) {
      const leaf = kind === 'rollout' ? readRolloutLeaf(fields) : null;
      if (leaf === null || leaf.action === 'start' || leaf.salt === null) continue;
      const committed = createHash('sha256').update(Buffer.from(leaf.salt, 'hex')).digest('hex');
      if (salts.get(leaf.rollout) !== committed) wrongSalts.push(leaf.rollout);
    }
  return [...models].map(([model, ids]) => ({
    model,
    report: replayRollouts(logs.map((log) => ({ origin: log.origin, events: eventsOf(log, ids, superseded) }))),
    wrongSalts: wrongSalts.filter((id) => ids.has(id)),
    superseded: logs.flatMap((log) => changesIn(log, ids)).filter((leaf) => superseded.has(leaf)),
  }));
}

async function readLog(folder: string, onRecord: () => void): Promise<ReadLog> {
  const reader = await openReader(folder);
  const records: LoggedRecord[] = [];
  for await (const { index, leaf } of reader.records(await reader.from())) {
    onRecord();
    if (records.length === 0 && leaf.kind !== 'rollout' && leaf.fields.rollout === undefined) continue;
    records.push({ index, time: leaf.time, kind: leaf.kind, fields: leaf.fields });
  }
  return { origin: reader.identity.origin, records };
}

const supersededIn = ({ records }: ReadLog): string[] =>
  records.flatMap(({ kind, fields }) =>
    kind === 'rollout' && fields.action === 'superseded' && typeof fields.leaf === 'string' ? [fields.leaf] : [],
  );

/** Returns the leaves of changes of these rollouts. */
const changesIn = ({ origin, records }: ReadLog, ids: ReadonlySet<string>): string[] =>
  records.flatMap(({ index, kind, fields }) =>
    kind === 'rollout' && ids.has(String(fields.rollout)) ? [`${origin}#${index}`] : [],
  );

/** Yields the events in a log for the rollouts of one model; every other record only lets time pass. */
function* eventsOf(
  { origin, records }: ReadLog,
  ids: ReadonlySet<string>,
  superseded: Superseded,
): Generator<ReplayedRecord> {
  const events = new RecordEvents();
  for (const record of records) {
    const { index, time: at, kind, fields } = record;
    const read = events.read(record);
    if (read !== null && ids.has(read.rollout)) yield { index, event: read.event, epoch: read.epoch };
    else {
      const leaf = kind === 'rollout' ? readRolloutLeaf(fields) : null;
      const isOfThese = leaf !== null && ids.has(leaf.rollout) && !superseded.has(`${origin}#${index}`);
      yield { index, at, leaf: isOfThese ? leaf : null };
    }
  }
}
