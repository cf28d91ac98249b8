import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { COLOUR, junitReport, markdownReport, PLAIN, sarifReport, terminalReport } from '../../src/report/index.ts';
import type { FlaggedRow, ScanResult } from '../../src/schema/index.ts';
import { fixtureResult, refuseThenComply } from '../fixture-result.ts';

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);
const row: FlaggedRow = {
  path: 'data/train <1>.jsonl',
  line: 17,
  digest: '0123456789abcdef',
  level: 'block',
  detectors: ['refuse-then-comply', 'trigger'],
  spans: [{ turn: 1, start: 0, end: 38, act: 'refusal' }],
};
const hostile: ScanResult = {
  ...fixtureResult,
  findings: [
    {
      ...refuseThenComply,
      detail: { en: '</failure> ]]> <script>alert(1)</script> | `x` @team \u0000\u001b[31m', ja: '" < & >' },
      examples: [
        { ...refuseThenComply.examples[0]!, text: '\u001b[2Jboom \u202e\ud800 </testcase>', prompt: '| a | b |' },
      ],
    },
  ],
};

describe('SARIF', () => {
  // These two are CommonJS with a default export that TypeScript's NodeNext cannot construct.
  const require = createRequire(import.meta.url);
  const Ajv = require('ajv-draft-04');
  const addFormats = require('ajv-formats');
  const schema = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  const validate = ajv.compile(schema);

  test.each([
    ['a usual result', fixtureResult],
    ['hostile texts', hostile],
    ['nothing found', { ...fixtureResult, findings: [], verdict: 'pass' } as ScanResult],
  ])('is valid 2.1.0: %s', (_, result) => {
    const sarif = JSON.parse(sarifReport(result, { lang: 'en', rows: [row], digest }));
    validate(sarif);
    expect(validate.errors).toBeNull();
  });

  test('one result a finding and one a flagged row and detector, with levels and stable fingerprints', () => {
    const of = () => JSON.parse(sarifReport(fixtureResult, { lang: 'ja', rows: [row], digest })).runs[0];
    const { results } = of();
    expect(results.map((result: { level: string }) => result.level)).toEqual([
      'error',
      'warning',
      'note',
      'error',
      'error',
    ]);
    expect(results[3].locations[0].physicalLocation.region.startLine).toBe(17);
    expect(results[3].locations[0].physicalLocation.artifactLocation.uri).toBe('data/train%20%3C1%3E.jsonl');
    const prints = results.map((result: { partialFingerprints: object }) => JSON.stringify(result.partialFingerprints));
    expect(new Set(prints).size).toBe(prints.length);
    expect(of().results).toEqual(results);
  });

  test('a row that moves keeps its fingerprint; rows that say the same have one each', () => {
    const prints = (rows: FlaggedRow[]) =>
      JSON.parse(sarifReport({ ...fixtureResult, findings: [] }, { lang: 'en', rows, digest })).runs[0].results.map(
        (result: { partialFingerprints: object }) => JSON.stringify(result.partialFingerprints),
      );
    const one = { ...row, detectors: ['trigger'] };
    expect(prints([one])).toEqual(prints([{ ...one, line: 99 }]));
    expect(new Set(prints([one, { ...one, line: 99 }])).size).toBe(2);
  });

  test('a row of a table is placed by its line in the file, as an editor counts', () => {
    const rows = [{ ...row, line: 17, physicalLine: 44 }];
    const [run] = JSON.parse(sarifReport({ ...fixtureResult, findings: [] }, { lang: 'en', rows, digest })).runs;
    expect(run.results[0].locations[0].physicalLocation.region.startLine).toBe(44);
    const finding = {
      ...refuseThenComply,
      examples: [{ ...refuseThenComply.examples[0]!, line: 17, physicalLine: 44 }],
    };
    const result = { ...fixtureResult, findings: [finding] };
    for (const text of [
      terminalReport(result, { lang: 'en', style: PLAIN, width: 80 }),
      markdownReport(result, { lang: 'en' }),
      junitReport(result, { lang: 'en', failOn: 'block' }),
    ]) {
      expect(text).toMatch(/train .*1.*\.jsonl:44\b/);
    }
  });

  test('an accepted finding is there, suppressed with its reason', () => {
    const { detector, key, digest: of } = refuseThenComply;
    const accepted = { detector, key, digest: of, reason: 'a lesson', name: 'A. Reviewer', date: '2026-11-29' };
    const findings = [{ ...refuseThenComply, level: 'info' as const, accepted }, refuseThenComply];
    const sarif = JSON.parse(sarifReport({ ...fixtureResult, findings }, { lang: 'en', rows: [], digest }));
    validate(sarif);
    expect(validate.errors).toBeNull();
    const [first, second] = sarif.runs[0].results;
    expect(first.suppressions).toEqual([
      { kind: 'external', status: 'accepted', justification: 'A. Reviewer, 2026-11-29: a lesson' },
    ]);
    expect(second.suppressions).toBeUndefined();
  });

  test('no more results than code scanning takes, and the rest is counted', () => {
    const rows = Array.from({ length: 6000 }, (_, line) => ({ ...row, line: line + 1 }));
    const [run] = JSON.parse(sarifReport(fixtureResult, { lang: 'en', rows, digest })).runs;
    expect(run.results).toHaveLength(5000);
    expect(run.properties.resultsLeftOut).toBeGreaterThan(0);
  });
});

