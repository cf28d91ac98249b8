import type { DatasetFinding, Detector } from '../detectors/index.ts';
import type { Finding, FindingExample, Level, Verdict } from '../schema/index.ts';
import type { ReviewedFinding } from './exceptions.ts';
import type { Examples } from './rows/examples.ts';
import type { LevelOf } from './rows/flagged-rows.ts';
import { withoutHalves } from './rows/well-formed.ts';

const RANK: Record<Level, number> = { info: 0, review: 1, block: 2 };

/**
 * Returns a function that looks up the level of a mark's finding; the highest level if a detector gave several findings
 * for one key.
 */
export function levels(concluded: readonly (readonly DatasetFinding[])[]): LevelOf {
  const tables = concluded.map((findings) => {
    const table = new Map<string, Level>();
    for (const { key, level } of findings) {
      const known = table.get(key);
      if (known === undefined || RANK[level] > RANK[known]) table.set(key, level);
    }
    return table;
  });
  return (detector, key) => tables[detector]?.get(key);
}

/** Returns the findings as the result lists them: highest level first, then in detector order, then by key. */
export function tellFindings(
  detectors: readonly Detector[],
  concluded: readonly (readonly ReviewedFinding[])[],
  examples: Examples,
): Finding[] {
  const told = detectors.flatMap((detector, index) =>
    concluded[index]!.map((finding) => ({ index, finding: tell(detector, finding, examples.of(index, finding.key)) })),
  );
  told.sort(
    (a, b) =>
      RANK[b.finding.level] - RANK[a.finding.level] ||
      a.index - b.index ||
      (a.finding.key < b.finding.key ? -1 : a.finding.key > b.finding.key ? 1 : 0),
  );
  return told.map(({ finding }) => finding);
}

/**
 * Returns the verdict: the level of the most serious finding. If nothing exceeds `info`, the verdict is `pass` if
 * enough was read and `review` if not.
 */
export function verdictOf(findings: readonly Finding[], enough: boolean): Verdict {
  if (findings.some(({ level }) => level === 'block')) return 'block';
  return !enough || findings.some(({ level }) => level === 'review') ? 'review' : 'pass';
}

function tell(detector: Detector, finding: ReviewedFinding, examples: readonly FindingExample[]): Finding {
  const {
    key,
    level,
    scope,
    count,
    of,
    interval,
    confidence,
    baseRate,
    detail,
    advice,
    surroundings,
    digest,
    accepted,
  } = finding;
  const { id, version, title, explanation } = detector;
  return {
    detector: id,
    version,
    key,
    level,
    scope,
    count,
    of,
    interval,
    confidence,
    baseRate,
    title,
    explanation,
    detail: { en: withoutHalves(detail.en), ja: withoutHalves(detail.ja) },
    advice,
    ...(surroundings === undefined ? {} : { surroundings }),
    digest,
    ...(accepted === undefined ? {} : { accepted }),
    examples,
  };
}
