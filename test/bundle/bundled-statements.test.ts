import { X509Certificate } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  attestFiles,
  attestHandover,
  keySigner,
  readPolicy,
  readSigningKey,
  verifyPath,
} from '../../src/gates/index.ts';
import { CERTIFICATES, SIGNER_KEY } from '../../src/gates/provenance/certificates/fixtures/certificates.ts';
import type { Verification } from '../../src/schema/index.ts';
import { folderWith } from '../cli/command.ts';
import { failures, verified } from './bundle-fixture.ts';
import { bundled, NOW, OURS, SUPPLIER } from './made-inputs.ts';

const HOW = { signer: keySigner(SUPPLIER), now: NOW, ignore: [], allowSymlinks: false };
const stated = ({ checks }: Verification, name: string) =>
  checks.filter(({ check }) => check === name).map(({ state, path }) => [state, path]);

/** Creates a model and two hand-overs of it. */
async function handedOver() {
  const folder = folderWith({});
  const model = join(folder, 'model');
  mkdirSync(model);
  writeFileSync(join(model, 'weights.bin'), 'w');
  const paths = [join(folder, 'first.json'), join(folder, 'second.json')] as const;
  await attestHandover(model, { ...HOW, from: 'A', to: 'B', toKey: SUPPLIER.fingerprint, out: paths[0] });
  await attestHandover(model, { ...HOW, from: 'B', to: 'C', previous: paths[0], out: paths[1] });
  return { folder, model, paths, ledger: '' };
}

async function policyOf(folder: string, custody: string) {
  const path = join(folder, 'policy.yaml');
  writeFileSync(join(folder, 'ours.pem'), OURS.pem);
  writeFileSync(join(folder, 'supplier.pem'), SUPPLIER.pem);
  const signers = `[{ name: Ours, keys: [ours.pem], may: [bundle] }, { name: S, keys: [supplier.pem], may: [handover] }]`;
  writeFileSync(path, `schema: zenbun.policy/1\nsigners: ${signers}\ncustody: ${custody}\n`);
  return readPolicy(path);
}

test('hand-overs in a bundle are followed, and the ends are those of the policy', async () => {
  const inputs = await handedOver();
  const path = await bundled(inputs);
  const found = await verified(path);
  expect([found.verdict, ...failures(found)]).toEqual(['valid']);
  expect(stated(found, 'custody')).toEqual([['passed', null]]);
  const policy = await policyOf(inputs.folder, '{ from: A, to: D }');
  expect(stated(await verified(path, { policy }), 'custody-end')).toEqual([['failed', 'statements/02.sigstore.json']]);
  const redacted = await bundled(inputs, { redact: true });
  expect(stated(await verified(redacted, { policy }), 'custody')).toEqual([['not-checked', null]]);
});

test('a bundle is as old as its manifest says, and a policy may bound that', async () => {
  const { folder, paths } = await handedOver();
  const path = await bundled({ folder, paths, ledger: '' });
  const policyOfDays = async (days: number) => {
    const file = join(folder, 'ages.yaml');
    writeFileSync(join(folder, 'ours.pem'), OURS.pem);
    const signers = '[{ name: Ours, keys: [ours.pem], may: [bundle] }]';
    writeFileSync(file, `schema: zenbun.policy/1\nsigners: ${signers}\nmaxAgeDays: { bundle: ${days} }\n`);
    return readPolicy(file);
  };
  const tenDaysOn = { now: () => NOW + 10 * 86_400_000 };
  const old = await verified(path, { ...tenDaysOn, policy: await policyOfDays(9) });
  expect(stated(old, 'policy-age')).toEqual([['failed', 'manifest.sigstore.json']]);
  const young = await verified(path, { ...tenDaysOn, policy: await policyOfDays(11) });
  expect(stated(young, 'policy-age')).toEqual([['passed', 'manifest.sigstore.json']]);
});

test('a chain that lacks a link is not bundled, and a policy that asks for one finds none', async () => {
  const { folder, paths } = await handedOver();
  await expect(bundled({ folder, paths: [paths[1]], ledger: '' })).rejects.toMatchObject({ code: 'damaged' });
  const policy = await policyOf(folder, '{ from: A, to: C }');
  const model = join(folder, 'model');
  const out = join(folder, 'model.json');
  await attestFiles('model', model, { ...HOW, out });
  const path = await bundled({ folder, paths: [out], ledger: '' });
  expect(stated(await verified(path, { policy }), 'custody')).toEqual([['failed', null]]);
});

test('what a statement is about is said not to be there, or compared where it is at hand', async () => {
  const { folder, model, paths } = await handedOver();
  const path = await bundled({ folder, paths, ledger: '' });
  expect(stated(await verified(path), 'subject').map(([state]) => state)).toEqual(['claimed', 'claimed']);
  const beside = await verified(path, { alongside: [model] });
  expect(stated(beside, 'subject').map(([state]) => state)).toEqual(['passed', 'passed']);
  expect([beside.verdict, ...stated(beside, 'at-hand')]).toEqual(['valid', ['passed', model]]);
  writeFileSync(join(model, 'weights.bin'), 'other');
  const other = await verified(path, { alongside: [model] });
  expect(stated(other, 'subject').map(([state]) => state)).toEqual(['claimed', 'claimed']);
  expect([other.verdict, ...stated(other, 'at-hand')]).toEqual(['invalid', ['failed', model]]);
});

test('certificates of statements in a bundle: a given root vouches, each reason not to has its name, none is told', async () => {
  const folder = folderWith({ 'signer.key': SIGNER_KEY });
  const model = join(folder, 'model');
  mkdirSync(model);
  writeFileSync(join(model, 'weights.bin'), 'w');
  const { key } = await readSigningKey(join(folder, 'signer.key'), null);
  const chain = [CERTIFICATES.signer, CERTIFICATES.middle].map((pem) => new X509Certificate(pem));
  const out = join(folder, 'model.json');
  await attestFiles('model', model, { ...HOW, signer: keySigner(key, chain), out });
  const path = await bundled({ folder, paths: [out], ledger: '' });
  const at = 'statements/01.sigstore.json';
  const certificatesAt = Date.parse('2026-12-01');
  const verify = (pem: string, time = certificatesAt) =>
    verified(path, { keys: [OURS], roots: [new X509Certificate(pem)], certificatesAt: time });
  const found = await verify(CERTIFICATES.root);
  expect([found.verdict, ...stated(found, 'certificate')]).toEqual(['valid', ['passed', at]]);
  expect(failures(await verify(CERTIFICATES.other))).toEqual([`certificate-no-path ${at}`]);
  expect(failures(await verify(CERTIFICATES.root, Date.parse('2300-01-01')))).toEqual([`certificate-expired ${at}`]);
  const none = await verified(path, { keys: [OURS] });
  expect([none.verdict, ...stated(none, 'certificate')]).toEqual(['incomplete', ['not-checked', at]]);
});

test('other statements do not go with a bundle', async () => {
  const inputs = await handedOver();
  const path = await bundled(inputs);
  const none = { keys: [OURS], roots: [], sigstoreRoot: null, identities: [], policy: null, alongside: [] };
  const rest = { allowSymlinks: false, certificatesAt: null, now: NOW, signatures: [] };
  await expect(verifyPath(path, { ...none, ...rest, statements: [inputs.paths[0]] })).rejects.toMatchObject({
    code: 'usage',
  });
});
