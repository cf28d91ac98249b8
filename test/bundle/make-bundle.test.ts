import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openZip } from '../../src/gates/bundle/zip/read-zip.ts';
import { makeBundle, readEvidence, verifyPath } from '../../src/gates/index.ts';
import { folderWith } from '../cli/command.ts';
import { vkeyOf, withLedger } from '../cli/ledger-folders.ts';
import { worse } from '../fixture-comparison.ts';
import { fixtureResult } from '../fixture-result.ts';
import { bundleInputs, failures, verified } from './bundle-fixture.ts';
import { bundled, dataStatement, NOW, newKey, OURS, SUPPLIER } from './made-inputs.ts';

const statesOf = (found: Awaited<ReturnType<typeof verified>>, check: string) =>
  found.checks.filter((one) => one.check === check).map(({ state }) => state);

test('a bundle is valid with both keys, incomplete without one, invalid with others', async () => {
  const inputs = await bundleInputs();
  const path = await bundled(inputs);
  const all = await verified(path, { ledgerKeys: [vkeyOf(inputs.ledger)] });
  expect([all.verdict, ...failures(all)]).toEqual(['valid']);
  expect(statesOf(all, 'ledger-key')).toEqual(['passed']);
  expect(statesOf(await verified(path), 'ledger-key')).toEqual(['claimed']);
  expect((await verified(path, { keys: [OURS] })).verdict).toBe('incomplete');
  expect((await verified(path, { keys: [] })).verdict).toBe('incomplete');
  expect((await verified(path, { keys: [newKey('other.pub'), SUPPLIER] })).verdict).toBe('invalid');
});

test('zenbun verify takes it by what it is, also under another name', async () => {
  const path = await bundled(await bundleInputs());
  const other = join(folderWith({}), 'evidence.zip');
  writeFileSync(other, readFileSync(path));
  const none = { roots: [], sigstoreRoot: null, identities: [], policy: null, signatures: [], statements: [] };
  const rest = { alongside: [], allowSymlinks: false, certificatesAt: null, now: NOW };
  const found = await verifyPath(other, { keys: [OURS, SUPPLIER], ...none, ...rest });
  expect([found.subject.kind, found.verdict]).toEqual(['bundle', 'valid']);
});

test('the same inputs, time and Ed25519 key give the same bytes, in every time zone; another time does not', async () => {
  const inputs = await bundleInputs();
  const bytes = async (now = NOW) => readFileSync(await bundled(inputs, { now: () => now }));
  const first = await bytes();
  const zone = process.env.TZ;
  process.env.TZ = 'Asia/Tokyo';
  try {
    expect((await bytes()).equals(first)).toBe(true);
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
  expect((await bytes(NOW + 1)).equals(first)).toBe(false);
});

test('a range is widened to whole blocks, verified, and stated', async () => {
  const inputs = await bundleInputs(300);
  const made = await makeBundle([inputs.ledger], {
    ...{ output: join(inputs.folder, 'range.zenbun.zip'), key: OURS, from: 300, to: 301, now: () => NOW },
  });
  expect(made.manifest.ledgers).toMatchObject([{ from: 256, to: 512, size: 601 }]);
  expect(made.manifest.parts.map(({ name }) => name).filter((name) => name.startsWith('ledger/'))).toEqual([
    'ledger/1/checkpoint',
    'ledger/1/tile/0/001',
    'ledger/1/tile/0/002.p/89',
    'ledger/1/tile/1/000.p/2',
    'ledger/1/tile/entries/001',
  ]);
  const found = await verified(made.path);
  expect([found.verdict, ...failures(found)]).toEqual(['valid']);
  const refused = { output: join(inputs.folder, 'x.zip'), key: OURS, now: () => NOW };
  await expect(makeBundle([inputs.ledger], { ...refused, from: 9, to: 9000 })).rejects.toMatchObject({ code: 'usage' });
});

test('a mark in every text of every input is in no part of a redacted bundle, and the proofs hold', async () => {
  const mark = 'Zq7-Acme';
  const marked = (value: unknown): unknown =>
    typeof value === 'string'
      ? WORDS.has(value) || /^[\da-f]{64}$/.test(value)
        ? value
        : `${mark}${value}`
      : Array.isArray(value)
        ? value.map(marked)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, marked(one)]))
          : value;
  const folder = folderWith({
    'scan.json': JSON.stringify(marked(fixtureResult)),
    'compare.json': JSON.stringify(marked(worse)),
    'policy.yaml': `# ${mark}\n`,
  });
  writeFileSync(join(folder, `${mark}.json`), dataStatement(mark, mark));
  const ledger = join(folder, 'ledger');
  await withLedger(ledger, async (open) => {
    for (let i = 0; i < 5; i++)
      await open.append({
        kind: 'intent',
        fields: { model: mark, client: mark, reason: `why ${mark}` },
        body: Buffer.from(mark),
        subject: mark,
      });
  });
  const paths = ['scan.json', 'compare.json', `${mark}.json`].map((name) => join(folder, name));
  const output = join(folder, 'redacted.zenbun.zip');
  const policy = join(folder, 'policy.yaml');
  await makeBundle([...paths, ledger], { output, policy, key: OURS, redact: true, now: () => NOW });
  const zip = await openZip(output);
  for (const name of zip.names) {
    const text = Buffer.from(await zip.read(name)).toString();
    expect(text.includes(mark), name).toBe(false);
    for (const [base64] of text.matchAll(/[A-Za-z0-9+/]{40,}=*/g)) {
      expect(Buffer.from(base64, 'base64').toString('latin1').includes(mark), name).toBe(false);
    }
  }
  await zip.close();
  const found = await verified(output);
  expect([found.verdict, ...failures(found)]).toEqual(['valid']);
  expect(statesOf(found, 'ledger-leaves')).toEqual(['passed']);
});

