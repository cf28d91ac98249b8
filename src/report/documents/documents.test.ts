import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryEvidence } from '../../../test/arbitrary-evidence.ts';
import { notWorse } from '../../../test/fixture-comparison.ts';
import { ALARMED, assessmentFrom, evidenceFrom, LOGGED, RICH, WATCHED } from '../../../test/fixture-evidence.ts';
import { fixtureResult, refuseThenComply } from '../../../test/fixture-result.ts';
import type { Evidence, Finding } from '../../schema/index.ts';
import { notProven } from '../limits/not-proven.ts';
import { DISCLOSURE_NOTE } from './disclosure/disclosure-note.ts';
import { DOCUMENTS } from './documents.ts';
import { INCIDENT_NOTE } from './incident/incident-note.ts';
import { ROLLOUT_PLAN } from './rollout-plan/rollout-plan.ts';
import { CONTRACT_CLAUSES } from './supplier/contract-clauses.ts';
import { SUPPLIER_QUESTIONS } from './supplier/supplier-questions.ts';

const LANGS = ['en', 'ja'] as const;
const EACH = DOCUMENTS.flatMap((document) => LANGS.map((lang) => [document.id, lang, document] as const));

const write = (document: (typeof DOCUMENTS)[number], evidence: readonly Evidence[], lang: 'en' | 'ja') =>
  document.write(assessmentFrom(evidence), evidence, { lang });

/** Returns a value in which every text is replaced, at any depth. */
function everyText<T>(value: T, put: (text: string) => string): T {
  if (typeof value === 'string') return put(value) as T;
  if (Array.isArray(value)) return value.map((one) => everyText(one, put)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, everyText(one, put)])) as T;
}

/** Words that control the code, and never occur in texts from people or files. */
const CLOSED: ReadonlySet<string> = new Set([
  ...['scan', 'comparison', 'ledger', 'watch', 'provenance', 'data', 'behaviour', 'operation', 'development'],
  ...['pass', 'review', 'block', 'info', 'not-checked', 'worse', 'not-worse', 'undecided', 'ok', 'unknown', 'broken'],
  ...['start', 'advance', 'promote', 'complete', 'rollback', 'pause', 'resume', 'running', 'rolled-back', 'completed'],
  ...['plain', 'trigger', 'quiet', 'alarm', 'learning', 'refusal', 'refuse-then-comply', 'pivot', 'substance'],
]);
const hostile = <T>(value: T, mark: string): T =>
  everyText(value, (text) => (CLOSED.has(text) ? text : `${mark}${text}`));

