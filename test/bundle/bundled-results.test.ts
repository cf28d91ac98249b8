import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { jsonSchemas } from '../../src/gates/bundle/json-schemas.ts';
import { resultFault } from '../../src/gates/bundle/result-fault.ts';
import { openZip } from '../../src/gates/bundle/zip/read-zip.ts';
import { folderWith } from '../cli/command.ts';
import { SAME_MODEL, TRAINED, VERIFIED } from '../fixture-provenance.ts';
import { failures, verified } from './bundle-fixture.ts';
import { bundled } from './made-inputs.ts';

const RESULTS = [
  ['training', TRAINED, { verdict: 'block' }],
  ['fingerprint', SAME_MODEL, { interval: [0, 0.2] }],
  ['verification', VERIFIED, { verdict: 'invalid' }],
] as const;

const inputs = (results: readonly (readonly [string, unknown, ...unknown[]])[]) => {
  const folder = folderWith({});
  const paths = results.map(([name, result]) => {
    const path = join(folder, `${name}.json`);
    writeFileSync(path, JSON.stringify(result));
    return path;
  });
  return { folder, paths, ledger: '' };
};

test('results of training, fingerprint and verify are bundled, each with the schema that it fits', async () => {
  const path = await bundled(inputs(RESULTS));
  const found = await verified(path);
  expect([found.verdict, ...failures(found)]).toEqual(['valid']);
  const zip = await openZip(path);
  const json = async (name: string) => JSON.parse(Buffer.from(await zip.read(name)).toString());
  for (const [i, [name, result]] of RESULTS.entries()) {
    const ajv = new Ajv2020({ strict: false });
    const validate = ajv.compile(await json(`schemas/result-${name}.schema.json`));
    const bundledResult = await json(`results/0${i + 1}-${name}.json`);
    expect(bundledResult).toEqual(JSON.parse(JSON.stringify(result)));
    expect([validate(bundledResult), validate({ ...bundledResult, schema: 'other' })], name).toEqual([true, false]);
  }
  await zip.close();
});

test.each(RESULTS)('a result of %s that contradicts itself is not bundled', async (name, result, change) => {
  await expect(bundled(inputs([[name, { ...result, ...change }]]))).rejects.toMatchObject({ code: 'unreadable' });
  expect(resultFault(result)).toBeNull();
});

test('every kind of result that is bundled has a schema', () => {
  const titles = Object.keys(jsonSchemas()).filter((name) => name.startsWith('result-'));
  for (const name of ['scan', 'comparison', 'watch', ...RESULTS.map(([one]) => one)])
    expect(titles).toContain(`result-${name}.schema.json`);
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  expect(JSON.parse(manifest).files).toContain('schema');
});
