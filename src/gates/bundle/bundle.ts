import type { ChecklistAnswers } from '../../schema/index.ts';
import { readSigningKey } from '../provenance/keys/signing-key-file.ts';
import { type MadeBundle, makeBundle } from './make/make-bundle.ts';

/** Contents of an evidence bundle, and who signs it. */
export interface BundleOptions {
  /** Results, folders of comparisons, signed statements, ledgers and their public copies. */
  readonly inputs: readonly string[];
  /** Path of the archive to write: `FILE.zenbun.zip`. */
  readonly output: string;
  /** File of the private key that signs the manifest. */
  readonly key: string;
  /** Passphrase of an encrypted key. */
  readonly passphrase?: string | null | undefined;
  /** Include lengths and digests in place of texts. */
  readonly redact?: boolean | undefined;
  /** First record of the log; 0 by default. */
  readonly from?: number | undefined;
  /** End of the range, exclusive; by default, everything that the checkpoint covers. */
  readonly to?: number | undefined;
  /** Policy that was in force: a file, included unchanged. */
  readonly policy?: string | undefined;
  /** People's answers to the checklist. */
  readonly answers?: ChecklistAnswers | null | undefined;
  /** Public keys of logs that are not folders of a ledger: `<name>+<hash>+<base64>`. */
  readonly ledgerKeys?: readonly string[] | undefined;
}

/** Environment for making a bundle. */
export interface BundleRun {
  /** Keys of S3, and `ZENBUN_LEDGER_KEY` for a gateway that asks for one. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
  /** Clock for the time that the bundle states, in milliseconds since 1970. */
  readonly now?: () => number;
}

/** Reads the key and makes the bundle. Throws as `makeBundle` does, and `not-found` and `unreadable` for the key. */
export async function bundle(options: BundleOptions, run: BundleRun = {}): Promise<MadeBundle> {
  const { inputs, key: file, passphrase = null, ...given } = options;
  const { key } = await readSigningKey(file, passphrase);
  return makeBundle(inputs, { ...given, key, env: run.env ?? {}, signal: run.signal, now: run.now ?? Date.now });
}
