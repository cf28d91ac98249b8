import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import {
  folderStatement,
  PREDICATES,
  parseBundle,
  parseStatement,
  type SigningKey,
  STATEMENT_TYPE,
  signStatement,
} from '../../../provenance/index.ts';
import { type AttestOptions, attestFiles } from '../attest/attest-files.ts';
import { attestHandover } from '../attest/attest-handover.ts';
import { attestTraining } from '../attest/attest-training.ts';
import { sha256Bytes } from '../attest/hashed-subject.ts';
import { keySigner } from '../attest/statement-signer.ts';
import { CERTIFICATES, SIGNER_KEY } from '../certificates/fixtures/certificates.ts';
import { hashFolder } from '../hash-folder/hash-folder.ts';
import { newKeyPair } from '../keys/new-key-pair.ts';
import { readSigningKey } from '../keys/signing-key-file.ts';
import { readPolicy } from '../policy/policy-file.ts';
import type { VerifyContext } from './verify-context.ts';
import { verifyPath } from './verify-path.ts';

const NOW = Date.parse('2026-12-01T00:00:00Z');
let place: string;
let model: string;
let key: SigningKey;
let options: AttestOptions;
let given: VerifyContext;

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'zenbun-verify-'));
  model = join(place, 'model');
  mkdirSync(join(model, 'sub'), { recursive: true });
  mkdirSync(join(model, '.git'));
  for (const [name, text] of Object.entries({ 'weights.bin': 'w', 'sub/config.json': '{}', '.git/HEAD': 'r' }))
    writeFileSync(join(model, name), text);
  await newKeyPair(join(place, 'key'), 'ecdsa-p256', null);
  key = (await readSigningKey(join(place, 'key'), null)).key;
  options = { signer: keySigner(key), now: NOW, ignore: [], allowSymlinks: false };
  given = {
    keys: [key],
    roots: [],
    sigstoreRoot: null,
    identities: [],
    policy: null,
    signatures: [],
    statements: [],
    alongside: [],
    allowSymlinks: false,
    certificatesAt: null,
    now: NOW,
  };
  return () => rmSync(place, { recursive: true });
});

const failures = async (path = model, changed: Partial<VerifyContext> = {}) => {
  const { checks } = await verifyPath(path, { ...given, ...changed });
  return checks.filter(({ state }) => state === 'failed').map(({ check, path }) => [check, path]);
};

test('a folder that was signed is valid with the key, incomplete without', async () => {
  await attestFiles('model', model, options);
  expect(await verifyPath(model, given)).toMatchObject({
    verdict: 'valid',
    subject: { kind: 'folder', files: 2, bytes: 3 },
    statements: [{ predicateType: PREDICATES.signing, signedBy: [{ fingerprint: key.fingerprint }] }],
  });
  expect((await verifyPath(model, { ...given, keys: [] })).verdict).toBe('incomplete');
});

test('every difference is named by its path', async () => {
  await attestFiles('model', model, options);
  writeFileSync(join(model, 'weights.bin'), 'x');
  rmSync(join(model, 'sub/config.json'));
  writeFileSync(join(model, 'sub/new'), '');
  writeFileSync(join(model, '.git/new'), 'nobody signs what git keeps');
  expect(await failures()).toEqual([
    ['file-digest', 'weights.bin'],
    ['missing-file', 'sub/config.json'],
    ['unsigned-file', 'sub/new'],
  ]);
});

test('a signature inside of the folder does not sign itself', async () => {
  const out = join(model, 'model.sig');
  await attestFiles('model', model, { ...options, out });
  expect((await verifyPath(model, given)).verdict).toBe('valid');
  expect(readdirSync(model)).toContain('model.sig');
});

test('facts are a second statement about the same digest, each of them the supplier’s word', async () => {
  const facts = join(place, 'facts.yaml');
  writeFileSync(join(place, 'scan.json'), '{}');
  writeFileSync(facts, 'supplier: Example\norigin: https://example.com\nrows: 3\nresults: scan.json\n');
  const { statements } = await attestFiles('data', model, { ...options, facts });
  expect(statements.map(({ predicateType }) => predicateType)).toEqual([PREDICATES.signing, PREDICATES.data]);
  const { verdict, checks } = await verifyPath(model, { ...given, alongside: [join(place, 'scan.json')] });
  expect(verdict).toBe('valid');
  expect(checks).toContainEqual(expect.objectContaining({ check: 'claim', state: 'claimed', found: 'Example' }));
  expect(checks).toContainEqual(expect.objectContaining({ check: 'dependency', state: 'passed' }));
});

