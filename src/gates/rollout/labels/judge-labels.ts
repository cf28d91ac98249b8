import type { GatewayRecord, LiveJudge, Recorder } from '../../../gateway/index.ts';
import { isResponseBody, promptOf } from '../../ledger/exchange-texts.ts';
import { withinTime } from '../../within-time.ts';

/** Exchanges that are judged at once; those that wait for it, and the UTF-16 code units of their answers. */
const MOST_AT_ONCE = 4;
const MOST_WAITING = 256;
const MOST_WAITING_CHARS = 16 * 2 ** 20;
/** Requests that wait for their answers; beyond that, the oldest are forgotten. */
const MOST_OPEN = 10_000;
/** Answers of one exchange that a judge is asked about. */
const MOST_ANSWERS = 8;
/** For one exchange, in milliseconds. */
const MOST_MS = 120_000;
/** UTF-16 code units of a judge's name in a leaf. */
const MAX_NAME_CHARS = 80;

export interface JudgeLabelsPorts {
  readonly judge: LiveJudge;
  /** What the judge is called in the log. */
  readonly name: string;
  readonly recorder: Recorder;
  /** Whether the answers of a rollout are judged, by its ID. */
  readonly isJudged: (rollout: string) => boolean;
}

/** A request, and the bytes that it came in. */
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
 * Has a judge look at the answers of a rollout, of the canary and of its control alike, and appends what it says as a leaf `label` with
 * {rollout, intent, unsafe, judge}. `unsafe`: true where one answer of the exchange is harmful; null where the judge gave no clear word for one of
 * them; false where none is, and where nothing was said.
 *
 * So many are judged at once, and so many wait. What does not fit is dropped and gets no label, like everything that waits when the gateway ends.
 * After `labelWithin` it counts as harm of the canary where the next stage is decided on; for a rollback what both arms lack cancels. A judge that
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

  /** Exchanges that found no place. */
  get dropped(): number {
    return this.#dropped;
  }

  /** The recorder that exchanges write to: what it keeps is seen here. */
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

  /** A record is durable. Never throws. */
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
    // What failed without a word needs none: `error` has it.
    if (chars === 0 && fields.state !== 'complete') return;
    // Where nobody could read what was said, nobody can judge it.
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
    // A log that takes no records has everybody on stable anyway.
    await this.#ports.recorder.record({ kind: 'label', fields, body: null, subject: null }).catch(() => undefined);
  }

  /** Judges no more, and waits for what is being written. */
  async close(): Promise<void> {
    this.#end.abort(new Error('The gateway ends.'));
    this.#waiting.length = 0;
    await Promise.allSettled(this.#running);
  }
}

/** What the answers of a response say, as the model said it, before anything was withheld. Those that say nothing are left out. */
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
