import type { Verification } from '../../../schema/index.ts';
import { BUNDLE_KIND } from '../../bundle/bundle-kind.ts';
import { FILE_KIND, FOLDER_KIND } from './content-kind.ts';
import { lookAt } from './named-thing.ts';
import { RECORD_KIND } from './record-kind.ts';
import { STATEMENT_KIND } from './statement-kind.ts';
import type { VerifiableKind, VerifyContext } from './verify-context.ts';

/** What can be verified, the most particular first; a plain file takes what is left. */
const VERIFIABLE_KINDS: readonly VerifiableKind[] = [BUNDLE_KIND, FOLDER_KIND, RECORD_KIND, STATEMENT_KIND, FILE_KIND];

/**
 * Finds out what stands at a path, and checks all of it that can be checked at hand. What does not hold is in the result. Throws `not-found` and
 * `unreadable` for what cannot be read, `limit` for statements over 10 MiB, `usage` where nothing signed is there, `damaged` for files that change.
 */
export async function verifyPath(path: string, options: VerifyContext): Promise<Verification> {
  const thing = await lookAt(path);
  return VERIFIABLE_KINDS.find((kind) => kind.recognises(thing))!.verify(thing, options);
}
