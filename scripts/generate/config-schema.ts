// Writes schema/zenbun.schema.json and schema/policy.schema.json, JSON schemas of zenbun.yaml and of policies for use
// in editors, generated from the code that validates them: npm run config-schema
import { mkdirSync, writeFileSync } from 'node:fs';
import { configJsonSchema } from '../../src/cli/config/config-schema.ts';
import { policyJsonSchema } from '../../src/gates/provenance/policy/policy-shape.ts';

const folder = new URL('../../schema/', import.meta.url);
mkdirSync(folder, { recursive: true });
const write = (name: string, schema: unknown) =>
  writeFileSync(new URL(name, folder), `${JSON.stringify(schema, null, 2)}\n`);
write('zenbun.schema.json', configJsonSchema());
write('policy.schema.json', policyJsonSchema());
