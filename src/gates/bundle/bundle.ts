import type { ChecklistAnswers } from '../../schema/index.ts';
import { readSigningKey } from '../provenance/keys/signing-key-file.ts';
import { type MadeBundle, makeBundle } from './make/make-bundle.ts';

/** What goes into an evidence bundle, and who signs it. */
export interface BundleOptions {
  /** Results, folders of comparisons, signed statements, ledgers and their public copies. */
  readonly inputs: readonly string[];
  /** Where the archive is written: `FILE.zenbun.zip`. */
  readonly output: string;
  /** File of the private key that signs the manifest. */
  readonly key: string;
  /** Of an encrypted key. */
  readonly passphrase?: string | null | undefined;
  /** Digests and shapes in place of texts. */
  readonly redact?: boolean | undefined;
  /** First record of the log; 0 if not given. */
  readonly from?: number | undefined;
  /** The record behind the last; all that the checkpoint covers if not given. */
  readonly to?: number | undefined;
  /** Policy that was in force: a file, taken as it is. */
  readonly policy?: string | undefined;
  /** Answers of people to the checklist. */
  readonly answers?: ChecklistAnswers | null | undefined;
  /** Public keys of logs that are no folders of a ledger: `<name>+<hash>+<base64>`. */
  readonly ledgerKeys?: readonly string[] | undefined;
}

/** What making a bundle needs of the world. */
export interface BundleRun {
  /** Keys of S3, and `ZENBUN_LEDGER_KEY` for a gateway that asks for one. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds since 1970: the time that the bundle states. */
  readonly now?: () => number;
}

/** Reads the key and makes the bundle. Throws as `makeBundle`, and `not-found` and `unreadable` for the key. */
export async function bundle(options: BundleOptions, run: BundleRun = {}): Promise<MadeBundle> {
  const { inputs, key: file, passphrase = null, ...given } = options;
  const { key } = await readSigningKey(file, passphrase);
  return makeBundle(inputs, { ...given, key, env: run.env ?? {}, signal: run.signal, now: run.now ?? Date.now });
}
