import type { LeafFields } from '../../../ledger/index.ts';
import { boundedText } from '../../../rollout/index.ts';
import type { AnswerFacts, LiveWatchStatus, WatchAlarm } from '../../../schema/index.ts';
import { ReferenceBuilder, Watch, type WatchReference } from '../../../watch/index.ts';
import type { LoggedRecord } from '../../rollout/record-events.ts';
import { referenceSha256 } from '../reference-file.ts';
import { LoggedFacts } from './logged-facts.ts';
import type { LiveWatchSettings } from './watch-settings.ts';
import type { StoredWatch, WatchStore } from './watch-store.ts';

/** Ports of a watch. */
export interface LiveWatchPorts {
  readonly store: WatchStore;
  /** Clock in milliseconds since 1970. */
  readonly now: () => number;
  /** Resolves when the leaf is durable. */
  readonly append: (fields: LeafFields) => Promise<unknown>;
  /** Called when an alarm was raised and recorded. */
  readonly onAlarm: (alarm: WatchAlarm) => void;
  /** Reads the records of the log from an index, or from a time on. */
  readonly recordsFrom: (index: number) => AsyncIterable<LoggedRecord>;
  readonly recordsSince: (time: number) => AsyncIterable<LoggedRecord>;
  /** Called when something could not be written; the watch continues. */
  readonly warn: (cause: unknown) => void;
}

const iso = (ms: number) => new Date(ms).toISOString();

/**
 * Watches the answers of a gateway as they come. It first gathers a reference. When that is old enough, it is frozen by
 * a leaf, and answers are compared with it from then on. The state survives a restart: it is saved now and then, and
 * the log provides the rest.
 */
export class LiveWatch {
  readonly #settings: LiveWatchSettings;
  readonly #ports: LiveWatchPorts;
  #facts = new LoggedFacts();
  #builder: ReferenceBuilder | null = null;
  #gatheringSince = 0;
  #gathered = 0;
  #watch: Watch | null = null;
  #sha256 = '';
  #next = 0;
  /** Writes are done one after the other. */
  #work: Promise<void> = Promise.resolve();

  constructor(settings: LiveWatchSettings, ports: LiveWatchPorts) {
    this.#settings = settings;
    this.#ports = ports;
  }

  /** Takes up the saved state. `reference`: one from a file, in place of the first days. */
  async open(reference: WatchReference | null): Promise<void> {
    const stored = await this.#ports.store.stored();
    const { identity } = this.#settings.watch;
    const known = stored?.identity === identity ? stored : null;
    const isGathering = known !== null && known.gatheringSince !== null;
    // The file of the previous reference still exists while the next one is gathered.
    const frozen = reference ?? (isGathering ? null : await this.#ports.store.reference());
    if (frozen === null || (reference === null && frozen.identity !== identity)) return this.#gatherAgain(known);
    const isSame = known !== null && known.state !== null && known.reference === referenceSha256(frozen);
    this.#begin(frozen, isSame ? known.state : null);
    if (isSame) await this.#catchUp(this.#ports.recordsFrom(known.from), known.next);
    else await this.#note('reference', frozen);
  }

  async #gatherAgain(known: StoredWatch | null): Promise<void> {
    const since = known?.gatheringSince ?? null;
    this.#gather(since ?? this.#ports.now());
    if (since === null) await this.#note('gathering', null);
    else await this.#catchUp(this.#ports.recordsSince(since), 0);
  }