test.each([
  ['suplier: Example\n', /facts\.yaml:1: suplier is unknown/],
  ['supplier: Example\nrows: many\n', /facts\.yaml:2: rows must be a number/],
  ['results: absent.json\n', /absent\.json cannot be read/],
])('facts that are not in shape are refused before anything is hashed or written: %j', async (text, why) => {
  const facts = join(place, 'facts.yaml');
  writeFileSync(facts, text);
  await expect(attestFiles('data', model, { ...options, facts })).rejects.toThrow(why);
  expect(readdirSync(place).filter((name) => name.includes('attest'))).toEqual([]);
});

test('a file alone: by the name that others give it, and by its bytes', async () => {
  const file = join(place, 'train.jsonl');
  writeFileSync(file, '{"prompt": "a", "payload": "no statement"}\n');
  await attestFiles('data', file, options);
  await attestHandover(file, { ...options, from: 'A', to: 'B' });
  const result = await verifyPath(file, given);
  expect(result).toMatchObject({ verdict: 'valid', subject: { kind: 'file', files: 1 } });
  writeFileSync(file, 'changed\n');
  expect((await failures(file)).map(([check]) => check)).toContain('file-digest');
});

test('nothing is written over', async () => {
  await attestFiles('model', model, options);
  const before = readFileSync(`${model}.model.attest.json`);
  await expect(attestFiles('model', model, options)).rejects.toMatchObject({ code: 'usage' });
  expect(readFileSync(`${model}.model.attest.json`)).toEqual(before);
});

test('training: base and data by digest, parameters as the supplier’s word', async () => {
  const data = join(place, 'train.jsonl');
  writeFileSync(data, '{}\n');
  const training = join(place, 'training.yaml');
  writeFileSync(
    training,
    `builder: https://example.com/ci\nparameters: { epochs: 3 }\nbase: { name: base, sha256: ${'ab'.repeat(32)} }\ntrainer: [{ name: trl, version: "1.0" }]\n`,
  );
  await attestTraining(model, { ...options, base: [], data: [data], byproducts: [], training, readsTrainer: false });
  await attestFiles('model', model, options);
  const { verdict, checks } = await verifyPath(model, { ...given, alongside: [data] });
  expect(verdict).toBe('valid');
  expect(checks.filter(({ check }) => check === 'dependency')).toHaveLength(1);
  const { predicate } = parseStatement(parseBundle(readFileSync(`${model}.train.attest.json`)).envelope.payload);
  expect(predicate).toMatchObject({ buildDefinition: { externalParameters: { epochs: 3 } } });
});

test('training: what the trainer left is read where nobody wrote it down; what cannot be read is named', async () => {
  const config = {
    peft_type: 'LORA',
    r: 8,
    lora_alpha: 16,
    target_modules: ['q_proj'],
    base_model_name_or_path: 'base',
  };
  writeFileSync(join(model, 'adapter_config.json'), JSON.stringify(config));
  writeFileSync(join(model, 'trainer_state.json'), '{');
  const { trainer } = await attestTraining(model, {
    ...options,
    base: [],
    data: [],
    byproducts: [],
    readsTrainer: true,
  });
  expect(trainer!.read).toContain('adapter_config.json');
  expect(trainer!.failed.map(({ path }) => path)).toEqual(['trainer_state.json']);
  const { predicate } = parseStatement(parseBundle(readFileSync(`${model}.train.attest.json`)).envelope.payload);
  expect(predicate).toMatchObject({ buildDefinition: { externalParameters: { adapter: { rank: 8 } } } });
});

