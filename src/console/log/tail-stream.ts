import type { ConsoleLog, ConsolePorts } from '../ports.ts';
import type { ConsoleRowSource } from '../rows/row-source.ts';

/**
 * A client that reads server-sent events. `write` resolves when there is room for more, or at once after the client has
 * left.
 */
export interface TailReader {
  write(event: TailEvent): Promise<unknown>;
  readonly isGone: boolean;
  /** Calls the listener when the client leaves. */
  onGone(listener: () => void): void;
}

/**
 * An event of the tail. `event` undefined: a comment that keeps the connection alive. `id`: index of the record, after
 * which a returning client continues.
 */
export interface TailEvent {
  readonly event?: 'row' | 'gap';
  readonly id?: number;
  readonly data: string;
}

export interface TailPorts extends Pick<ConsolePorts, 'after' | 'closing'> {
  readonly log: ConsoleLog;
  readonly rows: ConsoleRowSource;
  /** Reports whether the reader is still signed in. */
  readonly isStillIn: () => boolean;
}

/**
 * Number of records a reader may fall behind; beyond that it continues this far before the end, and is told what it has
 * missed.
 */
export const MAX_BEHIND = 2000;
export const KEPT_BEHIND = 500;
/** Number of rows read at a time. */
const AT_ONCE = 100;
const KEEP_ALIVE_MS = 15_000;
/** Maximum time a reader may take to make room for one event. */
export const STALLED_MS = 30_000;

/**
 * Sends the rows of a log from an index on as they arrive, until the reader leaves. Uses little memory: rows are read
 * from the log when there is room for them. Throws if the reader makes no room for too long.
 */
export async function tailRows(slow: TailReader, from: number | null, ports: TailPorts): Promise<void> {
  const { log, closing, isStillIn } = ports;
  const reader = impatient(slow, ports.after);
  const bell = new Bell(ports.after);
  const ring = () => bell.ring();
  const stop = log.follow(ring);
  reader.onGone(ring);
  closing.addEventListener('abort', ring);
  const isOver = () => reader.isGone || closing.aborted || !isStillIn();
  try {
    let next = from ?? (await log.size());
    await reader.write({ data: '' });
    while (!isOver()) {
      bell.reset();
      const sent = await sendRows(reader, next, ports, isOver);
      const hasMore = sent > next;
      next = sent;
      if (hasMore || isOver() || (await bell.rung(KEEP_ALIVE_MS))) continue;
      await reader.write({ data: '' });
    }
  } finally {
    stop();
    closing.removeEventListener('abort', ring);
  }
}

/** Wraps a reader so that writes fail when they take too long. */
const impatient = (reader: TailReader, after: ConsolePorts['after']): TailReader => ({
  async write(event) {
    let stop = () => {};
    const stalled = new Promise<never>((_, reject) => {
      stop = after(STALLED_MS, () => reject(new Error('the reader makes no room')));
    });
    try {
      return await Promise.race([reader.write(event), stalled]);
    } finally {
      stop();
    }
  },
  get isGone() {
    return reader.isGone;
  },
  onGone: (listener) => reader.onGone(listener),
});

/** Sends the available rows; returns the index to continue from. */
async function sendRows(reader: TailReader, from: number, ports: TailPorts, isOver: () => boolean): Promise<number> {
  const { log, rows } = ports;
  const size = await log.size();
  const start = Math.max(await log.first(), size - from > MAX_BEHIND ? size - KEPT_BEHIND : from);
  if (start > from) await reader.write({ event: 'gap', id: start - 1, data: JSON.stringify({ from, to: start }) });
  const end = Math.min(size, start + AT_ONCE);
  if (start >= end) return start;
  for (const row of await rows.all(await log.range(start, end))) {
    if (isOver()) return end;
    await reader.write({ event: 'row', id: row.index, data: JSON.stringify(row) });
  }
  // A record that cannot be read has no row.
  return end;
}

/** Wakes a waiting task, and remembers a ring while none is waiting. */
class Bell {
  readonly #after: ConsolePorts['after'];
  #hasRung = false;
  #wake: (() => void) | null = null;

  constructor(after: ConsolePorts['after']) {
    this.#after = after;
  }

  ring(): void {
    this.#hasRung = true;
    this.#wake?.();
  }

  reset(): void {
    this.#hasRung = false;
  }

  /** Resolves when it rings or after `ms` milliseconds; returns whether it rang. */
  async rung(ms: number): Promise<boolean> {
    if (!this.#hasRung) {
      let stop = () => {};
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        stop = this.#after(ms, resolve);
      });
      this.#wake = null;
      stop();
    }
    return this.#hasRung;
  }
}