  /** Reads what the log has beyond the saved state; an alarm in it that was never reported is reported now. */
  async #catchUp(records: AsyncIterable<LoggedRecord>, next: number): Promise<void> {
    let untold: WatchAlarm | null = null;
    for await (const record of records) {
      const facts = this.#facts.read(record);
      this.#next = record.index + 1;
      if (facts !== null && record.index >= next) untold = this.#take(facts) ?? untold;
      if (record.kind === 'watch' && record.fields.action === 'alarm') untold = null;
    }
    if (untold !== null) this.#raise(untold);
  }

  status(): LiveWatchStatus {
    const schema = 'zenbun.watch-live/1';
    if (this.#watch !== null) return { schema, referenceSha256: this.#sha256, ...this.#watch.status() };
    const until = this.#gatheringSince + this.#settings.referenceMs;
    return {
      schema,
      verdict: 'gathering',
      since: iso(this.#gatheringSince),
      until: iso(until),
      answers: this.#gathered,
    };
  }

  /**
   * Call this when a record of the log is durable, in the order of the log; one that was already read there counts
   * once.
   */
  see(record: LoggedRecord): void {
    if (record.index < this.#next) return;
    const alarm = this.#learn(record);
    if (alarm !== null) this.#raise(alarm);
    if (this.#builder !== null && record.time >= this.#gatheringSince + this.#settings.referenceMs)
      this.#freeze(record.time);
  }

  /**
   * Acknowledges an alarm, after which the evidence starts anew. Returns false if there was none. Rejects if the log
   * does not accept it; then the alarm stays.
   */
  async acknowledge(by: string, reason: string): Promise<boolean> {
    const watch = this.#watch;
    if (watch?.status().verdict !== 'alarm') return false;
    await this.#ports.append({ action: 'acknowledged', ...boundedOrder(by, reason) });
    watch.acknowledge();
    await this.keep();
    return true;
  }

  /** Begins to gather a new reference. Rejects if the log does not accept it; then the old one stays. */
  async renew(by: string, reason: string): Promise<void> {
    const { identity } = this.#settings.watch;
    await this.#ports.append({ action: 'gathering', identity, ...boundedOrder(by, reason) });
    this.#gather(this.#ports.now());
    await this.keep();
  }

  /** Saves the state, so that a restart need not read the whole log. */
  keep(): Promise<void> {
    return this.#inTurn(() => this.#write());
  }

  #write(): Promise<void> {
    return this.#ports.store.write({
      gatheringSince: this.#builder === null ? null : this.#gatheringSince,
      state: this.#watch?.state() ?? null,
      identity: this.#settings.watch.identity,
      reference: this.#sha256,
      from: this.#facts.oldest(this.#next),
      next: this.#next,
    });
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(work).catch(this.#ports.warn);
    return this.#work;
  }

  #learn(record: LoggedRecord): WatchAlarm | null {
    this.#next = record.index + 1;
    const facts = this.#facts.read(record);
    return facts === null ? null : this.#take(facts);
  }

  #take(facts: AnswerFacts): WatchAlarm | null {
    if (this.#watch !== null) return this.#watch.see(facts);
    this.#builder?.see(facts);
    this.#gathered += 1;
    return null;
  }

  #gather(since: number): void {
    this.#builder = new ReferenceBuilder(this.#settings.reference);
    this.#gatheringSince = since;
    this.#gathered = 0;
    this.#watch = null;
    this.#sha256 = '';
  }

  #begin(reference: WatchReference, state: ReturnType<Watch['state']> | null): void {
    // Naming a file declares that it is a reference of this system.
    this.#watch = new Watch(reference, { ...this.#settings.watch, identity: reference.identity }, state);
    this.#sha256 = referenceSha256(reference);
    this.#builder = null;
  }

  #freeze(now: number): void {
    if (this.#gathered === 0) {
      // Nothing could ever be compared with an empty reference.
      this.#gatheringSince = now;
      void this.#inTurn(() => this.#write());
      return;
    }
    const reference = this.#builder!.reference();
    this.#begin(reference, null);
    void this.#inTurn(async () => {
      await this.#ports.store.writeReference(reference);
      await this.#note('reference', reference);
      await this.#write();
    });
  }

  async #note(action: 'reference' | 'gathering', reference: WatchReference | null): Promise<void> {
    const { identity } = this.#settings.watch;
    const { alpha, horizon } = this.#settings.watch;
    const about =
      reference === null
        ? { identity }
        : {
            identity: reference.identity,
            sha256: referenceSha256(reference),
            answers: reference.answers,
            from: reference.from,
            to: reference.to,
            alpha: Math.round(alpha * 100_000),
            horizon,
          };
    await this.#ports.append({ action, ...about });
  }

  #raise(alarm: WatchAlarm): void {
    const { at, answers, evidence, threshold, signals } = alarm;
    const named = signals.filter((signal) => signal.named).map(({ id }) => id);
    const logs = { evidence: thousandths(evidence), threshold: thousandths(threshold) };
    const fields = { action: 'alarm', at, answers, ...logs, signals: named, reference: this.#sha256 };
    void this.#inTurn(async () => {
      await this.#ports.append(fields);
      this.#ports.onAlarm(alarm);
      await this.#write();
    });
  }
}

/** Bytes that a leaf has for who ordered something and why. */
const MAX_BY_BYTES = 128;
const MAX_REASON_BYTES = 480;
const boundedOrder = (by: string, reason: string) => ({
  by: boundedText(by, MAX_BY_BYTES),
  reason: boundedText(reason, MAX_REASON_BYTES),
});

/** Returns the natural logarithm in thousandths, because leaves hold whole numbers. */
const thousandths = (value: number) => Math.round(Math.log(value) * 1000);