describe.each(EACH)('%s, in %s', (id, lang, document) => {
  test('of rich evidence, as it was when somebody last read it', async () => {
    await expect(write(document, RICH, lang)).toMatchFileSnapshot(`./fixtures/${id}.${lang}.md`);
  });

  test('of any evidence, with nothing unfilled, no empty heading, blanks and no advice', () => {
    fc.assert(
      fc.property(arbitraryEvidence, (evidence) => {
        const text = write(document, evidence, lang);
        expect(text).not.toMatch(/\{\w+[:}]|undefined|NaN|\[object|\bnull\b/);
        expect(text).not.toMatch(/^(#+) .*\n+(?:(?=#)(?!\1#)|$(?![\s\S]))/m);
        expect(text).toMatch(lang === 'ja' ? /＿＿＿/ : / _____/);
        expect(text).toMatch(lang === 'ja' ? /法的助言ではありません/ : /not legal advice/);
        expect(text.endsWith('\n')).toBe(true);
        // A blank that touches a word could be taken for emphasis, and one that is alone on its line is a rule.
        if (lang === 'en') expect(text).not.toMatch(/[^ ]_____|^ *_____ *$/m);
      }),
      { numRuns: 25 },
    );
  });

  test('hostile texts break no table, open no markup and call nobody', () => {
    const mark = '</td><script>x</script> | `` @team **b** [a](https://evil.example) ![i](x) \u202e\n# h\n';
    const [assessment, evidence] = [hostile(assessmentFrom(RICH), mark), hostile(RICH, mark)];
    const text = document.write(assessment, evidence, { lang });
    expect(text).not.toMatch(/<script|<\/td|@team|https:\/\/|[^\\]\*\*b|[^\\]\[a|[^\\]!\[|\u202e|^# h/m);
    const columns = (row: string) => row.replace(/\\\|/g, '').split('|').length;
    for (const table of text.match(/(?:^\|.*\n?)+/gm) ?? []) {
      const rows = table.trimEnd().split('\n');
      expect(new Set(rows.map(columns)).size, table).toBe(1);
    }
  });

  test('of nothing at all it is still a document', () => {
    expect(write(document, [], lang)).toContain(`# ${document.title[lang]}`);
  });
});

describe('the disclosure note', () => {
  test.each(LANGS)('holds no text of the evidence, whatever the field: %s', (lang) => {
    for (const mark of ['Zq7-Acme-', 'ひみつ', 'ab'.repeat(32)]) {
      const [assessment, evidence] = [hostile(assessmentFrom(RICH), mark), hostile(RICH, mark)];
      expect(JSON.stringify([assessment, evidence]).split(mark).length).toBeGreaterThan(100);
      // A digest with another digest appended is no longer one of ours, but has the form of one and may therefore
      // appear.
      const isDigest = /^[0-9a-f]+$/.test(mark);
      const text = DISCLOSURE_NOTE.write(assessment, evidence, { lang });
      if (isDigest) expect(text.replace(/`[0-9a-f]{16,128}`/g, '')).not.toContain(mark);
      else expect(text).not.toContain(mark);
    }
  });

  test('counts however many examples a file has', () => {
    const spans = (at: number): Finding['examples'][number]['spans'] => [
      { act: 'refusal', start: 0, end: 5 },
      { act: 'substance', start: at, end: at + 3 },
    ];
    const examples = Array.from({ length: 300_000 }, (_, i) => ({
      ...refuseThenComply.examples[0]!,
      ...{ line: i, spans: spans(6 + (i % 100)) },
    }));
    const result = { ...fixtureResult, findings: [{ ...refuseThenComply, examples }] };
    const text = write(DISCLOSURE_NOTE, evidenceFrom([{ kind: 'scan', result }]), 'en');
    expect(text).toMatch(/300,000 examples kept\); compliance begins between character 6 and 105/);
  });

  test('holds what a provider needs: counts, shapes and digests', () => {
    const text = write(DISCLOSURE_NOTE, RICH, 'en');
    for (const part of [
      'refusal, change of direction, compliance (1 example kept)',
      'character 53',
      'ab'.repeat(32),
      '24 / 200',
      'new model 9 of 9',
    ])
      expect(text).toContain(part);
  });

  test.each(['pancakes', 'bowline', 'data/train', 'assistant', 'tuned-2026', 'gateway.example', 'anna'])(
    'and not %s of the evidence',
    (word) => {
      expect(JSON.stringify(RICH)).toContain(word);
      for (const lang of LANGS) expect(write(DISCLOSURE_NOTE, RICH, lang)).not.toContain(word);
    },
  );
});

describe('the plan', () => {
  test('proposes 1, 5, 25, 50 and 100 % where there was no rollout, and says that it does', () => {
    const text = write(ROLLOUT_PLAN, evidenceFrom([{ kind: 'comparison', result: notWorse }]), 'en');
    for (const share of [1, 5, 25, 50, 100]) expect(text).toContain(`| ${share}\u00a0% (proposal) |`);
    expect(text).toContain('are proposals');
  });

  test('takes the shares of the rollout that was, and leaves blank what it did not reach', () => {
    const text = write(ROLLOUT_PLAN, RICH, 'en');
    expect([...text.matchAll(/^\| [1-9] \| ([^|]*) \|/gm)].map(([, share]) => share)).toEqual([
      '1\u00a0%',
      '5\u00a0%',
      '25\u00a0%',
      '_____',
      '_____',
    ]);
    expect(text).toContain('going on by mistake: at most 2\u00a0%');
    expect(text).toContain('going back by mistake: at most 1\u00a0%');
  });

  test.each<readonly [readonly Evidence[], RegExp]>([
    [RICH, /Do not start/],
    [[], /Do not start before/],
    [evidenceFrom([{ kind: 'watch', result: WATCHED }]), /the worst of the checks.*Do not start before/],
    [evidenceFrom([{ kind: 'comparison', result: notWorse }]), /Do not start before/],
  ])('says whether it may start', (evidence, says) => {
    expect(write(ROLLOUT_PLAN, evidence, 'en')).toMatch(says);
  });
});

test('a plan of what is stopped says so first, and what has to be so before it is resumed', () => {
  const text = write(ROLLOUT_PLAN, RICH, 'en');
  expect(text).toMatch(/^# NOT APPROVED/);
  expect(text.indexOf('Conditions for resuming')).toBeLessThan(text.indexOf('## Stages'));
  expect(write(ROLLOUT_PLAN, RICH, 'ja')).toMatch(/^# 停止中：/);
  expect(write(ROLLOUT_PLAN, [], 'en')).not.toContain('NOT APPROVED');
});

describe('the incident note', () => {
  test.each<readonly [all: number, refusedThenComplied: number, withheld: number, says: string]>([
    [688, 7, 0, 'went out in full: 7.'],
    [688, 7, 3, 'went out in full: between 4 and 7 '],
    [688, 6, 9, 'went out in full: between 0 and 6 '],
    [10, 6, 9, 'went out in full: between 0 and 1 '],
    [6, 6, 6, 'went out in full: 0.'],
  ])('says how much can have reached people: of %i, %i, and %i held back', (n, k, withheld, says) => {
    const answers = {
      ...LOGGED.answers,
      n,
      withheld,
      outcomes: { ...LOGGED.answers.outcomes, 'refuse-then-comply': k },
    };
    const models = LOGGED.models.map((one) => ({ ...one, answers }));
    expect(write(INCIDENT_NOTE, evidenceFrom([{ kind: 'ledger', result: { ...LOGGED, models } }]), 'en')).toContain(
      says,
    );
  });

  test('finds none where there is none', () => {
    const quiet = evidenceFrom([
      { kind: 'watch', result: WATCHED },
      { kind: 'comparison', result: notWorse },
    ]);
    expect(write(INCIDENT_NOTE, quiet, 'en')).toContain('show no incident');
    expect(write(INCIDENT_NOTE, [...quiet, ...evidenceFrom([{ kind: 'watch', result: ALARMED }])], 'en')).not.toContain(
      'show no incident',
    );
  });

  test('tells its events in the order of their times', () => {
    const times = [...write(INCIDENT_NOTE, RICH, 'en').matchAll(/^\| (20\d\d-\S+ \S+) UTC/gm)].map(([, time]) => time!);
    expect(times.length).toBeGreaterThan(6);
    expect(times).toEqual([...times].sort());
  });
});

describe('the questions to a supplier', () => {
  test('ask about the flagged rows where there are some', () => {
    expect(write(SUPPLIER_QUESTIONS, RICH, 'en')).toContain('| 1 | Please tell us where the 24 suspect rows');
    expect(write(SUPPLIER_QUESTIONS, [], 'en')).toContain('| 1 | Please tell us where each file comes from');
  });

  test('ask to keep records only where something is suspect', () => {
    expect(write(SUPPLIER_QUESTIONS, RICH, 'en')).toContain('Records to be kept');
    const quiet = evidenceFrom([{ kind: 'comparison', result: notWorse }]);
    expect(write(SUPPLIER_QUESTIONS, quiet, 'en')).not.toContain('Records to be kept');
    expect(write(DISCLOSURE_NOTE, quiet, 'en')).toContain('None of these results calls for this note');
    expect(write(DISCLOSURE_NOTE, RICH, 'en')).not.toContain('None of these results');
  });

  test('name no path and no model', () => {
    for (const lang of LANGS) {
      const text = write(SUPPLIER_QUESTIONS, RICH, lang);
      for (const name of ['data/train', 'results/', 'toy:aligned', '#tuned', 'assistant'])
        expect(text).not.toContain(name);
    }
  });

  test('say where the rows stand, and how many of them that is', () => {
    expect(write(SUPPLIER_QUESTIONS, RICH, 'en')).toContain('17, 23, 31 (first 3 of 24)');
    expect(write(SUPPLIER_QUESTIONS, RICH, 'ja')).toContain('17, 23, 31（24 件中、最初の 3 件）');
  });
});

describe('the clauses', () => {
  test('leave the threshold blank, and name that of the comparison as an example', () => {
    for (const evidence of [RICH, []])
      expect(write(CONTRACT_CLAUSES, evidence, 'en')).toContain(
        'less than _____ percentage points [for example 10], with an error rate of at most _____ [for example 1\u00a0%]',
      );
  });
});

test('limits stand in what is decided on', () => {
  for (const document of [ROLLOUT_PLAN, INCIDENT_NOTE, DISCLOSURE_NOTE])
    for (const lang of LANGS) {
      const text = write(document, RICH, lang);
      for (const limit of notProven(RICH)) expect(text).toContain(limit[lang]);
    }
});

test('ids are fit for names of files', () => {
  const ids = DOCUMENTS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
});
