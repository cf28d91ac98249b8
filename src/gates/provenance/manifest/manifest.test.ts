import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Statement, signStatement, type VerifyingKey } from '../../../provenance/index.ts';
import { signingKeyOf } from '../keys/key-ports.ts';
import type { VerifyContext } from '../verify/verify-context.ts';
import { verifyPath } from '../verify/verify-path.ts';
import { attestManifest, type ManifestOptions } from './attest-manifest.ts';
import { eraseManifestRecord } from './erase-record.ts';
import { proveManifestRecord } from './prove-record.ts';

let root: string;
let folders = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'zenbun-manifest-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function folder(): Promise<string> {
  const path = join(root, String(folders++));
  await mkdir(path);
  return path;
}

const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const keyOf = (name: string, { privateKey, publicKey } = pair()) => signingKeyOf(privateKey, publicKey, name)!;
const key = keyOf('supplier.pub');
const other = keyOf('other.pub');
const sign = (statement: Statement) => signStatement(statement, key);
const trusting = (keys: readonly VerifyingKey[]): VerifyContext => ({
  keys,
  roots: [],
  sigstoreRoot: null,
  identities: [],
  policy: null,
  signatures: [],
  statements: [],
  alongside: [],
  allowSymlinks: false,
  certificatesAt: null,
  now: Date.parse('2026-12-01T00:00:00Z'),
});
const AT = '2026-11-30T00:00:00Z';

async function attested(files: Record<string, string | Uint8Array>, options: Partial<ManifestOptions> = {}) {
  const place = await folder();
  const data = join(place, 'data');
  await mkdir(data);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(data, name, '..'), { recursive: true });
    await writeFile(join(data, name), content);
  }
  const out = join(place, 'data.manifest.json');
  const made = await attestManifest(data, { sign, out, at: AT, ...options });
  const proofFile = join(place, 'proof.json');
  /** Writes a proof, changed if asked for, and verifies it. */
  const verified = async (text: string, change = (proof: Record<string, unknown>): unknown => proof, keys = [key]) => {
    await writeFile(proofFile, JSON.stringify(change(JSON.parse(text))));
    return verifyPath(proofFile, trusting(keys));
  };
  return { ...made, place, data, out, verified };
}

const bytesOf = (proof: string) => Buffer.from(JSON.parse(proof).bytes, 'base64').toString('utf8');
const LINES = '{"a":1}\n\n{"a":"二"}\r\nnot json\n   \n{"a":3}';

test('records of lines, lists, CSV and compressed files are proved as they stand in their files', async () => {
  const made = await attested({
    'b.jsonl': LINES,
    'a/list.json': '[\n {"x": 1},\n {"x":  2}\n]\n',
    'c.csv': 'prompt,answer\r\n"a, b","x\ny"\r\n\r\nc,d\r\n',
    'd.jsonl.gz': gzipSync('{"z":1}\n{"z":2}\n'),
    'notes.md': 'nothing of the data',
    'extra.bin': 'x',
  });
  expect(
    made.manifest.files.map(({ name, first, count, container, form }) => [name, first, count, container, form]),
  ).toEqual([
    ['a/list.json', 0, 2, 'elements', 'bytes'],
    ['b.jsonl', 2, 4, 'lines', 'bytes'],
    ['c.csv', 6, 2, 'csv', 'bytes'],
    ['d.jsonl.gz', 8, 2, 'lines', 'bytes'],
  ]);
  expect(made.manifest.leftOut).toEqual(['extra.bin']);
  expect(made.manifest.files[2]!.columns).toEqual(['prompt', 'answer']);
  const expected = ['{"x": 1}', '{"x":  2}', '{"a":1}', '{"a":"二"}', 'not json', '{"a":3}', '"a, b","x\ny"', 'c,d'];
  for (const [record, bytes] of [...expected, '{"z":1}', '{"z":2}'].entries()) {
    const proof = await proveManifestRecord(made.out, { record });
    expect(bytesOf(proof.text)).toBe(bytes);
    const same = await proveManifestRecord(made.out, { name: proof.name, line: proof.line });
    expect(same.text).toBe(proof.text);
    expect((await made.verified(proof.text)).verdict).toBe('valid');
  }
  // Lines are counted as in scans, including blank ones.
  expect((await proveManifestRecord(made.out, { name: 'b.jsonl', line: 3 })).record).toBe(3);
});

test('a withheld record shows that it is there and neither its bytes nor its salt', async () => {
  const made = await attested({ 'a.jsonl': LINES });
  const { text } = await proveManifestRecord(made.out, { record: 1 }, { withhold: true });
  expect(JSON.parse(text)).toMatchObject({ salt: null, bytes: null });
  const result = await made.verified(text);
  expect(result.verdict).toBe('valid');
  expect(result.checks.map(({ check, state }) => [check, state])).toEqual([
    ['signature', 'passed'],
    ['record-commitment', 'claimed'],
    ['record-position', 'passed'],
    ['record-inclusion', 'passed'],
  ]);
});

