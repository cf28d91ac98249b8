import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, copyFileSync, cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { attestFiles, keySigner } from '../../src/gates/index.ts';
import type { SigningKey } from '../../src/provenance/index.ts';
import { folderWith } from '../cli/command.ts';
import { vkeyOf } from '../cli/ledger-folders.ts';
import { describeWith } from '../optional.ts';
import { bundleInputs } from './bundle-fixture.ts';
import { type BundleInputs, bundled, NOW, newKey, OURS, SUPPLIER } from './made-inputs.ts';

// Runs the commands of docs/verify-without-zenbun.md exactly as written there. The pages in both languages have the
// same ones.

const docs = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
const PAGE = docs('verify-without-zenbun.md');
const GOPATH = '/usr/share/gocode';

/** Returns the code blocks with the text after the three backticks: a language, and a tag or a file name. */
const blocksOf = (page: string) =>
  [...page.matchAll(/^```(\w+) ?([\w.-]*)\n([\s\S]*?)^```$/gm)].map(([, language, tag, code]) => ({
    language: language!,
    tag: tag!,
    code: code!,
  }));

/** If JSONSCHEMA_PYTHON is set, it serves as `python3`; `model_signing` is next to MODEL_SIGNING_PYTHON. */
const { JSONSCHEMA_PYTHON: PYTHON, MODEL_SIGNING_PYTHON: SIGNING } = process.env;
const PATH = [
  ...(PYTHON === undefined ? [] : [dirname(PYTHON)]),
  process.env.PATH,
  ...(SIGNING === undefined ? [] : [dirname(SIGNING)]),
].join(':');

const has = (command: string, ...args: string[]) =>
  spawnSync(command, args, { env: { ...process.env, PATH } }).status === 0;
const missing = [
  has('unzip', '-v') ? '' : 'there is no unzip',
  has('openssl', 'version') ? '' : 'there is no openssl',
  has('python3', '--version') ? '' : 'there is no Python',
  has('sha256sum', '--version') ? '' : 'there is no sha256sum',
].join('');

/** Adds a model that the supplier has signed with OpenSSF Model Signing. */
async function withModel({ folder, ledger, paths }: BundleInputs): Promise<BundleInputs> {
  const model = join(folder, 'model');
  await mkdir(join(model, 'sub'), { recursive: true });
  for (const name of ['weights.bin', 'sub/config.json']) await writeFile(join(model, name), name);
  const out = join(folder, 'model.sigstore.json');
  const how = { signer: keySigner(SUPPLIER), now: NOW, ignore: [], allowSymlinks: false };
  await attestFiles('model', model, { ...how, out });
  return { folder, ledger, paths: [...paths, out] };
}

/** Creates a folder with the bundle, the keys, the model, and the programs from the page. */
async function workplace(key: SigningKey, redact = false) {
  const inputs = await withModel(await bundleInputs(300));
  const folder = folderWith({ 'signer.pem': key.pem, 'supplier.pem': SUPPLIER.pem });
  copyFileSync(await bundled(inputs, { key, redact }), join(folder, 'release.zenbun.zip'));
  cpSync(join(inputs.folder, 'model'), join(folder, 'model'), { recursive: true });
  symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(folder, 'node_modules'));
  for (const { language, tag, code } of blocksOf(PAGE)) if (language !== 'sh') writeFileSync(join(folder, tag), code);
  const env = { ...process.env, PATH, VKEY: vkeyOf(inputs.ledger), GOPATH, GO111MODULE: 'off', GOFLAGS: '' };
  const run = (tag: string) => {
    for (const block of blocksOf(PAGE))
      if (block.language === 'sh' && block.tag === tag)
        execFileSync('bash', ['-euo', 'pipefail', '-c', block.code], { cwd: folder, env, stdio: 'pipe' });
  };
  return { folder, run };
}

test('both pages have the same commands', () => {
  expect(blocksOf(docs('verify-without-zenbun.ja.md'))).toEqual(blocksOf(PAGE));
});

describeWith('the commands of the page', missing, { timeout: 120_000 }, () => {
  test('with unzip, openssl and sha256sum, for both kinds of keys; a changed part is found', async () => {
    for (const [tag, key] of [
      ['p256', newKey('p256.pub', 'P-256')],
      ['ed25519', OURS],
    ] as const) {
      const { run, folder } = await workplace(key);
      run('');
      run(tag);
      writeFileSync(join(folder, 'bundle', 'results', '01-scan.json'), '{}');
      expect(() =>
        execFileSync('bash', ['-c', 'cd bundle && sha256sum --check --quiet ../parts.sha256'], {
          cwd: folder,
          stdio: 'pipe',
        }),
      ).toThrow();
      writeFileSync(join(folder, 'signed'), 'another');
      expect(() => run(tag)).toThrow();
    }
  });

  test('with @sigstore/verify and Ajv', async () => {
    const { run, folder } = await workplace(OURS);
    run('');
    run('sigstore');
    run('ajv');
    writeFileSync(join(folder, 'bundle', 'results', '01-scan.json'), '{}');
    expect(() => run('ajv')).toThrow();
  });

  test('with the standard library of Python, of a redacted bundle', async () => {
    const { run, folder } = await workplace(OURS, true);
    run('');
    run('redacted');
    const lines = join(folder, 'bundle/ledger/1/leaves/000.jsonl');
    writeFileSync(lines, readFileSync(lines, 'utf8').replace(/"leafHash":"[\da-f]{4}/, '"leafHash":"0000'));
    expect(() => run('redacted')).toThrow();
  });
});

const signing =
  SIGNING === undefined
    ? ''
    : spawnSync(SIGNING, ['-c', 'import importlib.metadata as m; print(m.version("model-signing"))'], {
        encoding: 'utf8',
      }).stdout?.trim();
const noSigning = signing === '1.1.1' ? '' : 'MODEL_SIGNING_PYTHON is no Python with model-signing 1.1.1';
describeWith('a folder, with model_signing', missing + noSigning, { timeout: 240_000 }, () => {
  test('is as the statement in the bundle says, and with a changed file it is not', async () => {
    const { run, folder } = await workplace(OURS);
    run('');
    run('model-signing');
    appendFileSync(join(folder, 'model/sub/config.json'), 'more');
    expect(() => run('model-signing')).toThrow(/sub\/config\.json/);
  });
});

const noGo =
  has('go', 'version') && existsSync(join(GOPATH, 'src/golang.org/x/mod/sumdb/tlog'))
    ? ''
    : 'there is no Go with golang.org/x/mod';
describeWith('the log, with Go', missing + noGo, { timeout: 300_000 }, () => {
  test('its records lead to the signed root, and a changed one does not', async () => {
    const { run, folder } = await workplace(OURS);
    run('');
    run('go');
    const file = join(folder, 'bundle/ledger/1/tile/entries/001');
    const bytes = readFileSync(file);
    bytes[100]! ^= 1;
    writeFileSync(file, bytes);
    expect(() => run('go')).toThrow(/is not the one in the log/);
  });
});

const noSchema = has('python3', '-W', 'ignore', '-c', 'import jsonschema') ? '' : 'there is no jsonschema for Python';
describeWith('the results, with jsonschema', missing + noSchema, { timeout: 120_000 }, () => {
  test('fit their schemas, and a changed one does not', async () => {
    const { run, folder } = await workplace(OURS);
    run('');
    run('jsonschema');
    writeFileSync(join(folder, 'bundle', 'results', '01-scan.json'), '{}');
    expect(() => run('jsonschema')).toThrow();
  });
});
