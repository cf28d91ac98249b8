import type { GatewayRecord } from '../ports.ts';
import type { ExchangePorts } from './exchange.ts';

/** The log takes no records, and requests must not be served without it. */
class LogUnavailable extends Error {
  override readonly name = 'LogUnavailable';
}

/**
 * Appends a record and resolves with its number once it is durable, or with null if the log failed and requests are
 * served regardless. Rejects with LogUnavailable otherwise.
 */
export async function logged(record: GatewayRecord, ports: ExchangePorts): Promise<number | null> {
  const { recorder, clock, metrics, settings } = ports;
  const since = clock.now();
  try {
    const { index } = await recorder.record(record);
    metrics.logged.observe((clock.now() - since) / 1000);
    return index;
  } catch (cause) {
    if (settings.requiresLog) throw new LogUnavailable('The log takes no records.', { cause });
    return null;
  }
}

/** Interval between checks whether the log has caught up, in milliseconds. */
const LOOK_EVERY_MS = 10;

/**
 * Waits while more bytes are queued for the log than allowed, which makes clients wait too. Stops waiting once `isGone`
 * returns true.
 */
export async function roomInLog({ recorder, clock, settings }: ExchangePorts, isGone: () => boolean): Promise<void> {
  while (recorder.failure === null && recorder.waitingBytes > settings.maxWaitingBytes && !isGone())
    await new Promise<void>((resolve) => clock.after(LOOK_EVERY_MS, resolve));
}
