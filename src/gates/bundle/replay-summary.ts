import { isDeepStrictEqual } from 'node:util';
import type { BundledLedger } from '../../bundle/index.ts';
import { readLeaf } from '../../ledger/index.ts';
import type { LedgerCounting, Message, VerificationCheck } from '../../schema/index.ts';
import { CountedRecords } from '../report/counted-records.ts';

/** Maximum number of unfinished exchanges kept while counting. A log with more must be counted from its folder. */
const MAX_OPEN = 200_000;

const COUNTINGS: readonly LedgerCounting[] = [1, 2];
type Counted = Readonly<Record<LedgerCounting, CountedRecords>>;

const nothingCounted = (): Counted => ({ 1: new CountedRecords(1), 2: new CountedRecords(2) });

/**
 * Recounts the records of the logs in a bundle and compares the counts with their summaries. A summary of an earlier
 * version is checked with that version's way of counting.
 */
export class SummaryReplay {
  readonly #counted = new Map<string, Counted>();
  readonly #tooLarge = new Set<string>();

  /** Counts a leaf. `folder` must belong to a log that has a summary. */
  add(folder: string, index: number, leaf: Uint8Array): void {
    if (this.#tooLarge.has(folder)) return;
    const counted = this.#counted.get(folder) ?? nothingCounted();
    this.#counted.set(folder, counted);
    const read = readLeaf(leaf);
    if (read !== null) for (const counting of COUNTINGS) counted[counting].add({ index, leaf: read });
    if (counted[2].open <= MAX_OPEN) return;
    this.#tooLarge.add(folder);
    this.#counted.delete(folder);
  }

  /** Checks `summary` as found in the bundle; it may be anything, since its signer is not trusted. */
  checks({ folder, size, from, to, entries }: BundledLedger, summary: unknown): VerificationCheck[] {
    const path = `${folder}/summary.json`;
    if (entries === 'redacted') return [told('claimed', path, REDACTED)];
    if (from !== 0 || to !== size) return [told('not-checked', path, IN_PART)];
    if (this.#tooLarge.has(folder)) return [told('not-checked', path, TOO_MANY)];
    if (typeof summary !== 'object' || summary === null) return [told('failed', path, NO_SUMMARY)];
    const stated = summary as Record<string, unknown>;
    const counting: LedgerCounting = stated.counting === 2 ? 2 : 1;
    const counts = { records: size, ...(this.#counted.get(folder) ?? nothingCounted())[counting].counts() };
    const wrong = Object.entries(counts).flatMap(([field, count]) => {
      // Ignore titles of signals: their wording depends on the version that wrote them.
      const [expected, found] = [count, stated[field]].map((value) => (field === 'alarms' ? placesOf(value) : value));
      return isDeepStrictEqual(expected, found) ? [] : [{ field, expected: short(expected), found: short(found) }];
    });
    if (wrong.length === 0) return [told('passed', path, COUNTED), told('claimed', path, REST)];
    return wrong.map(({ field, ...values }) => ({ ...told('failed', path, differs(field)), ...values }));
  }
}

const placesOf = (alarms: unknown): unknown =>
  Array.isArray(alarms) ? alarms.map((one) => [one?.index, one?.time, one?.isAcknowledged]) : alarms;

const MAX_SHOWN_CHARS = 200;
const short = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > MAX_SHOWN_CHARS ? `${text.slice(0, MAX_SHOWN_CHARS - 1)}…` : text;
};

const told = (state: VerificationCheck['state'], path: string, detail: Message): VerificationCheck => ({
  ...{ check: 'ledger-summary', state, path, detail, expected: null, found: null },
});

const COUNTED: Message = {
  en: 'exchanges, answers by outcome and model, alarms and times were counted again from the records, with the same result',
  ja: 'やり取り、判定別・モデル別の回答数、警報、日時を記録から再集計し、一致を確認',
};
const REST: Message = {
  en: "what the summary says of erased texts, rollouts and earlier checks of the log is the word of the manifest's signer",
  ja: '概要のうち、消去した本文、段階公開、過去のログ検証に関する記載はマニフェスト署名者の申告です',
};
const REDACTED: Message = {
  en: "the records are redacted: what the summary counts is the word of the manifest's signer",
  ja: '記録が伏せ字のため、概要の集計値はマニフェスト署名者の申告です',
};
const IN_PART: Message = {
  en: 'the summary was not counted again: the bundle has not all records of the log',
  ja: 'ログの全記録が含まれていないため、概要を再集計していません',
};
const TOO_MANY: Message = {
  en: 'the summary was not counted again: too many exchanges without an end; use zenbun report on the ledger',
  ja: '未完了のやり取りが多いため概要を再集計していません（証跡に zenbun report を使用してください）',
};
const NO_SUMMARY: Message = { en: 'it is not a summary of a log', ja: 'ログの概要の形式ではありません' };

const differs = (field: string): Message => ({
  en: `the summary says something else of ${field} than the records`,
  ja: `概要の ${field} が記録と一致しません`,
});
