import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readEvidence } from '../../src/gates/index.ts';
import type { Evidence } from '../../src/schema/index.ts';
import { folderWith } from '../cli/command.ts';
import { copyOf, ledgerFolder, vkeyOf } from '../cli/ledger-folders.ts';
import { notWorse, worse } from '../fixture-comparison.ts';
import { NOT_AS_SIGNED, OTHER_MODEL, TRAINED, TRAINED_LONGER, UNVOUCHED, VERIFIED } from '../fixture-provenance.ts';
import { fixtureResult } from '../fixture-result.ts';

const read = (paths: readonly string[], options = {}) =>
  readEvidence(paths, { now: () => Date.UTC(2026, 10, 29), ...options });

const place = (files: Readonly<Record<string, unknown>>) =>
  folderWith(
    Object.fromEntries(
      Object.entries(files).map(([name, json]) => [name, typeof json === 'string' ? json : JSON.stringify(json)]),
    ),
  );

test('results are read by what they say they are, in their order, each with the digest of its bytes', async () => {
  const folder = place({ 'a.txt': worse, 'b.json': fixtureResult });
  const paths = ['a.txt', 'b.json'].map((name) => join(folder, name));
  const found = await read(paths);
  expect(found.map(({ kind, source }) => [source.id, kind, source.path])).toEqual([
    ['E1', 'comparison', paths[0]],
    ['E2', 'scan', paths[1]],
  ]);
  const sha256 = createHash('sha256').update(JSON.stringify(worse)).digest('hex');
  expect(found[0]!.source).toMatchObject({ sha256, ledger: null });
  expect(found[0]!.result).toEqual(worse);
});

test('the folder of a comparison stands for its result; one that is not finished says how to go on', async () => {
  const folder = place({ 'comparison.json': notWorse, 'run.json': '{}' });
  expect((await read([folder]))[0]).toMatchObject({ kind: 'comparison', source: { path: folder } });
  const begun = place({ 'run.json': '{}' });
  await expect(read([begun])).rejects.toMatchObject({
    code: 'unreadable',
    advice: expect.stringContaining('--resume'),
  });
});

test('a ledger is verified and its answers are counted', async () => {
  const folder = await ledgerFolder({ exchanges: 3, open: true });
  const [own] = await read([folder]);
  const log = own as Extract<Evidence, { kind: 'ledger' }>;
  expect(log.source.ledger).toMatchObject({ origin: 'example.com/log', size: log.result.records });
  expect(log.result).toMatchObject({
    exchanges: 4,
    openIntents: 1,
    answers: {
      n: 3,
      outcomes: { 'refuse-then-comply': 3, refusal: 0 },
      latched: 3,
      withheld: 3,
      fallback: 0,
      incomplete: 0,
    },
    models: [{ model: 'my-model', served: 'my-model-v2', stage: 'stable', answers: { n: 3 } }],
  });
  // Verified only with the log's own key, which is reported; nor is it known that nothing was cut off.
  expect(log.result.integrity).toMatchObject({ verdict: 'ok', notes: [expect.anything()] });
  expect(log.result.completeness.verdict).not.toBe('ok');
  const [known] = await read([folder], { vkey: vkeyOf(folder) });
  expect((known as typeof log).result.integrity).toEqual({ verdict: 'ok', problems: 0, notes: [] });
});

test('a ledger that was changed is told as broken, with the first problems', async () => {
  const folder = copyOf(await ledgerFolder({ exchanges: 3 }));
  const checkpoint = join(folder, 'log', 'checkpoint');
  writeFileSync(checkpoint, 'example.com/log\n3\nAAAA\n\n');
  const [broken] = await read([folder], { vkey: vkeyOf(folder) });
  const { integrity } = (broken as Extract<Evidence, { kind: 'ledger' }>).result;
  expect(integrity.verdict).toBe('broken');
  expect(integrity.notes.length).toBeGreaterThan(0);
});

const REFUSED: readonly (readonly [string, unknown, string])[] = [
  ['text', 'hello', 'is not JSON'],
  ['bytes that are not UTF-8', '"\udcff"', 'not a result of zenbun'],
  ['another JSON', { a: 1 }, 'not a result of zenbun'],
  ['null', null, 'not a result of zenbun'],
  ['a result of another kind', { schema: 'zenbun.replay/1' }, 'zenbun.replay/1'],
  ['a later version', { ...fixtureResult, schema: 'zenbun.scan/2' }, 'zenbun.scan/2'],
  ['a scan without findings', { ...fixtureResult, findings: undefined }, 'findings'],
  ['a scan with a verdict of its own', { ...fixtureResult, verdict: 'fine' }, 'verdict'],
  ['a share above one', { ...worse, paired: { ...worse.paired, alpha: 1.5 } }, 'paired.alpha'],
  [
    'a count that is none',
    { ...worse, before: { ...worse.before, asr: { k: -1, n: 2, interval: [0, 1] } } },
    'before.asr.k',
  ],
];

