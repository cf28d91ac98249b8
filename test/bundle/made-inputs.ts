import { generateKeyPairSync } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeBundle } from '../../src/gates/index.ts';
import { signingKeyOf } from '../../src/gates/provenance/keys/key-ports.ts';
import { openLedger } from '../../src/ledger/index.ts';
import {
  dataPredicate,
  PREDICATES,
  type SigningKey,
  STATEMENT_TYPE,
  signStatement,
} from '../../src/provenance/index.ts';
import { worse } from '../fixture-comparison.ts';
import { fixtureResult } from '../fixture-result.ts';

// Inputs of bundles, for tests and for scripts: nothing here needs a test runner.

export const NOW = Date.UTC(2026, 10, 30, 9);

/** Generates a new key. */
export function newKey(name: string, kind: 'ed25519' | 'P-256' = 'ed25519'): SigningKey {
  const { privateKey, publicKey } =
    kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: kind });
  return signingKeyOf(privateKey, publicKey, name)!;
}

export const OURS = newKey('ours.pub');
export const SUPPLIER = newKey('supplier.pub', 'P-256');

/** Returns a supplier's statement about the data that the fixture's scan has read. */
export const dataStatement = (name = 'train.jsonl', supplier = 'Nonsense Data') =>
  signStatement(
    {
      _type: STATEMENT_TYPE,
      subject: [{ name, digest: { sha256: fixtureResult.inputs[0]!.sha256 } }],
      predicateType: PREDICATES.data,
      predicate: dataPredicate({
        ...{ supplier, licence: null, origin: [], rows: 201, languages: ['en'], personalData: null },
        ...{ results: [], at: '2026-11-01T00:00:00Z', note: null },
      }),
    },
    SUPPLIER,
  );

export interface BundleInputs {
  readonly folder: string;
  readonly paths: readonly string[];
  readonly ledger: string;
}

/** Writes results, a statement and a ledger with some exchanges into a folder. */
export async function writeInputs(folder: string, exchanges: number): Promise<BundleInputs> {
  await mkdir(folder, { recursive: true });
  const files: readonly (readonly [string, string | Uint8Array])[] = [
    ['scan.json', JSON.stringify(fixtureResult)],
    ['compare.json', JSON.stringify(worse)],
    ['data.sigstore.json', dataStatement()],
  ];
  for (const [name, content] of files) await writeFile(join(folder, name), content);
  const ledger = join(folder, 'ledger');
  const open = await openLedger(ledger, { origin: 'example.com/log', now: () => Date.UTC(2026, 0, 5) });
  try {
    let waiting: Promise<unknown>[] = [];
    for (let i = 0; i < exchanges; i++) {
      const intent = open.append({ kind: 'intent', fields: INTENT, body: BODY, subject: `asker-${i % 7}` });
      const { index } = await intent;
      waiting.push(open.append({ kind: 'response', fields: { ...RESPONSE, intent: index }, body: BODY, subject: 'a' }));
      if (waiting.length < 1000) continue;
      await Promise.all(waiting);
      waiting = [];
    }
    await Promise.all(waiting);
  } finally {
    await open.close();
  }
  return { folder, ledger, paths: [...files.map(([name]) => join(folder, name)), ledger] };
}

const BODY = Buffer.from('{"messages":[]}');
const INTENT = {
  ...{ endpoint: 'chat-completions', model: 'my-model', served: 'my-model-v2', digest: null, stage: 'stable' },
  ...{ guard: 'final', client: 'team-a', stream: true, choices: 1 },
};
const RESPONSE = {
  ...{ state: 'complete', status: 200, more: 0, channels: ['content'], unread: [], unreadPlaces: 0 },
  answers: [{ outcome: 'refusal', ground: 'safety', confidence: 990, chars: 80, latch: null, cut: null, withheld: 0 }],
  ...{ readToEnd: true, usage: [12, 34], fallback: null },
};

let made = 0;

/** Makes a bundle of these inputs, and returns its path. */
export async function bundled(
  { folder, paths }: BundleInputs,
  options: Partial<Parameters<typeof makeBundle>[1]> = {},
): Promise<string> {
  made += 1;
  const output = join(folder, `bundle-${made}.zenbun.zip`);
  return (await makeBundle(paths, { output, key: OURS, now: () => NOW, ...options })).path;
}
