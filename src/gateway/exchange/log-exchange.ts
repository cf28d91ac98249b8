import type { GatewayRecord } from '../ports.ts';
import type { ExchangePorts } from './exchange.ts';

/** The log takes no records, and requests are not to be served without it. */
class LogUnavailable extends Error {
  override readonly name = 'LogUnavailable';
}

/**
 * Resolves with the number of a record once it is durable; with null where the log failed and requests are served all the same. Rejects with
 * LogUnavailable otherwise.
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

/** How often it is looked whether the log has caught up, in milliseconds. */
const LOOK_EVERY_MS = 10;

/** Waits while more waits for the log than may; then clients wait too. `isGone`: nobody waits any more. */
export async function roomInLog({ recorder, clock, settings }: ExchangePorts, isGone: () => boolean): Promise<void> {
  while (recorder.failure === null && recorder.waitingBytes > settings.maxWaitingBytes && !isGone())
    await new Promise<void>((resolve) => clock.after(LOOK_EVERY_MS, resolve));
}