test('hand-overs follow one another, and a missing one is missed', async () => {
  await attestFiles('model', model, options);
  const first = await attestHandover(model, { ...options, from: 'Supplier', to: 'Customer', toKey: key.fingerprint });
  expect(first.previous).toBeNull();
  const second = await attestHandover(model, { ...options, from: 'Customer', to: 'Operator' });
  expect(second.statements[0]!.path).toBe(`${model}.handover-2.attest.json`);
  expect((await verifyPath(model, given)).verdict).toBe('valid');
  rmSync(first.statements[0]!.path);
  expect((await failures()).map(([check]) => check)).toEqual(['custody-missing-link']);
});

test('a statement alone says that nothing was compared; beside its folder it is verified with it', async () => {
  await attestFiles('model', model, options);
  const path = `${model}.model.attest.json`;
  expect(await verifyPath(path, given)).toMatchObject({ verdict: 'valid', subject: { kind: 'folder' } });
  const alone = join(place, 'elsewhere.json');
  writeFileSync(alone, readFileSync(path));
  expect(await verifyPath(alone, given)).toMatchObject({ verdict: 'incomplete', subject: { kind: 'statement' } });
  expect(await failures(alone, { keys: [] })).toEqual([]);
});

test('what was found beside may be by a stranger; what was named must not', async () => {
  await attestFiles('model', model, options);
  await newKeyPair(join(place, 'other'), 'ed25519', null);
  const other = keySigner((await readSigningKey(join(place, 'other'), null)).key);
  await attestTraining(model, { ...options, signer: other, base: [], data: [], byproducts: [], readsTrainer: false });
  expect((await verifyPath(model, given)).verdict).toBe('incomplete');
  const named = { signatures: [`${model}.model.attest.json`], statements: [`${model}.train.attest.json`] };
  expect(await failures(model, named)).toEqual([['other-key', `${model}.train.attest.json`]]);
});

test('certificates: a given root vouches, and each reason not to has its name', async () => {
  writeFileSync(join(place, 'signer.key'), SIGNER_KEY);
  const { key: secret } = await readSigningKey(join(place, 'signer.key'), null);
  const chain = [CERTIFICATES.signer, CERTIFICATES.middle].map((pem) => new X509Certificate(pem));
  await attestFiles('model', model, { ...options, signer: keySigner(secret, chain) });
  const roots = [new X509Certificate(CERTIFICATES.root)];
  const none = { keys: [], roots };
  expect((await verifyPath(model, { ...given, ...none })).verdict).toBe('valid');
  expect(await failures(model, { ...none, certificatesAt: Date.parse('2300-01-01') })).toEqual([
    ['certificate-expired', `${model}.model.attest.json`],
  ]);
  expect((await failures(model, { ...none, certificatesAt: 0 }))[0]![0]).toBe('certificate-not-yet-valid');
  expect((await failures(model, { keys: [], roots: [new X509Certificate(CERTIFICATES.other)] }))[0]![0]).toBe(
    'certificate-no-path',
  );
  expect((await verifyPath(model, { ...given, keys: [] })).verdict).toBe('incomplete');
  expect(() => keySigner(key, chain)).toThrow(/not of the key/);
});

test('a policy says who may sign what, and what must be there', async () => {
  await attestFiles('model', model, options);
  const path = join(place, 'policy.yaml');
  const policyOf = async (text: string) => {
    writeFileSync(path, `schema: zenbun.policy/1\n${text}`);
    return readPolicy(path);
  };
  const good = await policyOf('signers: [{ name: Supplier, keys: [key.pub], may: [signing] }]\nrequire: [signing]\n');
  expect(await verifyPath(model, { ...given, keys: [], policy: good })).toMatchObject({
    verdict: 'valid',
    policy: { path },
  });
  const other = await policyOf('signers: [{ name: Supplier, keys: [key.pub], may: [data] }]\nrequire: [train]\n');
  expect((await failures(model, { keys: [], policy: other })).map(([check]) => check)).toEqual([
    'policy-signer',
    'policy-required',
  ]);
});

test('links, statements that are too large, and folders that nobody has signed are refused', async () => {
  await expect(verifyPath(model, given)).rejects.toMatchObject({ code: 'usage' });
  await attestFiles('model', model, options);
  symlinkSync('/etc/hostname', join(model, 'link'));
  await expect(verifyPath(model, given)).rejects.toMatchObject({ code: 'unreadable' });
  rmSync(join(model, 'link'));
  const large = join(place, 'large.sig');
  writeFileSync(large, Buffer.alloc(17 * 1024 * 1024, ' '));
  await expect(verifyPath(model, { ...given, signatures: [large] })).rejects.toMatchObject({ code: 'limit' });
  await expect(verifyPath(join(place, 'absent'), given)).rejects.toMatchObject({ code: 'not-found' });
});

