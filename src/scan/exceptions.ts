import { createHash } from 'node:crypto';
import type { DatasetFinding, Detector } from '../detectors/index.ts';
import type { AcceptedFinding, ReviewedException } from '../schema/index.ts';
import type { StandingRow } from './rows/flagged-rows.ts';

/** Identifies a finding within one scan by the index of its detector and its key. */
const nameOf = (detector: number, key: string) => `${detector}\n${key}`;

/**
 * Maps each finding to 32 hex digits over its rows in their order. Different rows, or a different order, give a
 * different digest.
 */
export type FindingDigests = ReadonlyMap<string, string>;

/**
 * Computes the digests of all findings that have rows. Makes one pass over the standing rows and keeps none of them.
 */
export function findingDigests(rows: Iterable<StandingRow>): FindingDigests {
  const hashes = new Map<string, ReturnType<typeof createHash>>();
  for (const { digest, marks } of rows) {
    for (const name of new Set(marks.map(({ detector, key }) => nameOf(detector, key)))) {
      const hash = hashes.get(name) ?? createHash('sha256');
      hashes.set(name, hash.update(digest));
    }
  }
  return new Map([...hashes].map(([name, hash]) => [name, hash.digest('hex').slice(0, 32)]));
}

/** Digest of a finding without rows; the same for every set. */
const NO_ROWS = createHash('sha256').digest('hex').slice(0, 32);

export const digestOf = (digests: FindingDigests, detector: number, key: string): string =>
  digests.get(nameOf(detector, key)) ?? NO_ROWS;

/** A finding as the detector gave it, or lowered to `info` because a person has accepted it. */
export interface ReviewedFinding extends DatasetFinding {
  readonly digest: string;
  readonly accepted?: AcceptedFinding;
}

export interface Reviewed {
  readonly concluded: readonly (readonly ReviewedFinding[])[];
  /** The fate of each exception, in the given order. */
  readonly exceptions: readonly ReviewedException[];
}

/**
 * Lowers the findings that match an exception by detector, key and digest. If detector and key match but the rows have
 * changed, the exception has ended and the finding keeps its level.
 */
export function applyExceptions(
  detectors: readonly Detector[],
  concluded: readonly (readonly DatasetFinding[])[],
  digests: FindingDigests,
  exceptions: readonly AcceptedFinding[],
): Reviewed {
  const status = new Map<AcceptedFinding, ReviewedException['status']>();
  const reviewed = concluded.map((findings, index) =>
    findings.map((finding): ReviewedFinding => {
      const digest = digestOf(digests, index, finding.key);
      const named = exceptions.filter(
        ({ detector, key }) => detector === detectors[index]!.id && key === finding.key && finding.level !== 'info',
      );
      const accepted = named.find((exception) => exception.digest === digest);
      for (const exception of named) {
        if (exception === accepted) status.set(exception, 'applied');
        else if (!status.has(exception)) status.set(exception, 'ended');
      }
      return accepted === undefined ? { ...finding, digest } : { ...finding, level: 'info', digest, accepted };
    }),
  );
  return {
    concluded: reviewed,
    exceptions: exceptions.map((exception) => ({ ...exception, status: status.get(exception) ?? 'unused' })),
  };
}