test('who signed it decides: no key is incomplete, another key invalid', async () => {
  const made = await attested({ 'a.jsonl': LINES });
  const { text } = await proveManifestRecord(made.out, { record: 0 });
  expect((await made.verified(text, undefined, [])).verdict).toBe('incomplete');
  expect((await made.verified(text, undefined, [other])).verdict).toBe('invalid');
  const both = await made.verified(text, undefined, [other, key]);
  expect(both.verdict).toBe('valid');
  expect(both.statements[0]).toMatchObject({ signedBy: [{ name: 'supplier.pub' }], at: AT });
});

test('the manifest tells nothing that records could be guessed by, unless asked to', async () => {
  const made = await attested({ 'a.jsonl': LINES });
  const digest = createHash('sha256').update(LINES).digest('hex');
  expect(await readFile(made.out, 'utf8')).not.toContain(digest);
  expect(made.statement.subject).toEqual([{ name: 'data', digest: { rfc6962RootSha256: made.manifest.root } }]);
  const told = await attested({ 'a.jsonl': LINES }, { fileDigests: true });
  expect(told.statement.subject).toEqual([{ name: 'a.jsonl', digest: { sha256: digest } }]);
  expect(told.manifest.root).not.toBe(made.manifest.root);
});

test('the secret is for its owner, and is never written over', async () => {
  const made = await attested({ 'a.jsonl': LINES });
  expect((await stat(made.files.secret)).mode & 0o777).toBe(0o600);
  await expect(attestManifest(made.data, { sign, out: made.out, at: null })).rejects.toMatchObject({ code: 'usage' });
});

test('an erased record cannot be opened, its seed is nowhere, and the others still are', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.json({ maxDepth: 1 }), { minLength: 1, maxLength: 20 }),
      fc.array(fc.nat(19), { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      async (values, picks, remove) => {
        const rows = values.map((value) => JSON.stringify({ v: value }));
        const made = await attested({ 'a.jsonl': rows.map((row) => `${row}\n`).join('') });
        const erased = new Set(picks.map((pick) => pick % rows.length));
        for (const record of erased) expect(await eraseManifestRecord(made.out, record)).toMatchObject({ record });
        expect((await stat(made.files.secret)).mode & 0o777).toBe(0o600);
        // Removing rows from the file, as erasing asks for, makes the later ones move up.
        if (remove && erased.size < rows.length) {
          const left = rows.filter((_, record) => !erased.has(record));
          await writeFile(join(made.data, 'a.jsonl'), left.map((row) => `${row}\n`).join(''));
        }
        for (let record = 0; record < rows.length; record++) {
          if (erased.has(record)) {
            await expect(proveManifestRecord(made.out, { record })).rejects.toMatchObject({ code: 'not-found' });
            continue;
          }
          const proof = await proveManifestRecord(made.out, { record });
          expect(bytesOf(proof.text)).toBe(rows[record]);
          expect((await made.verified(proof.text)).verdict).toBe('valid');
          const byLine = await proveManifestRecord(made.out, { name: 'a.jsonl', line: proof.line });
          // Another one of several identical rows may have moved to this line.
          expect(rows[byLine.record]).toBe(rows[record]);
          expect(erased.has(byLine.record)).toBe(false);
        }
      },
    ),
    { numRuns: 12 },
  );
});

test('erasing twice changes nothing, and one that is not there is told', async () => {
  const made = await attested({ 'a.jsonl': LINES });
  expect(await eraseManifestRecord(made.out, 2)).toEqual({ record: 2, name: 'a.jsonl', wasErased: false, erased: 1 });
  const secret = await readFile(made.files.secret, 'utf8');
  expect(await eraseManifestRecord(made.out, 2)).toEqual({ record: 2, name: 'a.jsonl', wasErased: true, erased: 1 });
  expect(await readFile(made.files.secret, 'utf8')).toBe(secret);
  await expect(eraseManifestRecord(made.out, 4)).rejects.toMatchObject({ code: 'not-found' });
});

test('a row that was changed since is not proved, and neither is one of a wrong manifest', async () => {
  const made = await attested({ 'a.jsonl': '{"a":1}\n{"a":2}\n' });
  await writeFile(join(made.data, 'a.jsonl'), '{"a":1}\n{"a":9}\n');
  await expect(proveManifestRecord(made.out, { record: 1 })).rejects.toMatchObject({ code: 'damaged' });
  await expect(proveManifestRecord(made.out, { name: 'a.jsonl', line: 2 })).rejects.toMatchObject({ code: 'damaged' });
  expect((await proveManifestRecord(made.out, { record: 0 })).record).toBe(0);
  const second = await attested({ 'a.jsonl': '{"a":1}\n{"a":2}\n' });
  await writeFile(made.files.secret, await readFile(second.files.secret));
  await expect(proveManifestRecord(made.out, { record: 0 })).rejects.toMatchObject({ code: 'damaged' });
});