test('a statement that nobody has signed is no statement', async () => {
  const path = join(place, 'bare.json');
  writeFileSync(path, JSON.stringify({ _type: STATEMENT_TYPE, subject: [], predicateType: 'x:y', predicate: {} }));
  expect(await failures(path)).toEqual([['no-signature', path]]);
});

test('a name that leads out of the folder is refused, and nothing is written or read there', async () => {
  await attestFiles('model', model, options);
  const path = `${model}.model.attest.json`;
  const statement = parseStatement(parseBundle(readFileSync(path)).envelope.payload);
  const { resources } = statement.predicate as { resources: { name: string }[] };
  resources[0]!.name = '../outside';
  writeFileSync(path, await options.signer.sign(statement));
  expect((await failures()).map(([check]) => check)).toContain('unsafe-name');
  expect(existsSync(join(place, 'outside'))).toBe(false);
});

test('a pipe, under the name of a statement or of a policy, is told and not waited for', async () => {
  await attestFiles('model', model, options);
  execFileSync('mkfifo', [join(place, 'model.train.attest.json'), join(place, 'policy.yaml')]);
  await expect(verifyPath(model, given)).rejects.toMatchObject({ code: 'not-found' });
  await expect(readPolicy(join(place, 'policy.yaml'))).rejects.toMatchObject({ code: 'usage' });
});

test('what git keeps is never left out in silence: signed it is compared, else the result is incomplete', async () => {
  const listing = await hashFolder(model, { ignore: ['.git'], allowSymlinks: false });
  const scope = { ignorePaths: [], allowSymlinks: false };
  const signature = join(place, 'model.sig');
  writeFileSync(signature, signStatement(folderStatement('model', listing, scope, sha256Bytes), key));
  const found = await verifyPath(model, given);
  expect(found.verdict).toBe('incomplete');
  expect(found.checks).toContainEqual(expect.objectContaining({ check: 'unsigned-path', state: 'not-checked' }));
  const whole = await hashFolder(model, { ignore: [], allowSymlinks: false });
  writeFileSync(signature, signStatement(folderStatement('model', whole, scope, sha256Bytes), key));
  expect((await verifyPath(model, given)).verdict).toBe('valid');
  writeFileSync(join(model, '.git/HEAD'), 'x');
  expect(await failures()).toEqual([['file-digest', '.git/HEAD']]);
});

test('a proof or a bundle in place of data or a model is not taken for it', async () => {
  const proof = '{"schema":"zenbun.record-proof/1","record":0}';
  const zip = Buffer.concat([Buffer.from('PK'), Buffer.alloc(28), Buffer.from('manifest.sigstore.json')]);
  for (const [name, content] of [
    ['train.jsonl', proof],
    ['weights.safetensors', zip],
  ] as const) {
    writeFileSync(join(place, name), content);
    await expect(verifyPath(join(place, name), given), name).rejects.toMatchObject({ code: 'usage' });
  }
  // Inputs that these are not compared with are refused.
  writeFileSync(join(place, '1.proof.json'), proof);
  const alongside = [join(place, 'train.jsonl')];
  await expect(verifyPath(join(place, '1.proof.json'), { ...given, alongside })).rejects.toMatchObject({
    code: 'usage',
  });
});

test('statements are written and found beside a folder that is named by a dot or through a link', async () => {
  await attestFiles('model', `${model}/.`, options);
  expect(existsSync(join(place, 'model.model.attest.json'))).toBe(true);
  await attestHandover(`${model}/.`, { ...options, from: 'A', to: 'B' });
  const link = join(place, 'link');
  symlinkSync(model, link);
  await attestHandover(link, { ...options, from: 'B', to: 'C' });
  for (const path of [`${model}/.`, link, model]) {
    const { verdict, statements } = await verifyPath(path, given);
    expect([verdict, statements.length]).toEqual(['valid', 3]);
  }
});
