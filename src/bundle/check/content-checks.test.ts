import { expect, test } from 'vitest';
import { makeKey, sha256, sha256Hex, statementOf } from '../../../test/provenance-keys.ts';
import { PREDICATES, signStatement } from '../../provenance/index.ts';
import type { BundleManifest, BundlePart } from '../bundle-manifest.ts';
import { jsonBytes } from '../bytes.ts';
import { kindOfPart } from '../part-names.ts';
import type { BundleTrust } from './bundle-reader.ts';
import { CheckList } from './check-list.ts';
import { checkContents } from './content-checks.ts';

const KEY = makeKey('ed25519', 'maker.pem');
const [ONE, OTHER] = ['1a'.repeat(32), '2b'.repeat(32)];
const scanOf = (digest: string) => ({ schema: 'zenbun.scan/1', inputs: [{ path: 'train.jsonl', sha256: digest }] });
const signed = (digest: string) =>
  signStatement(statementOf(PREDICATES.data, { at: '2026-11-30T00:00:00Z' }, digest), KEY);

type Given = readonly [name: string, bytes: Uint8Array, original?: BundlePart['original']];

async function checked(given: readonly Given[], changes: Partial<BundleTrust> = {}) {
  const parts = given.map(
    ([name, bytes, original = null]): BundlePart => ({
      ...{ name, kind: kindOfPart(name)!, sha256: sha256Hex(bytes), bytes: bytes.length, original },
    }),
  );
  const checks = new CheckList();
  const trust = { sha256, keys: [KEY], policy: null, now: Date.UTC(2026, 11, 1), ...changes } as BundleTrust;
  const kept = new Map(given.map(([name, bytes]) => [name, bytes]));
  const contents = await checkContents({ parts } as unknown as BundleManifest, kept, trust, checks);
  return {
    contents,
    told: checks.all().map(({ check, state, path }) => `${check} ${state} ${path}`),
    all: checks.all(),
  };
}

test('a digest that a signed statement names as well is a link; any other is the word of the result', async () => {
  const { told, contents } = await checked([
    ['results/a.json', jsonBytes(scanOf(ONE))],
    ['results/b.json', jsonBytes(scanOf(OTHER))],
    ['statements/data.json', signed(ONE)],
  ]);
  expect(told).toEqual([
    'link-data passed results/a.json',
    'link-data claimed results/b.json',
    'result claimed results/a.json',
    'result claimed results/b.json',
  ]);
  expect(contents).toMatchObject({
    digests: [ONE, OTHER],
    redacted: false,
    statements: [{ path: 'statements/data.json' }],
  });
});

test('what a statement is about is claimed, since it is not in the bundle, unless it is at hand', async () => {
  const subjectIn = async (atHand: BundleTrust['atHand'] & object) => {
    const { contents } = await checked([['statements/data.json', signed(ONE)]], { atHand });
    return contents.statements[0]!.checks.filter(({ check }) => check === 'subject').map(({ state }) => state);
  };
  expect(await subjectIn([])).toEqual(['claimed']);
  expect(await subjectIn([{ name: 'other', sha256: OTHER }])).toEqual(['claimed']);
  expect(await subjectIn([{ name: 'train.jsonl', sha256: ONE }])).toEqual(['passed']);
});

test('the same digest in two results is one', async () => {
  const { contents } = await checked([
    ['results/a.json', jsonBytes(scanOf(ONE))],
    ['results/b.json', jsonBytes(scanOf(ONE))],
  ]);
  expect(contents.digests).toEqual([ONE]);
});

test.each<[string, Uint8Array]>([
  ['no JSON', new TextEncoder().encode('{')],
  ['a list', jsonBytes([])],
])('a result that is %s is told', async (_, bytes) => {
  const { told } = await checked([['results/a.json', bytes]], { resultFault: () => null });
  expect(told).toEqual(['result failed results/a.json', 'result claimed results/a.json']);
});

