import type { Finding, FlaggedRow, Lang, Level, ScanResult } from '../../schema/index.ts';
import { DETECTOR_IDS, unreadIn } from '../../schema/index.ts';
import { fill, TEXTS } from '../texts.ts';
import { measure } from './measure.ts';
import { lineOf, placeOf, type RowPlace } from './place.ts';

/** Code scanning services take at most this many results per run. */
const RESULT_LIMIT = 5000;

const LEVELS = { info: 'note', review: 'warning', block: 'error' } as const satisfies Record<Level, string>;

export interface SarifOptions {
  readonly lang: Lang;
  /** The flagged rows, in file order; the first 5,000 become results. */
  readonly rows: readonly FlaggedRow[];
  /** Returns the digest of a short text, in hex; used for fingerprints. */
  readonly digest: (text: string) => string;
}

/**
 * Renders SARIF 2.1.0: one result per finding, and one per flagged row and detector, each with a stable partial
 * fingerprint (detector and key, or detector, path and what the row says), so that neither a re-run nor a row that
 * moves opens a new alert. Rows that say the same are distinguished by their number.
 */
export function sarifReport(result: ScanResult, options: SarifOptions): string {
  const { lang, digest } = options;
  const byDetector = new Map(result.findings.map((finding) => [finding.detector as string, finding]));
  const ruleIndex = new Map(DETECTOR_IDS.map((id, i) => [id as string, i]));
  const results = [
    ...result.findings.map((finding) => ({
      ruleId: finding.detector,
      ruleIndex: ruleIndex.get(finding.detector),
      level: LEVELS[finding.level],
      message: { text: `${finding.title[lang]}${TEXTS.stop[lang]}${finding.detail[lang]} ${measure(finding, lang)}` },
      locations: finding.examples.slice(0, 1).map(location),
      partialFingerprints: { 'zenbunFinding/v1': digest(`${finding.detector}\n${finding.key}`) },
      properties: properties(finding),
      ...suppressionOf(finding),
    })),
    ...rowResults(options, byDetector, ruleIndex),
  ];
  const kept = results.slice(0, RESULT_LIMIT);
  const sarif = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'zenbun',
            version: result.tool.version,
            semanticVersion: result.tool.version,
            rules: DETECTOR_IDS.map((id) => rule(id, byDetector.get(id), lang)),
          },
        },
        columnKind: 'utf16CodeUnits',
        artifacts: result.inputs.map((input) => ({
          location: { uri: uri(input.path) },
          length: input.bytes,
          hashes: { 'sha-256': input.sha256 },
        })),
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications(result, lang) }],
        results: kept,
        properties: { verdict: result.verdict, resultsLeftOut: results.length - kept.length },
      },
    ],
  };
  return `${JSON.stringify(sarif, null, 2)}\n`;
}

/** An accepted finding is reported, but suppressed with its reason (SARIF 2.1.0, 3.35). */
function suppressionOf({ accepted }: Finding) {
  if (accepted === undefined) return {};
  const { name, date, reason } = accepted;
  return { suppressions: [{ kind: 'external', status: 'accepted', justification: `${name}, ${date}: ${reason}` }] };
}

function rowResults(
  { rows, lang, digest }: SarifOptions,
  byDetector: Map<string, Finding>,
  ruleIndex: Map<string, number>,
) {
  const seen = new Map<string, number>();
  return rows.slice(0, RESULT_LIMIT).flatMap((row) =>
    row.detectors.map((id) => {
      const content = `${id}\n${row.path}\n${row.digest}`;
      const copy = seen.get(content) ?? 0;
      seen.set(content, copy + 1);
      return {
        ruleId: id,
        ruleIndex: ruleIndex.get(id),
        level: LEVELS[row.level],
        message: { text: byDetector.get(id)?.title[lang] ?? id },
        locations: [location(row)],
        partialFingerprints: { 'zenbunRow/v1': digest(`${content}\n${copy}`) },
        properties: { spans: row.spans },
      };
    }),
  );
}

function rule(id: string, finding: Finding | undefined, lang: Lang) {
  return {
    id,
    name: id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: finding?.title[lang] ?? id },
    ...(finding === undefined
      ? {}
      : { fullDescription: { text: finding.explanation[lang] }, help: { text: finding.advice[lang] } }),
  };
}

const properties = ({ count, of, interval, confidence, baseRate, scope }: Finding) => ({
  count,
  of,
  interval,
  confidence,
  baseRate,
  scope,
});

const location = (row: RowPlace) => ({
  physicalLocation: { artifactLocation: { uri: uri(row.path) }, region: { startLine: Math.max(1, lineOf(row)) } },
});

/** Returns a relative URI reference (RFC 3986) for a path as it was given. */
const uri = (path: string) => path.split(/[\\/]/).map(encodeURIComponent).join('/');

function notifications(result: ScanResult, lang: Lang) {
  return [
    ...result.coverage.notChecked.map(({ what, why }) => ({
      level: 'note',
      message: { text: `${what}${TEXTS.colon[lang]}${why[lang]}` },
    })),
    ...result.coverage.skippedRows.slice(0, 100).map((row) => ({
      level: 'warning',
      message: { text: fill(TEXTS.notRead[lang], { place: placeOf(row), reason: unreadIn(lang, row.reason) }) },
    })),
  ];
}
