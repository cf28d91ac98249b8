import { maskExcerpt, maskedDetail } from '../../report/index.ts';
import type { Comparison, Finding, FlipExcerpt, LabReport, Message, ScanResult } from '../../schema/index.ts';
import { maskedExample } from './masked-example.ts';

const HIDDEN = '███';

/**
 * Returns a result that anybody may see: without the words of the data and of the models. Expects a validated result.
 * Unknown kinds are not shown.
 */
export function maskedResult(result: unknown): unknown {
  const { schema } = result as { readonly schema?: unknown };
  if (schema === 'zenbun.scan/1') return maskedScan(result as ScanResult);
  if (schema === 'zenbun.compare/1') return maskedComparison(result as Comparison);
  if (schema === 'zenbun.lab/1') return maskedLab(result as LabReport);
  return null;
}

/** Copies fields by name, since a stranger's file may contain anything else. */
function maskedScan({
  schema,
  tool,
  verdict,
  inputs,
  coverage,
  findings,
  exceptions,
  flagged,
}: ScanResult): ScanResult {
  return {
    ...{ schema, tool, verdict, inputs, coverage, flagged },
    findings: findings.map(maskedFinding),
    exceptions: exceptions.map((one) => ({ ...one, key: maskedKey(one) })),
  };
}

function maskedFinding(finding: Finding): Finding {
  const { detector, version, level, scope, count, of, interval, confidence, baseRate, digest, accepted } = finding;
  const { title, explanation, detail, advice, examples } = finding;
  return {
    ...{ detector, version, key: maskedKey(finding), level, scope, count, of, interval, confidence, baseRate, digest },
    ...{ title, explanation, detail: maskedMessage(detail), advice },
    ...(accepted === undefined ? {} : { accepted: { ...accepted, key: maskedKey(accepted) } }),
    examples: examples.map(maskedExample),
  };
}

/** Masks a key, which may be the trigger itself: a single word stays, anything longer is replaced by its digest. */
const maskedKey = ({ key, digest }: { readonly key: unknown; readonly digest: string }): string =>
  typeof key === 'string' && /^[\p{L}\p{N}_-]{1,24}$/u.test(key) ? key : `${HIDDEN} ${digest}`;

function maskedComparison(result: Comparison): Comparison {
  const { letters, why, coverage } = result;
  return {
    ...result,
    why: maskedMessage(why),
    letters: letters.map(maskedLetter),
    // Servers may repeat the request in an error.
    coverage: { ...coverage, failures: coverage.failures.map(({ count }) => ({ message: HIDDEN, count })) },
  };
}

function maskedLetter(letter: FlipExcerpt): FlipExcerpt {
  const { probe, condition, question, answer, acts, masked } = maskExcerpt(letter);
  return { probe, condition, question, answer, acts, masked };
}

function maskedLab(report: LabReport): LabReport {
  const example = { prompt: HIDDEN, answer: HIDDEN };
  return { ...report, results: report.results.map((row) => ({ ...row, example })) };
}

const maskedMessage = ({ en, ja }: Message): Message => ({ en: maskedDetail(en), ja: maskedDetail(ja) });
