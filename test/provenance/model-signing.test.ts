import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  attestFiles,
  keySigner,
  newKeyPair,
  readSigningKey,
  readVerifyingKey,
  type VerifyContext,
  verifyPath,
} from '../../src/gates/index.ts';
import { CERTIFICATES, SIGNER_KEY } from '../../src/gates/provenance/certificates/fixtures/certificates.ts';
import { describeWith } from '../optional.ts';

// Interoperability of Model Signing: signatures of PyPI's model-signing are verified here, and the other way round.

const python = process.env.MODEL_SIGNING_PYTHON ?? '';
const version =
  python === ''
    ? ''
    : spawnSync(python, ['-c', 'import importlib.metadata as m; print(m.version("model-signing"))'], {
        encoding: 'utf8',
      }).stdout?.trim();
const missing = version === '1.1.1' ? '' : 'MODEL_SIGNING_PYTHON is no Python with model-signing 1.1.1';

const theirs = (...args: readonly string[]) =>
  spawnSync(python, ['-m', 'model_signing', ...args], { encoding: 'utf8', env: { PATH: process.env.PATH ?? '' } });

function theirsDo(...args: readonly string[]): void {
  execFileSync(python, ['-m', 'model_signing', ...args], { stdio: 'pipe', env: { PATH: process.env.PATH ?? '' } });
}

const NONE: VerifyContext = {
  keys: [],
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
};
const NOW = { now: NONE.now, ignore: [], allowSymlinks: false };

/** Creates a model whose names sort differently by bytes and by path parts, in a folder that contains git data. */
function modelOf(): { place: string; model: string; signature: string } {
  const place = mkdtempSync(join(tmpdir(), 'zenbun-model-signing-'));
  onTestFinished(() => rmSync(place, { recursive: true }));
  const model = join(place, 'model');
  const files = { 'a/x': '1', 'a.b': '2', 'a-b': '3', config: '{}', '日本語/名前': '4', '.git/HEAD': 'ref', empty: '' };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(model, name, '..'), { recursive: true });
    writeFileSync(join(model, name), text);
  }
  return { place, model, signature: join(place, 'model.sig') };
}

describeWith('model-signing 1.1.1', missing, { timeout: 240_000 }, () => {
  test.each(['ecdsa-p256', 'ecdsa-p384', 'ecdsa-p521'] as const)('with a key of %s, both ways', async (algorithm) => {
    const { place, model, signature } = modelOf();
    const key = join(place, 'key');
    await newKeyPair(key, algorithm, null);
    const keys = [await readVerifyingKey(`${key}.pub`)];

    theirsDo('sign', 'key', model, '--private_key', key, '--signature', signature);
    const verify = () => verifyPath(model, { ...NONE, keys, signatures: [signature] });
    expect(await verify()).toMatchObject({ verdict: 'valid', subject: { files: 6 } });

    const own = join(place, 'own.json');
    const signer = keySigner((await readSigningKey(key, null)).key);
    await attestFiles('model', model, { ...NOW, signer, out: own });
    const verifyOwn = () => theirs('verify', 'key', model, '--public_key', `${key}.pub`, '--signature', own);
    expect(verifyOwn()).toMatchObject({ status: 0 });

    appendFileSync(join(model, 'a.b'), 'more');
    expect((await verify()).checks).toContainEqual(
      expect.objectContaining({ check: 'file-digest', state: 'failed', path: 'a.b' }),
    );
    expect(verifyOwn().status).not.toBe(0);
  });

  test('with certificates, both ways', async () => {
    const { place, model, signature } = modelOf();
    const at = (name: string, text: string) => {
      writeFileSync(join(place, name), text);
      return join(place, name);
    };
    const key = at('signer.key', SIGNER_KEY);
    const [leaf, middle, root] = (['signer', 'middle', 'root'] as const).map((name) =>
      at(`${name}.pem`, CERTIFICATES[name]),
    );
    const chain = ['--certificate_chain', middle!, '--certificate_chain', root!];
    theirsDo(
      'sign',
      'certificate',
      model,
      '--private_key',
      key,
      '--signing_certificate',
      leaf!,
      ...chain,
      '--signature',
      signature,
    );
    const roots = [new X509Certificate(CERTIFICATES.root)];
    const verify = (trusted: readonly X509Certificate[]) =>
      verifyPath(model, { ...NONE, roots: trusted, signatures: [signature] });
    expect((await verify(roots)).verdict).toBe('valid');
    expect((await verify([new X509Certificate(CERTIFICATES.other)])).verdict).toBe('invalid');
    expect((await verify([])).verdict).toBe('incomplete');

    const own = join(place, 'own.json');
    const certificates = [CERTIFICATES.signer, CERTIFICATES.middle].map((pem) => new X509Certificate(pem));
    const signer = keySigner((await readSigningKey(key, null)).key, certificates);
    await attestFiles('model', model, { ...NOW, signer, out: own });
    const verifyOwn = (trusted: string) =>
      theirs('verify', 'certificate', model, '--certificate_chain', trusted, '--signature', own);
    expect(verifyOwn(root!)).toMatchObject({ status: 0 });
    expect(verifyOwn(at('other.pem', CERTIFICATES.other)).status).not.toBe(0);
  });

  test('one file alone, both ways', async () => {
    const { place, model, signature } = modelOf();
    const file = join(model, 'config');
    const key = join(place, 'key');
    await newKeyPair(key, 'ecdsa-p256', null);
    const keys = [await readVerifyingKey(`${key}.pub`)];
    theirsDo('sign', 'key', file, '--private_key', key, '--signature', signature);
    expect((await verifyPath(file, { ...NONE, keys, signatures: [signature] })).verdict).toBe('valid');
    const own = join(place, 'own.json');
    const signer = keySigner((await readSigningKey(key, null)).key);
    await attestFiles('data', file, { ...NOW, signer, out: own });
    expect(theirs('verify', 'key', file, '--public_key', `${key}.pub`, '--signature', own)).toMatchObject({
      status: 0,
    });
  });
});
