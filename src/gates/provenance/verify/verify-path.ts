import type { Verification } from '../../../schema/index.ts';
import { BUNDLE_KIND } from '../../bundle/bundle-kind.ts';
import { FILE_KIND, FOLDER_KIND } from './content-kind.ts';
import { lookAt } from './named-thing.ts';
import { RECORD_KIND } from './record-kind.ts';
import { STATEMENT_KIND } from './statement-kind.ts';
import type { VerifiableKind, VerifyContext } from './verify-context.ts';

/** Kinds that can be verified, the most specific first; a plain file takes the rest. */
const VERIFIABLE_KINDS: readonly VerifiableKind[] = [BUNDLE_KIND, FOLDER_KIND, RECORD_KIND, STATEMENT_KIND, FILE_KIND];

/**
 * Determines what a path leads to, and checks everything about it that can be checked locally. Checks that fail are in
 * the result. Throws `not-found` and `unreadable` for what cannot be read, `limit` for statements over 10 MiB, `usage`
 * if nothing signed is there, and `damaged` for files that change.
 */
export async function verifyPath(path: string, options: VerifyContext): Promise<Verification> {
  const thing = await lookAt(path);
  return VERIFIABLE_KINDS.find((kind) => kind.recognises(thing))!.verify(thing, options);
}
