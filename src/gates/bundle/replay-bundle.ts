import type { BundledLedger } from '../../bundle/index.ts';
import { readLeaf } from '../../ledger/index.ts';
import type { Message, VerificationCheck } from '../../schema/index.ts';
import type { LoggedRecord } from '../rollout/record-events.ts';
import { type ReadLog, type ReplayedModel, replayLogs, unplacedIn } from '../rollout/replay-ledgers.ts';

/**
 * Maximum number of records kept to replay rollouts, counted from the first rollout of each log. A log with more must
 * be replayed from its folder.
 */
const MAX_RECORDS = 500_000;

/** Collects the rollout records from the leaves of a bundle and recomputes the decisions. */
export class RolloutReplay {
  readonly #logs = new Map<string, LoggedRecord[]>();
  #kept = 0;

  add(folder: string, index: number, leaf: Uint8Array): void {
    const records = this.#logs.get(folder);
    const bytes = Buffer.from(leaf.buffer, leaf.byteOffset, leaf.length);
    // Records before the first rollout do not matter to any rollout, and most logs have no rollouts.
    if (records === undefined && !bytes.includes('"rollout"')) return;
    if (++this.#kept > MAX_RECORDS) return;
    const read = readLeaf(leaf);
    if (read === null) return;
    const record = { index, time: read.time, kind: read.kind, fields: read.fields };
    if (records === undefined) this.#logs.set(folder, [record]);
    else records.push(record);
  }

  /** Returns the outcome of the recomputation; no checks if there are no rollouts. */
  checks(ledgers: readonly BundledLedger[]): VerificationCheck[] {
    const logs = ledgers.flatMap(({ folder, origin }): ReadLog[] => {
      const records = this.#logs.get(folder);
      return records === undefined ? [] : [{ origin, records }];
    });
    if (logs.length === 0) return [];
    if (this.#kept > MAX_RECORDS) return [told('not-checked', null, TOO_MANY)];
    const checks = replayLogs(logs).map(ofModel);
    const unplaced = unplacedIn(logs);
    return unplaced.length === 0
      ? checks
      : [...checks, told('not-checked', unplaced[0]!, unplacedRecords(unplaced.length))];
  }
}

function ofModel({ model, report, wrongSalts }: ReplayedModel): VerificationCheck {
  const isWrong =
    wrongSalts.length > 0 ||
    report.changes.some(({ verdict }) => verdict === 'differs') ||
    report.due.some(({ lateMs }) => lateMs === null) ||
    report.assignments.count > 0 ||
    report.problems.count > 0;
  if (isWrong)
    return told('failed', model, {
      en: 'the decisions of its rollout are not what the rule says of the evidence; see zenbun ledger replay',
      ja: '段階公開の判断が、証拠と規則による判断と一致しません（zenbun ledger replay を参照）',
    });
  if (report.changes.some(({ verdict }) => verdict === 'unknown'))
    return told('not-checked', model, {
      en: 'some decisions of its rollout cannot be recomputed from the records in the bundle',
      ja: 'バンドル内の記録からは再計算できない段階公開の判断があります',
    });
  return told('passed', model, {
    en: `all ${report.changes.length} decisions of its rollout are recomputed alike`,
    ja: `段階公開の全 ${report.changes.length} 件の判断が再計算の結果と一致`,
  });
}

const told = (state: VerificationCheck['state'], path: string | null, detail: Message): VerificationCheck => ({
  ...{ check: 'rollout-replay', state, path, detail, expected: null, found: null },
});

const TOO_MANY: Message = {
  en: 'the rollouts were not recomputed: too many records; use zenbun ledger replay',
  ja: '記録が多いため段階公開を再計算していません（zenbun ledger replay を使用してください）',
};

const unplacedRecords = (count: number): Message => ({
  en: `${count} ${count === 1 ? 'record' : 'records'} of rollouts could not be placed: their start is in no log of the bundle`,
  ja: `開始の記録がバンドル内にない段階公開の記録：${count} 件`,
});
