import { writeWhole } from '../../files/index.ts';
import { verify } from '../../gates/index.ts';
import type { Lang, Verification } from '../../schema/index.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { terminalStyle } from '../terminal/style.ts';
import { hashProgress } from './hash-progress.ts';
import { jobsOf } from './jobs-flag.ts';
import { timeOfFlag } from './stated-time.ts';
import { verificationText } from './verification-text.ts';

export interface VerifyFlags extends SharedFlags {
  readonly key?: readonly string[];
  readonly root?: readonly string[];
  readonly sigstoreRoot?: string;
  readonly identity?: readonly string[];
  readonly issuer?: string;
  readonly policy?: string;
  readonly signature?: readonly string[];
  readonly statement?: readonly string[];
  readonly with?: readonly string[];
  readonly ledgerKey?: readonly string[];
  readonly at?: string;
  readonly allowSymlinks?: boolean;
  readonly jobs?: string;
  readonly json?: string;
}

/** Exit codes of the verdicts. */
const EXITS: Readonly<Record<Verification['verdict'], number>> = {
  valid: EXIT.done,
  invalid: EXIT.findings,
  incomplete: EXIT.incomplete,
};

/** `zenbun verify`: checks everything that can be checked at hand, and lists the rest as the supplier's word. */
export async function verifyCommand(path: string, flags: VerifyFlags, lang: Lang): Promise<number> {
  const { quiet = false, json, color } = flags;
  const jobs = jobsOf(flags.jobs);
  const at = flags.at === undefined ? undefined : timeOfFlag(flags.at);
  const identities = (flags.identity ?? []).map((identity) => ({ identity, issuer: flags.issuer ?? null }));
  const { key: keys, root: roots, sigstoreRoot, policy, allowSymlinks } = flags;
  const { signature: signatures, statement: statements, with: alongside, ledgerKey: ledgerKeys } = flags;
  const trust = { keys, roots, sigstoreRoot, policy, identities, signatures, statements, alongside, ledgerKeys };
  const progress = hashProgress(lang, quiet);
  const result = await interruptible((signal) =>
    verify({ path, ...trust, allowSymlinks, at, jobs }, { signal, onProgress: (at) => progress.update(at) }),
  ).finally(() => progress.stop());
  const text = `${JSON.stringify(result, null, 2)}\n`;
  if (json !== undefined && json !== '-') await writeWhole(json, text);
  if (json === '-') await writeStdout(text);
  else if (!quiet) await writeStdout(verificationText(result, lang, terminalStyle(color, process.env)));
  return EXITS[result.verdict];
}
