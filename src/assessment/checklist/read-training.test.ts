import { expect, test } from 'vitest';
import { TOOL, type TrainingResult, type Verification } from '../../schema/index.ts';
import { dataAsAttested, dataSigned } from './read-training.ts';

const text = { en: 'One sentence.', ja: '一文です。' };
const trained = (state: 'consistent' | 'inconsistent' | 'cannot-tell', expected: string | null): TrainingResult => ({
  schema: 'zenbun.training/1',
  tool: TOOL,
  verdict: 'review',
  path: 'run',
  files: [],
  checks: [
    { check: 'data-digest', state, title: text, detail: text, meaning: text, sources: [], expected, found: expected },
  ],
});
const verified = (verdict: Verification['verdict'], ...signers: readonly (string | null)[]): Verification => ({
  schema: 'zenbun.verify/1',
  tool: TOOL,
  verdict,
  subject: { kind: 'folder', path: 'data', sha256: null, files: null, bytes: null },
  policy: null,
  statements: signers.map((name) => ({
    path: 'data.dsse.json',
    sha256: 'a'.repeat(64),
    predicateType: 'urn:zenbun:statement:data:1',
    subjects: [],
    signedBy: name === null ? [] : [{ name, fingerprint: 'b' }],
    at: null,
  })),
  checks: [],
});

test('data as attested: a contradiction is lacking, an agreement is left to a person with what to compare', () => {
  expect(dataAsAttested(trained('inconsistent', 'a'))?.state).toBe('lacking');
  expect(dataAsAttested(trained('consistent', 'a'))?.state).toBe('open');
  expect(dataAsAttested(trained('consistent', 'a'))?.note.en).toContain('SHA-256');
  expect(dataAsAttested(trained('cannot-tell', null))).toBeNull();
});

test('sources of data: every statement about data is signed by a known key', () => {
  expect(dataSigned(verified('valid', 'supplier.pub'))).toMatchObject({ state: 'confirmed' });
  expect(dataSigned(verified('incomplete', 'supplier.pub', null))).toMatchObject({ state: 'open' });
  expect(dataSigned(verified('invalid', 'supplier.pub'))).toMatchObject({ state: 'lacking' });
  expect(dataSigned(verified('valid'))).toBeNull();
});
