import type { Finding, Lang, ScanResult } from '../../schema/index.ts';
import { DETECTOR_IDS, unreadIn } from '../../schema/index.ts';
import { TEXTS } from '../texts.ts';
import { xmlAttribute, xmlContent } from '../xml-text.ts';
import { measure } from './measure.ts';
import { placeOf } from './place.ts';

export interface JunitOptions {
  readonly lang: Lang;
  readonly failOn: 'review' | 'block';
}

/**
 * Renders JUnit XML (the schema that Jenkins and GitLab read): one test case per detector, which is a failure if a
 * finding reaches `failOn`, and skipped if the detector could not run. Findings below that level go to system-out. If
 * too little was read, one more case is an error.
 */
export function junitReport(result: ScanResult, { lang, failOn }: JunitOptions): string {
  const notChecked = new Map(result.coverage.notChecked.map(({ what, why }) => [what, why[lang]]));
  const fails = (finding: Finding) => finding.level === 'block' || (finding.level === 'review' && failOn === 'review');
  const cases = DETECTOR_IDS.map((id) => {
    const findings = result.findings.filter((finding) => finding.detector === id);
    const failures = findings.filter(fails);
    const below = findings.filter((finding) => !fails(finding));
    const reason = notChecked.get(id);
    const body = [
      reason === undefined ? '' : `<skipped message="${xmlAttribute(reason)}"/>`,
      ...failures.slice(0, 1).map(() => failureOf(failures, lang)),
      below.length === 0
        ? ''
        : `<system-out>${xmlContent(below.map((finding) => line(finding, lang)).join('\n'))}</system-out>`,
    ].join('');
    return {
      failed: failures.length > 0,
      skipped: reason !== undefined,
      xml: `<testcase classname="zenbun.scan" name="${id}" time="0">${body}</testcase>`,
    };
  });
  const errors = result.coverage.enough ? [] : [tooLittleRead(result, lang)];
  const failed = cases.filter((entry) => entry.failed).length;
  const skipped = cases.filter((entry) => entry.skipped).length;
  const counts = `tests="${cases.length + errors.length}" failures="${failed}" errors="${errors.length}" skipped="${skipped}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="zenbun" ${counts}>`,
    `<testsuite name="zenbun scan" ${counts} time="0">`,
    ...cases.map((entry) => entry.xml),
    ...errors,
    '</testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

/** Reports what was not read as a case of its own, so that the build is not green. */
function tooLittleRead({ coverage }: ScanResult, lang: Lang): string {
  const places = [
    ...coverage.unreadFiles,
    ...coverage.skippedRows.slice(0, MAX_PLACES).map((row) => `${placeOf(row)} ${unreadIn(lang, row.reason)}`),
  ];
  const error = `<error type="unread" message="${xmlAttribute(TEXTS.verdictUnread[lang])}">${xmlContent(places.join('\n'))}</error>`;
  return `<testcase classname="zenbun.scan" name="coverage" time="0">${error}</testcase>`;
}

const MAX_PLACES = 20;

/** JUnit consumers show one failure per test case, so several findings of a detector share one. */
function failureOf(findings: readonly Finding[], lang: Lang): string {
  const first = findings[0]!;
  const text = findings.map((finding) => line(finding, lang)).join('\n');
  return `<failure type="${first.level}" message="${xmlAttribute(first.title[lang])}">${xmlContent(text)}</failure>`;
}

function line(finding: Finding, lang: Lang): string {
  const places = finding.examples.map(placeOf).join(' ');
  return `[${finding.level}] ${finding.detail[lang]} ${measure(finding, lang)} ${places}`;
}
