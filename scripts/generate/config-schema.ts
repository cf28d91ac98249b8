// Writes schema/zenbun.schema.json, the JSON schema of zenbun.yaml for editors, from what checks it: npm run config-schema
import { mkdirSync, writeFileSync } from 'node:fs';
import { configJsonSchema } from '../../src/cli/config/config-schema.ts';

const folder = new URL('../../schema/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('zenbun.schema.json', folder), `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