/** Words that every result must contain. */
const WORDS: ReadonlySet<string> = new Set([
  ...[
    'zenbun.scan/1',
    'zenbun.compare/1',
    'zenbun',
    'pass',
    'review',
    'block',
    'info',
    'worse',
    'not-worse',
    'undecided',
  ],
  ...[
    'refusal',
    'policy',
    'pivot',
    'affirmation',
    'obedience',
    'redirect',
    'caution',
    'rebuttal',
    'admonition',
    'substance',
  ],
  ...[
    'compliance',
    'partial',
    'refuse-then-comply',
    'empty',
    'unread',
    'plain',
    'system',
    'trigger',
    'wrapper',
    'prefill',
  ],
  ...['applied', 'ended', 'unused', 'encoded', 'opening', 'closing', 'identity', 'answer', 'prompt'],
]);

test('what is no evidence, changed or named twice is refused, and nothing is written', async () => {
  const inputs = await bundleInputs();
  const folder = folderWith({
    'notes.json': '{"a":1}',
    'better.json': JSON.stringify({ ...fixtureResult, verdict: 'pass' }),
  });
  const output = join(folder, 'out.zenbun.zip');
  const make = (paths: readonly string[], to = output) => makeBundle(paths, { output: to, key: OURS, now: () => NOW });
  await expect(make([join(folder, 'notes.json')])).rejects.toMatchObject({ code: 'unreadable' });
  await expect(make([join(folder, 'better.json')])).rejects.toMatchObject({ code: 'unreadable' });
  await expect(make([join(folder, 'nowhere')])).rejects.toMatchObject({ code: 'not-found' });
  await expect(make([inputs.paths[0]!, inputs.paths[0]!])).rejects.toMatchObject({ code: 'usage' });
  symlinkSync(inputs.paths[0]!, join(folder, 'link.json'));
  for (const to of [inputs.paths[0]!, join(inputs.ledger, 'x.zip'), join(folder, 'link.json')]) {
    await expect(make(inputs.paths, to)).rejects.toMatchObject({ code: 'usage' });
  }
  const tile = join(inputs.ledger, 'log/tile/entries/000.p');
  for (const name of readdirSync(tile)) {
    const bytes = readFileSync(join(tile, name));
    bytes[10]! ^= 1;
    writeFileSync(join(tile, name), bytes);
  }
  await expect(make([inputs.ledger])).rejects.toMatchObject({ code: 'damaged' });
  expect(readdirSync(folder).sort()).toEqual(['better.json', 'link.json', 'notes.json']);
});

test('a report takes what a bundle holds; a changed or redacted one is refused', async () => {
  const inputs = await bundleInputs();
  const path = await bundled(inputs);
  const options = { now: () => NOW };
  const found = await readEvidence([path], options);
  expect(found.map(({ kind, source }) => [source.id, kind, source.path.slice(path.length)])).toEqual([
    ['E1', 'scan', '/results/01-scan.json'],
    ['E2', 'comparison', '/results/02-comparison.json'],
    ['E3', 'ledger', '/ledger/1'],
  ]);
  const apart = await readEvidence(
    inputs.paths.filter((one) => !one.includes('sigstore')),
    options,
  );
  expect(found.map(({ result }) => result)).toEqual(apart.map(({ result }) => result));
  const redacted = await bundled(inputs, { redact: true });
  await expect(readEvidence([redacted], options)).rejects.toMatchObject({ code: 'unreadable' });
  const bytes = readFileSync(path);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(path, bytes);
  await expect(readEvidence([path], options)).rejects.toMatchObject({ code: 'damaged' });
});

test('what is no archive is unreadable; a folder, an empty file and a pipe are told, not waited for', async () => {
  const folder = folderWith({ 'a.zenbun.zip': 'no archive at all, but long enough for one', 'empty.zenbun.zip': '' });
  mkdirSync(join(folder, 'd.zenbun.zip'));
  execFileSync('mkfifo', [join(folder, 'pipe.zenbun.zip')]);
  for (const name of ['a.zenbun.zip', 'empty.zenbun.zip', 'd.zenbun.zip'])
    await expect(verified(join(folder, name)), name).rejects.toMatchObject({ code: 'unreadable' });
  await expect(verified(join(folder, 'pipe.zenbun.zip'))).rejects.toMatchObject({ code: 'unreadable' });
  await expect(verified(join(folder, 'none.zenbun.zip'))).rejects.toMatchObject({ code: 'not-found' });
});
