// Runs the published test vectors of OpenSSF Model Signing and writes docs/oms-vectors.md: npm run oms-vectors -- FOLDER
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { verifyingKeyOf } from '../../src/gates/provenance/keys/key-ports.ts';
import { verifyPath } from '../../src/gates/provenance/verify/verify-path.ts';
import { parseBundle, type VerifyingKey } from '../../src/provenance/index.ts';
import type { VerificationCheck } from '../../src/schema/index.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined)
  throw new Error('npm run oms-vectors -- FOLDER (test-vectors/v1.0 of ossf/model-signing-spec)');

const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => join(folder, name));

/**
 * The vectors come without keys and roots: both are taken from their certificate chains, the last certificate being the
 * root.
 */
const keys: VerifyingKey[] = [];
const roots: X509Certificate[] = [];
for (const path of paths) {
  try {
    const { material } = parseBundle(readFileSync(path));
    if (material.kind !== 'chain') continue;
    const chain = material.ders.map((der) => new X509Certificate(der));
    const key = verifyingKeyOf(chain[0]!.publicKey, 'key of the certificate vector');
    if (key !== null) keys.push(key);
    roots.push(chain.at(-1)!);
  } catch {
    // Invalid on purpose.
  }
}

const temporary = mkdtempSync(join(tmpdir(), 'zenbun-vectors-'));
const seeds = createRequire(createRequire(import.meta.url).resolve('sigstore'))('@sigstore/tuf/seeds.json') as Readonly<
  Record<string, { readonly targets: Readonly<Record<string, string>> }>
>;
const sigstoreRoot = join(temporary, 'trusted_root.json');
writeFileSync(sigstoreRoot, Buffer.from(Object.values(seeds)[0]!.targets['trusted_root.json']!, 'base64'));

const EXPECTED: Readonly<Record<string, string>> = {
  valid: 'accepted',
  invalid: 'refused',
  'invalid-payload': 'refused',
};
const told = ({ check, detail }: VerificationCheck) =>
  `\`${check}\`: ${detail.en}`.replaceAll('|', '\\|').replace(/[\w.+-]+@/g, '…@');

const rows: string[] = [];
let wrong = 0;
try {
  for (const path of paths) {
    const name = relative(folder, path);
    const kind = name.split('/')[0]!;
    const isKeyVector = name.includes('key.bundle');
    const { checks } = await verifyPath(path, {
      keys: isKeyVector || kind !== 'valid' ? keys : [],
      roots,
      sigstoreRoot,
      identities: [],
      policy: null,
      signatures: [],
      statements: [],
      alongside: [],
      allowSymlinks: false,
      certificatesAt: null,
      now: Date.now(),
    });
    const failed = checks.filter(({ state }) => state === 'failed');
    // The wrong predicate is a sound statement of another kind: as a signature of a folder it must be refused.
    const isOther = kind === 'invalid-payload' && !checks.some(({ check }) => check === 'file-digest');
    const isRefused = failed.length > 0 || isOther;
    const isSigned = checks.some(({ check, state }) => check === 'signature' && state === 'passed');
    const found = isRefused ? 'refused' : isSigned ? 'accepted' : 'not checked';
    if (found !== EXPECTED[kind]) wrong++;
    const why = isRefused
      ? failed.map(told).join('; ') || 'not a statement of OpenSSF Model Signing'
      : checks
          .filter(({ check, state }) => ['signature', 'certificate'].includes(check) && state !== 'claimed')
          .map(told)
          .join('; ');
    rows.push(`| \`${name}\` | ${EXPECTED[kind]} | ${found} | ${why} |`);
  }
} finally {
  rmSync(temporary, { recursive: true });
}

const page = `# Test vectors of OpenSSF Model Signing v1.0

Written by \`npm run oms-vectors -- FOLDER\` over the vectors of the specification (\`test-vectors/v1.0\`, Apache-2.0, not part of this repository).
${paths.length} vectors, ${wrong === 0 ? 'all as expected' : `${wrong} not as expected`}.

The vectors bring neither the folder that was signed nor keys and roots. So what is checked is all that a bundle holds: form, signature, certificates, and
that the digest of the subject is that of the files listed. The key and the root are those of the chain in the certificate vector; the Sigstore vector is
verified offline, log entry included, against the trusted root that the package \`sigstore\` brings along.

| vector | expected | zenbun | why |
|---|---|---|---|
${rows.join('\n')}
`;
writeFileSync(new URL('../../docs/oms-vectors.md', import.meta.url), page);
process.stdout.write(`${paths.length} vectors, ${wrong} not as expected: docs/oms-vectors.md\n`);
process.exitCode = wrong === 0 ? 0 : 1;
