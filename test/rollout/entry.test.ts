import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkEntry } from '../../src/gates/rollout/entry.ts';
import { rolloutSettings } from '../../src/gates/rollout/settings/rollout-settings.ts';
import { MODELS } from './rollout-replica.ts';

const NOW = 1_700_000_000_000;
const DAY = 86_400_000;
const GOOD = {
  schema: 'zenbun.compare/1',
  decision: 'not-worse',
  run: { digests: { before: 'sha256:before', after: 'sha256:after' } },
};
const planOf = (models = MODELS as Record<string, { digest?: string }>) =>
  rolloutSettings({ m: { canary: 'm-tuned' } }, models)[0]!.plan;

function fileOf(content: string | Uint8Array, agedMs = 0): string {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'comparison.json');
  writeFileSync(file, content);
  utimesSync(file, new Date(NOW - agedMs), new Date(NOW - agedMs));
  return file;
}

const checked = (content: unknown, { agedMs = 0, plan = planOf() } = {}) =>
  checkEntry(
    {
      compare: fileOf(typeof content === 'string' ? content : JSON.stringify(content), agedMs),
      fingerprint: null,
      withinMs: 14 * DAY,
    },
    plan,
    NOW,
  );

test('the comparison of these two models that came out not worse admits, and is named by its digest', async () => {
  const digest = createHash('sha256').update(JSON.stringify(GOOD)).digest('hex');
  expect((await checked(GOOD)).sha256).toBe(digest);
  expect((await checked(GOOD, { agedMs: 14 * DAY })).sha256).toBe(digest);
});

test.each([
  ['worse', { ...GOOD, decision: 'worse' }, 'came out "worse"'],
  ['undecided', { ...GOOD, decision: 'undecided' }, 'came out "undecided"'],
  ['no decision', { ...GOOD, decision: undefined }, 'not "not-worse"'],
  [
    'another model before',
    { ...GOOD, run: { digests: { before: 'sha256:x', after: 'sha256:after' } } },
    'before = sha256:x',
  ],
  [
    'another model after',
    { ...GOOD, run: { digests: { before: 'sha256:before', after: 'sha256:x' } } },
    'after = sha256:x',
  ],
  [
    'the two the other way round',
    { ...GOOD, run: { digests: { before: 'sha256:after', after: 'sha256:before' } } },
    'compared before',
  ],
  [
    'a model without a digest',
    { ...GOOD, run: { digests: { before: 'sha256:before', after: null } } },
    'without a digest',
  ],
  ['no digests', { ...GOOD, run: {} }, 'without a digest'],
  ['no run', { ...GOOD, run: undefined }, 'without a digest'],
  ['another schema', { ...GOOD, schema: 'zenbun.scan/1' }, 'not a result of zenbun compare'],
  ['no JSON', '{"schema": "zenbun.compare/1"', 'not a result of zenbun compare'],
  ['empty', '', 'not a result of zenbun compare'],
  ['null', 'null', 'not a result of zenbun compare'],
  ['a number', '7', 'not a result of zenbun compare'],
  ['a list', '[]', 'not a result of zenbun compare'],
])('refused: %s', async (_name, content, said) => {
  await expect(checked(content)).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining(said) });
});

test('refused: one that is too old, a file that is not there, models without digests', async () => {
  await expect(checked(GOOD, { agedMs: 14 * DAY + 1 })).rejects.toThrow('entry.within');
  const missing = { compare: join(tmpdir(), 'zenbun-not-there.json'), fingerprint: null, withinMs: DAY };
  await expect(checkEntry(missing, planOf(), NOW)).rejects.toMatchObject({ code: 'usage' });
  const unnamed = planOf({ m: {}, 'm-tuned': {} });
  const neither = { ...GOOD, run: { digests: { before: null, after: null } } };
  await expect(checked(neither, { plan: unnamed })).rejects.toThrow('no digest');
});

const SAME = {
  schema: 'zenbun.fingerprint/1',
  decision: 'same-within-margin',
  reference: { digest: 'sha256:after' },
};
const withFingerprint = (content: unknown, { agedMs = 0, plan = planOf() } = {}) =>
  checkEntry(
    { compare: fileOf(JSON.stringify(GOOD)), fingerprint: fileOf(JSON.stringify(content), agedMs), withinMs: 14 * DAY },
    plan,
    NOW,
  );

test('where the endpoint is to be the compared model: a check of that digest that came out the same admits', async () => {
  expect((await withFingerprint(SAME)).sha256).toMatch(/^[0-9a-f]{64}$/);
});

test.each([
  ['differs', { ...SAME, decision: 'differs' }, 'came out "differs"'],
  ['undecided', { ...SAME, decision: 'undecided' }, 'came out "undecided"'],
  ['another digest', { ...SAME, reference: { digest: 'sha256:before' } }, 'against sha256:before'],
  ['no digest', { ...SAME, reference: { digest: null } }, 'a reference without a digest'],
  ['no reference', { ...SAME, reference: undefined }, 'a reference without a digest'],
  ['another file', GOOD, 'not a result of zenbun fingerprint'],
  ['no object', null, 'not a result of zenbun fingerprint'],
])('refused: an endpoint whose check is %s', async (_name, content, said) => {
  await expect(withFingerprint(content)).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringContaining(said),
    advice: expect.stringContaining('zenbun fingerprint'),
  });
});

test('refused: a check of the endpoint that is too old or not there', async () => {
  await expect(withFingerprint(SAME, { agedMs: 14 * DAY + 1 })).rejects.toThrow('entry.within');
  const entry = { compare: fileOf(JSON.stringify(GOOD)), fingerprint: '/absent.json', withinMs: DAY };
  await expect(checkEntry(entry, planOf(), NOW)).rejects.toThrow('/absent.json cannot be read');
});

test('how old a result is, it says itself: a copy is no newer', async () => {
  const old = { ...GOOD, at: new Date(NOW - 14 * DAY - 1).toISOString() };
  await expect(checked(old, { agedMs: 0 })).rejects.toThrow(`made at ${old.at}`);
  const young = { ...GOOD, at: new Date(NOW - DAY).toISOString() };
  expect((await checked(young, { agedMs: 90 * DAY })).undated).toEqual([]);
  const tomorrow = { ...GOOD, at: new Date(NOW + DAY).toISOString() };
  await expect(checked(tomorrow)).rejects.toThrow('still to come');
  const oldCheck = { ...SAME, at: new Date(NOW - 14 * DAY - 1).toISOString() };
  await expect(withFingerprint(oldCheck)).rejects.toThrow(`made at ${oldCheck.at}`);
});

test('a result of before, without a time, is as old as its file, and that is said', async () => {
  expect((await checked(GOOD)).undated).toEqual([expect.stringContaining('comparison.json')]);
  expect((await withFingerprint({ ...SAME, at: new Date(NOW).toISOString() })).undated).toHaveLength(1);
  await expect(checked(GOOD, { agedMs: 15 * DAY })).rejects.toThrow('by the time of its file');
});