test('the shape of a result is checked by whoever knows it', async () => {
  const fault = { en: 'rows is not there', ja: 'rows がありません' };
  const seen: unknown[] = [];
  const resultFault = (json: unknown) => {
    seen.push(json);
    return fault;
  };
  const { all } = await checked([['results/a.json', jsonBytes(scanOf(ONE))]], { resultFault });
  expect(seen).toEqual([scanOf(ONE)]);
  expect(all[0]).toMatchObject({ check: 'result', state: 'failed', path: 'results/a.json', detail: fault });
});

const ORIGINAL = { sha256: '3c'.repeat(32), bytes: 9 };
const redacted = (value: unknown, original: unknown = ORIGINAL) =>
  jsonBytes({ schema: 'zenbun.redacted/1', original, value });

test('redacted parts are counted, keep their links as claims, and their shape is not checked', async () => {
  const resultFault = () => expect.unreachable();
  const statement = { statement: { predicateType: null, subject: [{ sha256: ONE }] } };
  const { told, contents, all } = await checked(
    [
      ['results/a.json', redacted(scanOf(ONE)), ORIGINAL],
      ['statements/data.json', redacted(statement), ORIGINAL],
    ],
    { resultFault },
  );
  expect(told).toEqual(['link-data claimed results/a.json', 'redacted claimed null', 'result claimed results/a.json']);
  expect(all[0]!.detail.en).toContain('stands in statements/data.json as well');
  expect(all[1]!.detail.en).toMatch(/^2 parts are redacted/);
  expect(contents).toEqual({ statements: [], digests: [ONE], redacted: true });
});

test.each<[string, unknown, string | null]>([
  ['another original', { sha256: OTHER }, OTHER],
  ['no original', null, null],
  ['an original without a digest', { sha256: 1 }, null],
])('a redacted part that names %s than the manifest is refused', async (_, original, found) => {
  const { all } = await checked([['results/a.json', redacted(null, original), ORIGINAL]]);
  expect(all[0]).toMatchObject({ check: 'redacted', state: 'failed', expected: ORIGINAL.sha256, found });
  expect(all[1]!.detail.en).toMatch(/^1 part is redacted/);
});

test('a result alone that is redacted leaves the statements whole', async () => {
  const { contents } = await checked([['results/a.json', redacted(null), ORIGINAL]]);
  expect(contents.redacted).toBe(false);
});

test('a file at hand has to be named by a statement or a result', async () => {
  const atHand = [
    { name: 'a', sha256: ONE },
    { name: 'b', sha256: OTHER },
    { name: 'c', sha256: '4d'.repeat(32) },
  ];
  const given: Given[] = [
    ['results/a.json', jsonBytes(scanOf(OTHER))],
    ['statements/data.json', signed(ONE)],
  ];
  const { all } = await checked(given, { atHand });
  const told = all
    .filter(({ check }) => check === 'at-hand')
    .map(({ state, path, detail }) => [state, path, detail.en]);
  expect(told).toEqual([
    ['passed', 'a', 'statements/data.json names the digest of a'],
    ['passed', 'b', 'results/a.json names the digest of b'],
    ['failed', 'c', 'nothing in the bundle names the digest of c'],
  ]);
});

test('what only its signer vouches for is said: each result and policy, a report and a checklist once', async () => {
  const names = [
    'checklist.html',
    'checklist.json',
    'policy/a.json',
    'policy/b.json',
    'report/a.html',
    'report/b.html',
  ];
  const { told } = await checked(names.map((name): Given => [name, jsonBytes({})]));
  expect(told).toEqual([
    'report claimed report/a.html',
    'checklist claimed checklist.html',
    'policy claimed policy/a.json',
    'policy claimed policy/b.json',
  ]);
});

test('parts that were not kept, because they are not as the manifest states, are not read', async () => {
  const checks = new CheckList();
  const part = { name: 'results/a.json', kind: 'result', sha256: ONE, bytes: 1, original: null };
  const trust = { sha256, keys: [], policy: null, now: 0 } as unknown as BundleTrust;
  const manifest = { parts: [part, { ...part, name: 'results/b.json' }] } as unknown as BundleManifest;
  const kept = new Map([['results/b.json', jsonBytes(scanOf(OTHER))]]);
  const contents = await checkContents(manifest, kept, trust, checks);
  expect(contents).toEqual({ statements: [], digests: [OTHER], redacted: false });
  expect(checks.failed).toBe(0);
});
