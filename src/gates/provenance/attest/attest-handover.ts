import { realpath } from 'node:fs/promises';
import { ZenbunError } from '../../../errors.ts';
import {
  handoverPredicate,
  PREDICATES,
  parseSignedFile,
  parseStatement,
  STATEMENT_TYPE,
  type Statement,
  toHex,
} from '../../../provenance/index.ts';
import { readStatementFile } from '../verify/read-statement.ts';
import type { Attestation, AttestOptions } from './attest-files.ts';
import { hashSubject, sha256Bytes } from './hashed-subject.ts';
import { kindsBeside, placeBeside, refuseExisting, writeStatement } from './statement-place.ts';

export interface AttestHandoverOptions extends AttestOptions {
  readonly from: string;
  readonly to: string;
  /** SHA-256 of the SPKI of the receiver's key, lower-case hex. */
  readonly toKey?: string | undefined;
  /** File of the previous hand-over; by default, the last one beside the path. */
  readonly previous?: string | undefined;
  readonly note?: string | undefined;
}

export interface HandoverAttestation extends Attestation {
  /** File of the previous hand-over; null if this is the first. */
  readonly previous: string | null;
}

/**
 * Signs the hand-over of a thing from one party to another; the giver signs. Throws as `attestFiles` does, and `usage`
 * if the previous statement is not a hand-over.
 */
export async function attestHandover(path: string, options: AttestHandoverOptions): Promise<HandoverAttestation> {
  const real = await realpath(path).catch(() => path);
  const numbers = (await kindsBeside(path).catch((): string[] => []))
    .flatMap((kind) => /^handover-(\d+)$/.exec(kind)?.[1] ?? [])
    .map(Number);
  const last = Math.max(0, ...numbers);
  const out = options.out ?? placeBeside(real, `handover-${last + 1}`);
  await refuseExisting(out);
  const previous = options.previous ?? (last === 0 ? null : placeBeside(real, `handover-${last}`));
  const before = previous === null ? null : await payloadDigest(previous);
  const subject = await hashSubject(path, options);
  const predicate = handoverPredicate({
    from: { name: options.from, key: options.signer.fingerprint },
    to: { name: options.to, key: options.toKey ?? null },
    at: new Date(options.now).toISOString(),
    previous: before,
    note: options.note ?? null,
  });
  const statement: Statement = {
    _type: STATEMENT_TYPE,
    subject: subject.subjects,
    predicateType: PREDICATES.handover,
    predicate,
  };
  await writeStatement(out, await options.signer.sign(statement));
  return { subject, previous, statements: [{ path: out, predicateType: statement.predicateType }] };
}

/** Returns the digest by which a hand-over refers to the previous one. */
async function payloadDigest(path: string): Promise<string> {
  const bytes = await readStatementFile(path);
  const { payload } = parseSignedFile(bytes).envelope;
  if (parseStatement(payload).predicateType !== PREDICATES.handover)
    throw new ZenbunError(
      'usage',
      { en: `${path} is not a hand-over`, ja: `${path} は引き渡しのステートメントではありません` },
      {
        advice: {
          en: 'Name the hand-over before with --previous.',
          ja: '直前の引き渡しを --previous で指定してください。',
        },
      },
    );
  return toHex(sha256Bytes(payload));
}
