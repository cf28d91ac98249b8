import { readLeaf } from '../segments/leaf.ts';
import type { VerdictDraft } from './verdict.ts';

/**
 * The story told by the leaves of a log: which intents have responses, and what was erased and pruned. Takes leaves in
 * log order.
 */
export class LeafStory {
  readonly #integrity: VerdictDraft;
  readonly #completeness: VerdictDraft;
  /** Intents without a response, with their times. */
  readonly #open = new Map<number, number>();
  readonly #strayResponses: { index: number; intent: number }[] = [];
  readonly #erasing = new Map<string, number>();
  readonly #read: { from: number; to: number } = { from: -1, to: 0 };
  /** Pseudonyms of subjects whose erasure is in the log. */
  readonly erased = new Set<string>();
  /** The subset of `erased` whose erasure was completed. */
  readonly ended = new Set<string>();
  /** Records before this index may be gone. */
  prunedBefore = 0;
  /** Number of intents. */
  exchanges = 0;
  /** Number of exchanges whose end was lost in a crash, as recorded by the next writer to start. */
  lost = 0;

  constructor(integrity: VerdictDraft, completeness: VerdictDraft) {
    this.#integrity = integrity;
    this.#completeness = completeness;
  }

  see(index: number, bytes: Uint8Array): void {
    if (this.#read.from < 0) this.#read.from = index;
    this.#read.to = index + 1;
    const leaf = readLeaf(bytes);
    if (leaf === null) {
      this.#integrity.problem('leaf', `record ${index} is not a leaf`, `記録 ${index} の形式が正しくありません`, {
        index,
      });
      return;
    }
    const { kind, time, fields } = leaf;
    if (kind === 'intent') {
      this.exchanges += 1;
      this.#open.set(index, time);
    }
    if (kind === 'response' && fields.state === 'lost') this.lost += 1;
    if (kind === 'response' && !this.#open.delete(Number(fields.intent))) {
      this.#strayResponses.push({ index, intent: Number(fields.intent) });
    }
    if (kind === 'erasure-intended') {
      this.erased.add(String(fields.subject));
      this.#erasing.set(String(fields.subject), index);
    }
    if (kind === 'erasure-done') {
      this.#erasing.delete(String(fields.subject));
      this.ended.add(String(fields.subject));
    }
    if (kind === 'pruned') this.prunedBefore = Math.max(this.prunedBefore, Number(fields.before));
  }

  /** Index after the last record read. */
  get to(): number {
    return this.#read.to;
  }

  /** Number of intents without a response. */
  get openIntents(): number {
    return this.#open.size;
  }

  /**
   * Draws the conclusions at the end. `runningSince` (milliseconds since 1970): exchanges begun since then may still be
   * running.
   */
  end(runningSince = Number.POSITIVE_INFINITY): void {
    if (this.lost > 0) {
      this.#completeness.aside(
        `how ${this.lost} exchanges ended that a crash cut off`,
        `異常終了で途切れたやり取り ${this.lost} 件の回答`,
      );
    }
    let running = 0;
    for (const [index, time] of this.#open) {
      if (time >= runningSince) running += 1;
      else {
        this.#completeness.problem(
          'no-response',
          `record ${index} is an intent without a response`,
          `記録 ${index} のリクエストに、回答の記録がありません`,
          { index },
        );
      }
    }
    if (running > 0) {
      this.#completeness.unknown(
        `${running} exchanges without a response that began a short time ago: they may still be running`,
        `開始から間もなく、回答の記録がないやり取り ${running} 件（処理中の可能性あり）`,
      );
    }
    for (const { index, intent } of this.#strayResponses) {
      // Its intent may have been pruned.
      if (intent < Math.min(this.prunedBefore, this.#read.from)) continue;
      this.#completeness.problem(
        'no-intent',
        `record ${index} answers ${intent}, which waits for no response`,
        `記録 ${index} が指すリクエスト ${intent} は、回答を待っていません`,
        { index },
      );
    }
    for (const index of this.#erasing.values()) {
      this.#completeness.problem(
        'erasure-unfinished',
        `the erasure of record ${index} was not ended`,
        `記録 ${index} の消去が完了していません`,
        { index },
      );
    }
  }
}
