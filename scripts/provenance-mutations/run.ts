// Makes at least 1,000 seeded changes to signed folders and statements, each of which must be refused for the right
// reason; writes docs/provenance-mutations.md: npm run provenance-mutations
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ZenbunError } from '../../src/errors.ts';
import {
  attestFiles,
  attestHandover,
  attestTraining,
  keySigner,
  readPolicy,
  type VerifyContext,
  verifyPath,
} from '../../src/gates/index.ts';
import { PROVENANCE_MUTATIONS } from './mutations.ts';
import { Seeded } from './seeded.ts';
import { newKey, publicHalf, type SignedWorld } from './world.ts';

const EACH = Number(process.argv[2] ?? 24);
const SEED = 16;
const NOW = Date.parse('2026-12-01T00:00:00Z');

const FILES: Readonly<Record<string, string>> = {
  'config.json': '{"layers": 2}\n',
  'model.safetensors': 'w'.repeat(4000),
  'sub/tokenizer.json': '{"tokens": []}\n',
  'sub/caf\u00e9.txt': 'name in NFC\n',
  empty: '',
};

function write(folder: string, { files, links }: Pick<SignedWorld, 'files' | 'links'>): void {
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  for (const [name, target] of links) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    symlinkSync(target, join(folder, name));
  }
}

const temporary = mkdtempSync(join(tmpdir(), 'zenbun-mutations-'));
const [key, stranger] = [newKey('supplier'), newKey('stranger')];

/** Signs the world once, unchanged. */
async function signedWorld(): Promise<Pick<SignedWorld, 'files' | 'statements'>> {
  const folder = join(temporary, 'honest', 'model');
  mkdirSync(folder, { recursive: true });
  const files = new Map(Object.entries(FILES).map(([name, text]) => [name, Buffer.from(text)]));
  write(folder, { files, links: new Map() });
  const facts = join(temporary, 'facts.yaml');
  writeFileSync(facts, 'supplier: Example\nlicence: Apache-2.0\n');
  const common = { signer: keySigner(key), now: NOW - 86_400_000, ignore: [], allowSymlinks: false };
  await attestFiles('model', folder, { ...common, facts });
  await attestTraining(folder, { ...common, base: [], data: [], byproducts: [], readsTrainer: false });
  await attestHandover(folder, { ...common, from: 'Supplier', to: 'Customer' });
  const at = (kind: string) => readFileSync(`${folder}.${kind}.attest.json`);
  const statements = new Map([
    ['oms', at('model')],
    ['facts', at('facts')],
    ['train', at('train')],
    ['handover', at('handover-1')],
  ]);
  return { files, statements };
}

const policyFile = join(temporary, 'policy.yaml');
writeFileSync(
  policyFile,
  `schema: zenbun.policy/1\nsigners: [{ name: Supplier, keys: [${key.fingerprint}] }]\nrequire: [signing]\n`,
);
const policy = await readPolicy(policyFile);

/** Verifies a world and returns the names of the failed checks, or the code of the refusal; null if it was accepted. */
async function verdictOn(world: Omit<SignedWorld, 'key' | 'stranger'>, at: number): Promise<readonly string[] | null> {
  const folder = join(temporary, `case-${at}`, 'model');
  mkdirSync(folder, { recursive: true });
  try {
    write(folder, world);
    const place = (kind: string) => `${folder}.${kind}.json`;
    for (const [kind, bytes] of world.statements) writeFileSync(place(kind), bytes);
    const options: VerifyContext = {
      keys: [publicHalf(key)],
      roots: [],
      sigstoreRoot: null,
      identities: [],
      policy,
      signatures: [place('oms')],
      statements: ['facts', 'train', 'handover'].map(place),
      alongside: [],
      allowSymlinks: false,
      certificatesAt: null,
      now: NOW,
    };
    const { verdict, checks } = await verifyPath(folder, options);
    return verdict === 'valid' ? null : checks.filter(({ state }) => state === 'failed').map(({ check }) => check);
  } catch (cause) {
    if (cause instanceof ZenbunError) return [`(refused) ${cause.code}`];
    throw cause;
  } finally {
    rmSync(dirname(folder), { recursive: true, force: true });
  }
}

try {
  const honest = await signedWorld();
  const before = await verdictOn({ ...honest, links: new Map() }, 0);
  if (before !== null) throw new Error(`the honest world is not believed: ${before.join(', ')}`);
  const random = new Seeded(SEED);
  const rows: string[] = [];
  const faults: string[] = [];
  let made = 0;
  for (const mutation of PROVENANCE_MUTATIONS) {
    const reasons = new Map<string, number>();
    let refused = 0;
    let right = 0;
    let tried = 0;
    for (let i = 0; tried < EACH && i < 8 * EACH; i++) {
      const world: SignedWorld = {
        files: new Map(honest.files),
        statements: new Map(honest.statements),
        links: new Map(),
        key,
        stranger,
      };
      if (!mutation.apply(world, random)) continue;
      tried++;
      made++;
      const found = await verdictOn(world, made);
      if (found !== null) refused++;
      const reason = found?.find((one) => mutation.reasons.includes(one));
      if (reason !== undefined) right++;
      else
        faults.push(
          `${mutation.name} #${tried}: ${found === null ? 'believed' : found.join(', ') || 'nothing failed'}`,
        );
      reasons.set(reason ?? 'none of the expected', (reasons.get(reason ?? 'none of the expected') ?? 0) + 1);
    }
    const told = [...reasons]
      .sort((a, b) => b[1] - a[1])
      .map(([reason, count]) => `${reason} ${count}`)
      .join(', ');
    rows.push(`| \`${mutation.name}\` | ${mutation.about} | ${tried} | ${refused} | ${right} | ${told} |`);
  }
  const page = `# Changes to signed folders and statements

Written by \`npm run provenance-mutations\` (seed ${SEED}). A folder of five files with four statements about it (files, facts, training, hand-over), verified with
the supplier's key and a policy, is believed as it is. Then it is changed, ${made.toLocaleString('en')} times in ${PROVENANCE_MUTATIONS.length} kinds. *Signed again*: with the supplier's own key, so that
only the content can give it away. Every change must be refused, and for a reason that fits its kind.

${faults.length === 0 ? `All ${made.toLocaleString('en')} were refused with a reason that fits.` : `${faults.length} of ${made.toLocaleString('en')} were not refused as they should be.`}

| kind | what was changed | made | refused | reason fits | reasons |
|---|---|---|---|---|---|
${rows.join('\n')}
`;
  writeFileSync(new URL('../../docs/provenance-mutations.md', import.meta.url), page);
  for (const fault of faults.slice(0, 40)) process.stdout.write(`${fault}\n`);
  process.stdout.write(
    `${made} mutations, ${faults.length} not refused as they should be: docs/provenance-mutations.md\n`,
  );
  process.exitCode = faults.length === 0 && made >= 1000 ? 0 : 1;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
