import type { GatewayRecord, LiveJudge, Recorder } from '../../../gateway/index.ts';
import { isResponseBody, promptOf } from '../../ledger/exchange-texts.ts';
import { withinTime } from '../../within-time.ts';

/** Exchanges judged concurrently, exchanges waiting for it, and UTF-16 code units of the waiting answers. */
const MOST_AT_ONCE = 4;
const MOST_WAITING = 256;
const MOST_WAITING_CHARS = 16 * 2 ** 20;
/** Requests that wait for their answers; beyond this number, the oldest are forgotten. */
const MOST_OPEN = 10_000;
/** Maximum number of answers of one exchange that a judge is asked about. */
const MOST_ANSWERS = 8;
/** Time limit for one exchange, in milliseconds. */
const MOST_MS = 120_000;
/** Maximum length of a judge's name in a leaf, in UTF-16 code units. */
const MAX_NAME_CHARS = 80;

export interface JudgeLabelsPorts {
  readonly judge: LiveJudge;
  /** Name of the judge in the log. */
  readonly name: string;
  readonly recorder: Recorder;
  /** Reports whether the answers of a rollout, given by its ID, are judged. */
  readonly isJudged: (rollout: string) => boolean;
}

/** A request, and its raw bytes. */
interface UnansweredRequest {
  readonly rollout: string;
  readonly endpoint: string;
  readonly bytes: Uint8Array;
}

interface UnjudgedExchange extends UnansweredRequest {
  readonly intent: number;
  readonly answers: readonly string[];
  readonly chars: number;
}

/**
 * Has a judge look at the answers of a rollout, those of the canary and of its control alike, and appends the results
 * as leaves `label` with {rollout, intent, unsafe, judge}. `unsafe` is true if one answer of the exchange is harmful,
 * null if one of them could not be read or judged with certainty, and false if none is harmful or nothing was said.
 *
 * The numbers of exchanges judged concurrently and of those waiting are limited. What does not fit is dropped and gets
 * no label, like everything that still waits when the gateway ends. After `labelWithin` a missing label counts as harm
 * of the canary in the decision on the next stage; for a rollback, labels missing in both arms cancel out. A judge that
 * is too slow stops a rollout and never speeds it up.
 */
export class JudgeLabels {
  readonly #ports: JudgeLabelsPorts;
  readonly #name: string;
  readonly #open = new Map<number, UnansweredRequest>();
  readonly #waiting: UnjudgedExchange[] = [];
  #waitingChars = 0;
  readonly #running = new Set<Promise<void>>();
  readonly #end = new AbortController();
  #dropped = 0;

  constructor(ports: JudgeLabelsPorts) {
    this.#ports = ports;
    this.#name = ports.name.replace(/[^\x20-\x7e]/g, '?').slice(0, MAX_NAME_CHARS);
  }

  /** Number of exchanges that were dropped because the queue was full. */
  get dropped(): number {
    return this.#dropped;
  }

  /** The recorder that exchanges must write to, so that this class sees their records. */
  get recorder(): Recorder {
    const { recorder } = this.#ports;
    const see = (index: number, record: GatewayRecord) => this.see(index, record);
    return {
      async record(record) {
        const { index } = await recorder.record(record);
        see(index, record);
        return { index };
      },
      get failure() {
        return recorder.failure;
      },
      get waitingBytes() {
        return recorder.waitingBytes;
      },
      publicFile: (path) => recorder.publicFile(path),
    };
  }

  /** Call this when a record is durable. Never throws. */
  see(index: number, { kind, fields, body }: GatewayRecord): void {
    if (this.#end.signal.aborted || body === null) return;
    if (kind === 'response') this.#answered(fields, body);
    const { rollout, endpoint } = fields;
    if (kind !== 'intent' || typeof rollout !== 'string' || !this.#ports.isJudged(rollout)) return;
    this.#open.set(index, { rollout, endpoint: String(endpoint), bytes: body });
    if (this.#open.size > MOST_OPEN) this.#open.delete(this.#open.keys().next().value!);
  }

  #answered(fields: GatewayRecord['fields'], body: Uint8Array): void {
    const intent = Number(fields.intent);
    const open = this.#open.get(intent);
    if (open === undefined) return;
    this.#open.delete(intent);
    const answers = saidIn(body);
    const chars = answers.reduce((sum, text) => sum + text.length, 0);
    // A failure without any text needs no label: `error` covers it.
    if (chars === 0 && fields.state !== 'complete') return;
    // If nobody could read what was said, nobody can judge it.
    if (chars === 0) this.#begin(this.#append(open, intent, Number(fields.unreadPlaces) > 0 ? null : false));
    else this.#queue({ ...open, intent, answers, chars });
  }

  #queue(one: UnjudgedExchange): void {
    const isFull = this.#waiting.length >= MOST_WAITING || this.#waitingChars + one.chars > MOST_WAITING_CHARS;
    if (isFull) this.#dropped += 1;
    else {
      this.#waiting.push(one);
      this.#waitingChars += one.chars;
      this.#next();
    }
  }

  #next(): void {
    if (this.#running.size >= MOST_AT_ONCE || this.#end.signal.aborted) return;
    const one = this.#waiting.shift();
    if (one === undefined) return;
    this.#waitingChars -= one.chars;
    this.#begin(this.#judge(one));
  }

  #begin(work: Promise<void>): void {
    const done = work.finally(() => {
      this.#running.delete(done);
      this.#next();
    });
    this.#running.add(done);
  }

  async #judge({ answers, ...one }: UnjudgedExchange): Promise<void> {
    const prompt = promptOf(one.endpoint, jsonOf(one.bytes)) ?? '';
    let isSure = answers.length <= MOST_ANSWERS;
    let isUnsafe = false;
    await withinTime(MOST_MS, this.#end.signal, async (signal) => {
      for (const answer of answers.slice(0, MOST_ANSWERS)) {
        const word = await this.#ports.judge(prompt, answer, signal).catch(() => 'not-judged' as const);
        if (word === 'not-judged') isSure = false;
        isUnsafe = word === 'unsafe';
        if (isUnsafe) break;
      }
    });
    if (this.#end.signal.aborted) return;
    await this.#append(one, one.intent, isUnsafe || (isSure ? false : null));
  }

  async #append({ rollout }: UnansweredRequest, intent: number, unsafe: boolean | null): Promise<void> {
    const fields = { rollout, intent, unsafe, judge: this.#name };
    // If the log accepts no records, all traffic goes to the stable model anyway.
    await this.#ports.recorder.record({ kind: 'label', fields, body: null, subject: null }).catch(() => undefined);
  }

  /** Stops judging, and waits for records that are being written. */
  async close(): Promise<void> {
    this.#end.abort(new Error('The gateway ends.'));
    this.#waiting.length = 0;
    await Promise.allSettled(this.#running);
  }
}

/** Returns the answers of a response as the model gave them, before anything was withheld. Empty ones are left out. */
function saidIn(bytes: Uint8Array): readonly string[] {
  const body = jsonOf(bytes);
  if (!isResponseBody(body)) return [];
  return body.answers.map(({ said }) => said.map(({ text }) => text).join('\n\n')).filter((text) => text.trim() !== '');
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch {
    return null;
  }
}
