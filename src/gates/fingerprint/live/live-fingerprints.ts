import { ZenbunError } from '../../../errors.ts';
import type { Recorder } from '../../../gateway/index.ts';
import type { FingerprintResult } from '../../../schema/index.ts';

type FingerprintLeaf = Parameters<Recorder['record']>[0]['fields'];

/** Ports of scheduled checks. */
export interface LiveFingerprintPorts {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Calls back once, unless the returned function is called first. */
  readonly after: (ms: number, callback: () => void) => () => void;
  /** Asks the upstream of a model and compares. */
  readonly check: (model: string, signal: AbortSignal) => Promise<FingerprintResult>;
  /** Resolves when the leaf is durable. */
  readonly append: (fields: FingerprintLeaf) => Promise<unknown>;
  /**
   * Called when a check found that a model differs, after its record was written or failed. `isNew`: the check before
   * did not find that.
   */
  readonly onDiffers: (model: string, result: FingerprintResult, isNew: boolean) => void;
  /** Called when a check could not be carried out or recorded; later checks go ahead. */
  readonly warn: (cause: unknown) => void;
}

/** State of the checks of a model. */
export interface FingerprintStanding {
  readonly model: string;
  /** `not-checked`: no check yet, or the last one could not be carried out. */
  readonly decision: FingerprintResult['decision'] | 'not-checked';
  /** Time of the last check, in milliseconds since 1970; null before the first. */
  readonly at: number | null;
  readonly eValue: number | null;
}

/** Delay of the first checks, so that they do not disturb the start, and the least pause between two rounds. */
const FIRST_AFTER_MS = 1000;

/** Checks the named models repeatedly, one check at a time, and writes a leaf for each. */
export class LiveFingerprints {
  readonly #ports: LiveFingerprintPorts;
  readonly #everyMs: number;
  readonly #standings: Map<string, FingerprintStanding>;
  readonly #differing = new Set<string>();
  readonly #closing = new AbortController();
  #cancel: () => void;
  #round: Promise<void> = Promise.resolve();

  constructor(models: readonly string[], everyMs: number, ports: LiveFingerprintPorts) {
    this.#ports = ports;
    this.#everyMs = everyMs;
    this.#standings = new Map(
      models.map((model) => [model, { model, decision: 'not-checked', at: null, eValue: null }]),
    );
    this.#cancel = ports.after(FIRST_AFTER_MS, this.#begin);
  }

  get all(): readonly FingerprintStanding[] {
    return [...this.#standings.values()];
  }

  /** Reports whether the last conclusive check found that this model differs. */
  differs(model: string): boolean {
    return this.#differing.has(model);
  }

  /** Stops checking; a running check is aborted. */
  async close(): Promise<void> {
    this.#cancel();
    this.#closing.abort();
    await this.#round;
  }

  readonly #begin = (): void => {
    const begun = this.#ports.now();
    this.#round = this.#checkAll().then(() => {
      if (this.#closing.signal.aborted) return;
      const left = this.#everyMs - (this.#ports.now() - begun);
      this.#cancel = this.#ports.after(Math.max(left, FIRST_AFTER_MS), this.#begin);
    });
  };

  async #checkAll(): Promise<void> {
    for (const model of this.#standings.keys()) {
      if (this.#closing.signal.aborted) return;
      await this.#checkOne(model).catch(this.#ports.warn);
    }
  }

  async #checkOne(model: string): Promise<void> {
    const before = this.#standings.get(model)!;
    let result: FingerprintResult;
    try {
      result = await this.#ports.check(model, this.#closing.signal);
    } catch (cause) {
      if (this.#closing.signal.aborted) return;
      this.#standings.set(model, { ...before, decision: 'not-checked', at: this.#ports.now() });
      const reason = cause instanceof ZenbunError ? cause.code : 'internal';
      await this.#ports.append({ model, decision: 'not-checked', reason });
      throw cause;
    }
    const { decision, eValue } = result;
    this.#standings.set(model, { model, decision, at: this.#ports.now(), eValue });
    if (decision === 'differs') this.#differing.add(model);
    if (decision === 'same-within-margin') this.#differing.delete(model);
    try {
      await this.#ports.append(fieldsOf(model, result));
    } finally {
      // A failing log must not prevent a reaction.
      if (decision === 'differs') this.#ports.onDiffers(model, result, before.decision !== 'differs');
    }
  }
}

/**
 * Returns the content of the leaf: amounts and digests, but no texts. Amounts are strings, because a leaf holds whole
 * numbers only.
 */
function fieldsOf(model: string, result: FingerprintResult): FingerprintLeaf {
  const { reference, requests } = result;
  return {
    model,
    decision: result.decision,
    method: result.method,
    nth: result.nth,
    difference: rounded(result.difference),
    upper: rounded(result.interval[1]),
    margin: rounded(result.margin),
    p: rounded(result.pValue),
    e: result.eValue === null ? null : rounded(result.eValue),
    alpha: String(result.alpha),
    requests: requests.check,
    reference: reference.sha256,
    digest: reference.digest,
  };
}

const rounded = (value: number): string => String(Number(value.toPrecision(6)));
