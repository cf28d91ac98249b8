import { ZenbunError } from '../../errors.ts';
import type { ServeOptions } from './serve-options.ts';

/** What serving needs of the world. */
export interface ServeRun {
  /** Keys of servers are taken from here alone, where the configuration says `env:NAME`. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** A gateway that serves. */
export interface Serving {
  /** `http://127.0.0.1:8787` */
  readonly url: string;
  readonly ledger: { readonly folder: string; readonly origin: string; readonly vkey: string };
  /** Models that are served, by their names for clients. */
  readonly models: readonly string[];
  /** A published checkpoint of everything recorded so far. */
  checkpoint(): Promise<string>;
  /** Takes another configuration, wholly or not at all: throws as `serve` does, and then serves as before. Address, ledger and limits stay. */
  reload(options: ServeOptions): void;
  /** Takes no new requests; those that run end and are recorded, or are broken off after `graceMs`. */
  stop(graceMs: number): Promise<void>;
  /** Resolves with the reason when the ledger takes no more records. */
  readonly failed: Promise<Error>;
}

/**
 * Serves models behind the gateway, with the ledger in its folder. Throws `usage` for settings that cannot be meant and for an address that
 * cannot be had, and as `openLedger` does.
 */
export async function serve(options: ServeOptions, run: ServeRun = {}): Promise<Serving> {
  // Loaded when asked for: the other gates need neither servers nor metrics.
  const { startServing } = await import('./start-serving.ts');
  return startServing(options, run);
}

/** Whether something is a fault of the configuration, which a reload tells without ending the service. */
export const isConfigFault = (cause: unknown): cause is ZenbunError =>
  cause instanceof ZenbunError && (cause.code === 'usage' || cause.code === 'not-found');