test.each(REFUSED)('%s is refused, and it is said why', async (_, json, why) => {
  const folder = place({ 'result.json': json ?? 'null' });
  await expect(read([join(folder, 'result.json')])).rejects.toMatchObject({
    code: 'unreadable',
    message: expect.stringContaining(why),
  });
});

test('what is not there, holds nothing, or is named twice is refused', async () => {
  const folder = place({ 'a.json': worse, 'b.json': worse });
  await expect(read([join(folder, 'c.json')])).rejects.toMatchObject({ code: 'not-found' });
  await expect(read([folder])).rejects.toMatchObject({ code: 'unreadable' });
  await expect(read(['a.json', 'b.json'].map((name) => join(folder, name)))).rejects.toMatchObject({ code: 'usage' });
});

test('half a log of the watch is not a quiet one, and a watch that gathers has nothing to say', async () => {
  const status = {
    schema: 'zenbun.watch/1',
    verdict: 'incomplete',
    reason: null,
    alarm: null,
    evidence: 0.2,
    threshold: 20,
    alpha: 0.05,
    horizon: 1_000_000,
    tolerance: 1,
    answers: { seen: 10, watched: 5, collapsed: 0, learning: 5, withoutAsker: 0 },
    from: 1,
    to: 2,
    acknowledged: 0,
    reference: { identity: 'x', timeZone: 'UTC', hours: 6, from: 0, to: 1, answers: 500 },
    signals: [],
    strata: [],
  };
  const folder = place({
    'half.json': status,
    'gathers.json': { schema: 'zenbun.watch-live/1', verdict: 'gathering' },
  });
  const [half] = await read([join(folder, 'half.json')]);
  expect(half!.result).toMatchObject({
    verdict: 'learning',
    reason: { en: expect.stringContaining('could not be read') },
  });
  await expect(read([join(folder, 'gathers.json')])).rejects.toMatchObject({ code: 'unreadable' });
});

test.each([
  ['a pass over findings that stop', { ...fixtureResult, verdict: 'pass' }, 'verdict'],
  [
    'a pass over too little',
    { ...fixtureResult, verdict: 'pass', findings: [], coverage: { ...fixtureResult.coverage, enough: false } },
    'verdict',
  ],
  [
    'more rows than there are',
    { ...fixtureResult, findings: fixtureResult.findings.map((one) => ({ ...one, count: one.of + 1 })) },
    'findings.0',
  ],
  [
    'an act that there is not',
    { ...worse, letters: [{ ...worse.letters[0]!, acts: [{ act: 'x', start: 0, end: 1 }] }] },
    'act',
  ],
])('%s is refused', async (_, json, where) => {
  const folder = place({ 'result.json': json });
  await expect(read([join(folder, 'result.json')])).rejects.toMatchObject({
    code: 'unreadable',
    message: expect.stringContaining(where),
  });
});

test('results on origin are read, and one whose verdict its checks contradict is refused', async () => {
  const folder = place({ 'v.json': VERIFIED, 't.json': TRAINED, 'f.json': OTHER_MODEL });
  const found = await read(['v.json', 't.json', 'f.json'].map((name) => join(folder, name)));
  expect(found.map(({ kind }) => kind)).toEqual(['verification', 'training', 'fingerprint']);
  const edited = {
    'whitened.json': { ...NOT_AS_SIGNED, verdict: 'valid' },
    'empty.json': { ...VERIFIED, checks: [] },
    'upgraded.json': { ...UNVOUCHED, checks: [...VERIFIED.checks, ...UNVOUCHED.checks], verdict: 'valid' },
    'fits.json': { ...TRAINED_LONGER, verdict: 'pass' },
    'nothing.json': { ...TRAINED, checks: [] },
    'same.json': { ...OTHER_MODEL, decision: 'same-within-margin' },
    'unasked.json': { ...OTHER_MODEL, requests: { reference: 50, check: 0 } },
  };
  const other = place(edited);
  for (const name of Object.keys(edited))
    await expect(read([join(other, name)]), name).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('is not as zenbun writes it'),
    });
});
