import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { SigningKey } from '../../src/provenance/index.ts';
import { folderWith } from '../cli/command.ts';
import { vkeyOf } from '../cli/ledger-folders.ts';
import { describeWith } from '../optional.ts';
import { bundleInputs } from './bundle-fixture.ts';
import { bundled, newKey, OURS, SUPPLIER } from './made-inputs.ts';

// The commands of docs/verify-without-zenbun.md, as they stand there. Both pages have the same.

const docs = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
const PAGE = docs('verify-without-zenbun.md');
const GOPATH = '/usr/share/gocode';

/** Code blocks with what stands behind the three ticks: a language, and a tag or the name of a file. */
const blocksOf = (page: string) =>
  [...page.matchAll(/^```(\w+) ?([\w.-]*)\n([\s\S]*?)^```$/gm)].map(([, language, tag, code]) => ({
    language: language!,
    tag: tag!,
    code: code!,
  }));

/** Where JSONSCHEMA_PYTHON is set, `python3` is that one. */
const PYTHON = process.env.JSONSCHEMA_PYTHON;
const PATH = [...(PYTHON === undefined ? [] : [dirname(PYTHON)]), process.env.PATH].join(':');

const has = (command: string, ...args: string[]) =>
  spawnSync(command, args, { env: { ...process.env, PATH } }).status === 0;
const missing = [
  has('unzip', '-v') ? '' : 'there is no unzip',
  has('openssl', 'version') ? '' : 'there is no openssl',
  has('python3', '--version') ? '' : 'there is no Python',
  has('sha256sum', '--version') ? '' : 'there is no sha256sum',
].join('');

/** A folder with the bundle, the keys, and the programs of the page. */
async function workplace(key: SigningKey, redact = false) {
  const inputs = await bundleInputs(300);
  const folder = folderWith({ 'signer.pem': key.pem, 'supplier.pem': SUPPLIER.pem });
  copyFileSync(await bundled(inputs, { key, redact }), join(folder, 'release.zenbun.zip'));
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
