// Checks that an endpoint still serves the approved model, and seals the result for an auditor.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { bundle, fingerprint, saveFingerprint, verify } from 'zenbun';

// Create the key with: zenbun attest key --out auditor.key
const [approved = 'toy:aligned', served = 'toy:aligned', key = 'auditor.key'] = process.argv.slice(2);
if (!existsSync('approved.json')) await saveFingerprint({ model: approved, output: 'approved.json' });
const result = await fingerprint({ model: served, against: 'approved.json' });
await writeFile('fingerprint.json', JSON.stringify(result));
await bundle({ inputs: ['fingerprint.json'], output: 'evidence.zenbun.zip', key });
const { verdict } = await verify({ path: 'evidence.zenbun.zip', keys: [`${key}.pub`] });
console.log(`${result.decision}; the bundle is ${verdict}`);
