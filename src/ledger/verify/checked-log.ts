import { checkLog, type FetchPath, type LogReport, type NoteKey, type OpenedCheckpoint } from '../../tlog/index.ts';
import { ed25519Verify } from '../keys/signer-key.ts';
import { sha256 } from '../sha256.ts';
import type { LeafStory } from './leaf-story.ts';
import type { VerdictDraft } from './verdict.ts';

export interface CheckedLog {
  readonly report: LogReport;
  readonly story: LeafStory;
  /** As in the result. */
  readonly bodies: { readonly opened: number; readonly erased: readonly number[] } | null;
}

export interface Drafts {
  readonly integrity: VerdictDraft;
  readonly completeness: VerdictDraft;
}

/** The options used by the check of a log, with the values parsed from them. */
export interface Checking {
  readonly witnesses?: readonly NoteKey[] | undefined;
  readonly runningSince?: number | undefined;
  readonly visit?: ((index: number, leaf: Uint8Array) => void) | undefined;
  readonly key: NoteKey;
  readonly earlier: OpenedCheckpoint | null;
}

/** Checks the public log. */
export const checkedLog = (
  fetch: FetchPath,
  { key, earlier, witnesses = [] }: Checking,
  visit: (index: number, leaf: Uint8Array) => void | Promise<void>,
): Promise<LogReport> =>
  checkLog({
    fetch,
    log: key,
    witnesses,
    sha256,
    verify: ed25519Verify,
    visit,
    mostFaults: 1e6,
    ...(earlier && { earlier }),
  });
