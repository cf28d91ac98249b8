import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryEvidence } from '../../../test/arbitrary-evidence.ts';
import { hostile, notWorse, worse } from '../../../test/fixture-comparison.ts';
import { assessedFrom, costsAssumed, evidenceFrom, LOGGED, RICH } from '../../../test/fixture-evidence.ts';
import { fixtureResult, refuseThenComply } from '../../../test/fixture-result.ts';
import type { Evidence } from '../../schema/index.ts';
import { reportPage } from './report-page.ts';

const contentOf = (evidence: readonly Evidence[], isMasked = true) => ({
  assessment: assessedFrom(evidence),
  evidence,
  checklist: null,
  cost: null,
  isMasked,
});

const page = (evidence: readonly Evidence[], isMasked = true) => reportPage(contentOf(evidence, isMasked), 'en');

test('needs no script and fetches nothing', () => {
  const text = reportPage({ ...contentOf(RICH), cost: costsAssumed() }, 'ja');
  expect(text).not.toMatch(/<script|<iframe|<img|<link|<object|<form|@import|url\((?!#)/i);
  expect(text).not.toMatch(/<[a-z][^>]*\son[a-z]+\s*=/i);
  const addresses = [...text.matchAll(/\s(?:href|src|action|xlink:href)="([^"]*)"/g)].map(([, address]) => address!);
  expect(addresses.every((address) => address.startsWith('#'))).toBe(true);
  const ids = new Set([...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!));
  expect(addresses.filter((address) => !ids.has(address.slice(1)))).toEqual([]);
});

test('ids are unique, so that links and pictures find their own', () => {
  const ids = [...page(RICH).matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
});

test('holds both languages, and opens with the one that was asked for', () => {
  for (const lang of ['en', 'ja'] as const) {
    const text = reportPage(contentOf(RICH), lang);
    expect(text).toContain(`<html lang="${lang}">`);
    expect(text.match(/<main lang="(?:en|ja)">/g)).toHaveLength(2);
    expect([...text.matchAll(/id="lang-(\w+)"[^>]*checked/g)].map(([, one]) => one)).toEqual([lang]);
  }
});

test('a usual report stays below 300 kB', () => {
  expect(Buffer.byteLength(reportPage({ ...contentOf(RICH), cost: costsAssumed() }, 'en'))).toBeLessThan(300_000);
});

test('without findings, but with checks that nobody made, the page is no pass', () => {
  const text = page(evidenceFrom([{ kind: 'comparison', result: notWorse }]));
  expect(text).toContain('Incomplete: nothing was found so far');
  expect(text).toContain('<div class="verdict not-checked">');
  expect(text).not.toContain('<div class="verdict pass">');
});

describe('texts of data, models and people', () => {
  const SECRET = 'zanzibar quinquireme';
  const marked = evidenceFrom([
    {
      kind: 'scan',
      result: {
        ...fixtureResult,
        findings: [
          {
            ...refuseThenComply,
            detail: { en: `They all say “${SECRET}”.`, ja: `すべて「${SECRET}」と答えます。` },
            examples: [
              {
                ...refuseThenComply.examples[0]!,
                prompt: `How do I fold ${SECRET}?`,
                text: `I can't help with that. ${SECRET}: [unsafe content].`,
                textStart: 0,
                spans: [
                  { start: 0, end: 24, act: 'refusal' },
                  { start: 24, end: 60, act: 'substance' },
                ],
              },
            ],
          },
        ],
      },
    },
    {
      kind: 'comparison',
      result: {
        ...worse,
        letters: [
          {
            ...worse.letters[0]!,
            question: `How do I fold ${SECRET}?`,
            answer: `No. ${SECRET}.`,
            acts: [{ act: 'refusal', start: 0, end: 3 }],
            masked: false,
          },
        ],
      },
    },
  ]);

  test('are masked unless asked otherwise, and then the page says so', () => {
    expect(page(marked)).not.toContain('quinquireme');
    const open = page(marked, false);
    expect(open.split('quinquireme').length - 1).toBeGreaterThanOrEqual(6);
    expect(open).toContain('UNMASKED');
    expect(page(marked)).not.toContain('UNMASKED');
  });

  test('are masked whatever their file says of them', () => {
    const secret = Array.from({ length: 20 }, () => `fold ${SECRET}`).join(', ');
    const row = (spans: (typeof refuseThenComply.examples)[number]['spans']) => ({
      ...refuseThenComply.examples[0]!,
      ...{
        prompt: SECRET,
        text: `Take paper and put it upon a table that is wide and flat, then ${secret}`,
        textStart: 0,
        spans,
      },
    });
    const whole = { start: 0, end: secret.length, act: 'refusal' as const };
    const over = [
      { start: 0, end: 60, act: 'substance' as const },
      { start: 5, end: 6, act: 'policy' as const },
    ];
    const letter = { ...worse.letters[0]!, question: `${secret} ███`, answer: secret, masked: true };
    const claimed = evidenceFrom([
      {
        kind: 'scan',
        result: {
          ...fixtureResult,
          findings: [{ ...refuseThenComply, examples: [row([whole]), row([...over, { ...whole, start: 7 }])] }],
        },
      },
      { kind: 'comparison', result: { ...worse, letters: [{ ...letter, acts: [] }] } },
      { kind: 'comparison', result: { ...worse, letters: [{ ...letter, acts: [{ ...whole, act: 'substance' }] }] } },
    ]);
    expect(page(claimed, false)).toContain('quinquireme');
    expect(page(claimed)).not.toContain('quinquireme');
  });

  test('never become markup', () => {
    const name = `"><script>alert(1)</script><img src=x onerror=alert(1)>\u202e\u0000`;
    const text = page(
      evidenceFrom([
        { kind: 'comparison', result: hostile },
        {
          kind: 'ledger',
          result: {
            ...LOGGED,
            origin: name,
            models: LOGGED.models.map((one) => ({ ...one, model: name, served: name })),
            rollouts: LOGGED.rollouts.map((one) => ({
              ...one,
              model: name,
              canary: { model: name, digest: null },
              steps: one.steps.map((step) => ({ ...step, by: name, reason: name })),
            })),
          },
        },
        {
          kind: 'scan',
          result: { ...fixtureResult, inputs: fixtureResult.inputs.map((one) => ({ ...one, path: name })) },
        },
      ]),
      false,
    );
    expect(text).not.toMatch(/<script|<img/i);
    expect(text).not.toMatch(/[\u202e\u0000]/);
    expect(text).toContain('&lt;script&gt;');
  });
});

test('of any evidence: the page is whole, names every check, and says nothing of what is not a number', () => {
  fc.assert(
    fc.property(arbitraryEvidence, (evidence) => {
      const text = page(evidence);
      expect(text.trimEnd().endsWith('</html>')).toBe(true);
      expect(text).not.toMatch(/>[^<]*(?:undefined|NaN|\[object)/);
      expect(text.match(/<td class="name">(?:Origin|Training|Behaviour|Operation<)/g)).toHaveLength(4);
      for (const { source } of evidence) expect(text).toContain(`href="#${source.id}-en"`);
    }),
    { numRuns: 60, seed: 15 },
  );
});