test('leaf hashes that were changed or cut are noticed', async () => {
  const made = await attested({ 'a.jsonl': '1\n2\n3\n4\n5\n' });
  const leaves = await readFile(made.files.leaves);
  leaves[4 * 32]! ^= 1;
  await writeFile(made.files.leaves, leaves);
  await expect(proveManifestRecord(made.out, { record: 0 })).rejects.toMatchObject({ code: 'damaged' });
  await writeFile(made.files.leaves, leaves.subarray(1));
  await expect(proveManifestRecord(made.out, { record: 0 })).rejects.toMatchObject({ code: 'damaged' });
  await rm(made.files.leaves);
  await expect(proveManifestRecord(made.out, { record: 0 })).rejects.toMatchObject({ code: 'not-found' });
});

test('any byte of a proof that is changed is refused', async () => {
  const made = await attested({ 'a.jsonl': '{"a":1}\n{"a":2}\n{"a":3}\n' });
  const { text } = await proveManifestRecord(made.out, { record: 1 });
  const proof = JSON.parse(text);
  const flip = (base64: string, bit: number) => {
    const bytes = Buffer.from(base64, 'base64');
    bytes[(bit >> 3) % bytes.length]! ^= 1 << (bit & 7);
    return bytes.toString('base64');
  };
  const envelope = (change: object) => ({
    ...proof,
    manifest: { ...proof.manifest, dsseEnvelope: { ...proof.manifest.dsseEnvelope, ...change } },
  });
  const changes: ((bit: number) => unknown)[] = [
    (bit) => ({ ...proof, bytes: flip(proof.bytes, bit) }),
    (bit) => ({ ...proof, salt: flip(proof.salt, bit) }),
    (bit) => ({ ...proof, commitment: flip(proof.commitment, bit) }),
    (bit) => ({ ...proof, path: [flip(proof.path[0], bit), ...proof.path.slice(1)] }),
    (bit) => ({ ...proof, record: (proof.record + 1 + (bit % 2)) % 3 }),
    (bit) => envelope({ payload: flip(proof.manifest.dsseEnvelope.payload, bit) }),
    (bit) => envelope({ signatures: [{ sig: flip(proof.manifest.dsseEnvelope.signatures[0].sig, bit), keyid: '' }] }),
    () => envelope({ payloadType: 'text/plain' }),
    () => ({ ...proof, manifest: null }),
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...changes), fc.nat(20_000), async (change, bit) => {
      const verdict = await made
        .verified(text, () => change(bit))
        .then(
          (result) => result.verdict,
          (error) => error.code,
        );
      expect(['invalid', 'unreadable']).toContain(verdict);
    }),
    { numRuns: 12 },
  );
});

test('what cannot be committed to is counted and named', async () => {
  const made = await attested({ 'a.json': '[{"a":1},{"a":2}' });
  expect(made.manifest.files[0]).toMatchObject({ count: 2, uncommitted: { count: 1 } });
});

test('nothing is left behind where there is nothing to sign', async () => {
  const place = await folder();
  const data = join(place, 'a.jsonl');
  await writeFile(data, '\n  \n');
  const out = join(place, 'm.json');
  await expect(attestManifest(data, { sign, out, at: null })).rejects.toMatchObject({ code: 'unreadable' });
  await expect(attestManifest('-', { sign, out, at: null })).rejects.toMatchObject({ code: 'usage' });
  await expect(attestManifest(join(place, 'none'), { sign, out, at: null })).rejects.toMatchObject({
    code: 'not-found',
  });
  for (const name of ['m.json', 'm.json.leaves', 'm.json.secret'])
    await expect(stat(join(place, name))).rejects.toMatchObject({ code: 'ENOENT' });
});

test.each<[string, string]>([
  ['a proof without its fields', '{"schema":"zenbun.record-proof/1"}'],
  ['a proof of another version', '{"schema":"zenbun.record-proof/9"}'],
])('a file that is %s is no proof', async (_, text) => {
  const path = join(await folder(), 'proof.json');
  await writeFile(path, text);
  await expect(verifyPath(path, trusting([key]))).rejects.toMatchObject({ code: 'unreadable' });
  await writeFile(path, text.slice(0, -1));
  await expect(verifyPath(path, trusting([key]))).rejects.toMatchObject({ code: 'damaged' });
});

test('a proof with a statement of something else is refused', async () => {
  const made = await attested({ 'a.jsonl': '1\n2\n' });
  const { text } = await proveManifestRecord(made.out, { record: 0 });
  const instead = (statement: Statement) => (proof: Record<string, unknown>) => ({
    ...proof,
    manifest: JSON.parse(Buffer.from(sign(statement)).toString()),
  });
  const others = { ...made.statement, predicateType: 'urn:example:other' };
  expect((await made.verified(text, instead(others))).verdict).toBe('invalid');
  const broken = { ...made.statement, predicate: { ...made.manifest, size: 9 } };
  expect((await made.verified(text, instead(broken))).verdict).toBe('invalid');
  expect((await made.verified(text, instead(made.statement))).verdict).toBe('valid');
});