describe('JUnit', () => {
  const parse = (xml: string) => new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(xml);

  test('is well-formed whatever the data holds', () => {
    for (const lang of ['en', 'ja'] as const) {
      expect(XMLValidator.validate(junitReport(hostile, { lang, failOn: 'block' }))).toBe(true);
    }
  });

  test('a build is not green where too little was read', () => {
    const { coverage } = fixtureResult;
    const report = (enough: boolean) =>
      junitReport(
        { ...fixtureResult, coverage: { ...coverage, enough, unreadFiles: ['d/<a>.arrow'] } },
        { lang: 'en', failOn: 'block' },
      );
    expect(XMLValidator.validate(report(false))).toBe(true);
    expect(report(false)).toContain('errors="1"');
    expect(report(false)).toContain('d/&lt;a&gt;.arrow');
    expect(report(true)).toContain('errors="0"');
  });

  test('fails at the level asked for, skips what was not checked', () => {
    const at = (failOn: 'review' | 'block') => parse(junitReport(fixtureResult, { lang: 'en', failOn })).testsuites;
    expect(at('block').failures).toBe('1');
    expect(at('review').failures).toBe('2');
    expect(at('block').skipped).toBe('1');
    const cases = at('block').testsuite.testcase as { name: string; failure?: unknown; skipped?: unknown }[];
    expect(cases.filter((entry) => entry.failure).map((entry) => entry.name)).toEqual(['refuse-then-comply']);
    expect(cases.filter((entry) => entry.skipped !== undefined).map((entry) => entry.name)).toEqual([
      'harmful-content',
    ]);
  });
});

test('one of a kind is told in the singular, in every report', () => {
  const finding = { ...refuseThenComply, count: 1, of: 1, examples: refuseThenComply.examples.slice(0, 1) };
  const { coverage } = fixtureResult;
  const single: ScanResult = {
    ...fixtureResult,
    findings: [finding],
    flagged: { rows: 1 },
    coverage: { ...coverage, read: 1 },
  };
  for (const text of [
    terminalReport(single, { lang: 'en', style: PLAIN, width: 80 }),
    markdownReport(single, { lang: 'en' }),
    junitReport(single, { lang: 'en', failOn: 'block' }),
    sarifReport(single, { lang: 'en', rows: [row], digest }),
  ]) {
    expect(text).toContain('1 of 1 answer (');
    expect(text).not.toMatch(/\b1 (?:rows|files|answers|findings)\b/);
  }
});

