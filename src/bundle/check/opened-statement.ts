import type { OpenedStatement } from '../../schema/index.ts';
import { isRecord } from '../bytes.ts';
import type { OpenedFile } from '../signed-statement.ts';

/** Subjects that are listed; a manifest has one for each part. */
const MAX_SUBJECTS = 20;

/** A statement as results list it. */
export function openedStatement(path: string, { statement, sha256, signedBy }: OpenedFile): OpenedStatement {
  const { predicateType, subject, predicate } = statement;
  const at = isRecord(predicate) && typeof predicate.at === 'string' ? predicate.at : null;
  return {
    path,
    sha256,
    predicateType,
    subjects: subject.slice(0, MAX_SUBJECTS).map(({ name, digest }) => ({
      name: String(name),
      sha256: typeof digest?.sha256 === 'string' ? digest.sha256 : null,
    })),
    signedBy: signedBy.map(({ name, fingerprint }) => ({ name, fingerprint })),
    at,
  };
}
