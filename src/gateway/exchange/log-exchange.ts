import type { GatewayRecord } from '../ports.ts';
import type { ExchangePorts } from './exchange.ts';

/** The log takes no records, and requests are not to be served without it. */
export class LogUnavailable extends Error {
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
