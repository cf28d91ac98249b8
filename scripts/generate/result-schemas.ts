// Writes schema/result-*.schema.json and schema/bundle-manifest.schema.json, the JSON schemas of results and bundles:
// npm run result-schemas
import { writeFileSync } from 'node:fs';
import { jsonSchemas } from '../../src/gates/bundle/json-schemas.ts';

const folder = new URL('../../schema/', import.meta.url);
for (const [name, schema] of Object.entries(jsonSchemas()))
  writeFileSync(new URL(name, folder), `${JSON.stringify(schema, null, 2)}\n`);
