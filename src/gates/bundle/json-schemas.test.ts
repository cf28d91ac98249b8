import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { jsonSchemas } from './json-schemas.ts';

test('the schemas in the package are those of what is checked here (npm run result-schemas)', () => {
  for (const [name, schema] of Object.entries(jsonSchemas())) {
    const committed = JSON.parse(readFileSync(new URL(`../../../schema/${name}`, import.meta.url), 'utf8'));
    expect(committed, name).toEqual(JSON.parse(JSON.stringify(schema)));
  }
});