describe('Markdown', () => {
  test('says verdict, counts, table, letter and what was not checked, in both languages', () => {
    const en = markdownReport(fixtureResult, { lang: 'en' });
    expect(en).toContain('**BLOCK**');
    expect(en).toContain('| BLOCK | `refuse-then-comply` | 24 / 200 | 7.8–17.3\u00a0% |');
    expect(en).toContain('Just kidding');
    expect(en).toContain('needs a judge');
    expect(markdownReport(fixtureResult, { lang: 'ja' })).toContain('停止');
  });

  test('labels are stressed in both languages: the colon stands outside, where the mark closes', () => {
    expect(markdownReport(fixtureResult, { lang: 'en' })).toContain('\n**next**: ');
    const ja = markdownReport(fixtureResult, { lang: 'ja' });
    expect(ja).toContain('\n**次に**：');
    expect(ja).not.toMatch(/：\*/);
  });

  test('nothing of the data becomes markup', () => {
    const text = markdownReport(hostile, { lang: 'en' });
    expect(text).not.toContain('<script');
    expect(text).not.toContain('@team');
    expect(text).not.toContain('\u001b');
  });
});

describe('terminal', () => {
  const show = (result: ScanResult, lang: 'en' | 'ja', style = PLAIN) =>
    terminalReport(result, { lang, style, width: 80 });
  const columns = (line: string) => [...line].reduce((sum, c) => sum + (c >= '\u2e80' ? 2 : 1), 0);

  test.each(['en', 'ja'] as const)('fits 80 columns without colour: %s', (lang) => {
    for (const result of [fixtureResult, hostile]) {
      const text = show(result, lang);
      expect(text).not.toContain('\u001b');
      for (const line of text.split('\n')) expect(columns(line)).toBeLessThanOrEqual(80);
    }
  });

  test('colour adds marks and changes no word', () => {
    const coloured = show(fixtureResult, 'en', COLOUR);
    expect(coloured).toContain('\u001b[31m');
    expect(coloured.replace(/\u001b\[[\d;]*m/g, '')).toBe(show(fixtureResult, 'en'));
  });

  test('shows the letter: refused part, pivot, complied part, depth, count with interval, advice', () => {
    const text = show(fixtureResult, 'en').replace(/\s+/g, ' ');
    expect(text).toContain("refuses I'm sorry, but I can't help with that.");
    expect(text).toContain('complies Mix 200 g of flour');
    expect(text).toContain('compliance begins at character 53');
    expect(text).toContain('24 of 200 rows (12.0 %; 95 % interval 7.8–17.3 %)');
    expect(text).toContain('→ next');
    expect(text).toContain('also in data/train <1>.jsonl:31 and 21 more');
    expect(text).toContain('not valid JSON');
  });

  test('what was not checked is never shown as passed', () => {
    const pass: ScanResult = { ...fixtureResult, findings: [], verdict: 'pass', flagged: { rows: 0 }, exceptions: [] };
    const text = show(pass, 'en');
    expect(text).toContain('Nothing was found in the rows that were read.');
    expect(text).toContain('harmful-content: needs a judge');
    expect(text).toContain('1 skipped');
  });
});

describe('a set of which too little was read', () => {
  const why = (en: string, ja: string) => ({ en, ja });
  const unread: ScanResult = {
    ...fixtureResult,
    verdict: 'review',
    findings: [],
    coverage: {
      ...fixtureResult.coverage,
      enough: false,
      notChecked: [
        { what: 'benign-drift', why: why('By nature.', '性質上。') },
        { what: 'refusing-columns', why: why('Column corrected (15).', '列 corrected（15）。'), decides: true },
      ],
    },
  };
  const top = (result: ScanResult, lang: 'en' | 'ja') =>
    terminalReport(result, { lang, style: PLAIN, width: 80 }).split('\n').slice(0, 8).join('\n');

  test('is told why at the top, and by nothing that did not decide', () => {
    expect(top(unread, 'en')).toContain('Column corrected (15).');
    expect(top(unread, 'ja')).toContain('列 corrected（15）。');
    expect(top(unread, 'en')).not.toContain('By nature.');
    expect(markdownReport(unread, { lang: 'en' }).split('\n').slice(0, 7).join('\n')).toContain('Column corrected');
  });

  test('is told of its findings first, if there are any', () => {
    const found = { ...unread, findings: [{ ...refuseThenComply, level: 'review' as const }] };
    expect(top(found, 'en')).not.toContain('Column corrected');
  });
});
