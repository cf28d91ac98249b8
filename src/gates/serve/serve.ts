import { ZenbunError } from '../../errors.ts';
import type { ServeOptions } from './serve-options.ts';
import type { ServeRun, Serving } from './serving.ts';

/**
 * Serves models behind the gateway, with the ledger in its folder. Throws `usage` for invalid settings and for an
 * address that is not available, and as `openLedger` does.
 */
export async function serve(options: ServeOptions, run: ServeRun = {}): Promise<Serving> {
  // Loaded on demand: the other gates need neither servers nor metrics.
  const { startServing } = await import('./start-serving.ts');
  return startServing(options, run);
}

/** Reports whether an error is a fault of the configuration, which a reload reports without ending the service. */
export const isConfigFault = (cause: unknown): cause is ZenbunError =>
  cause instanceof ZenbunError && (cause.code === 'usage' || cause.code === 'not-found');
