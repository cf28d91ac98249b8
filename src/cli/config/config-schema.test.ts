import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseConfig } from './config.ts';
import { configJsonSchema } from './config-schema.ts';

const committed = JSON.parse(readFileSync(new URL('../../../schema/zenbun.schema.json', import.meta.url), 'utf8'));
const addFormats = (await import('ajv-formats')).default as unknown as (ajv: Ajv2020) => void;
const ajv = new Ajv2020();
addFormats(ajv);
const validate = ajv.compile(committed);

test('the committed schema is what `npm run config-schema` writes', () => {
  expect(committed).toEqual(JSON.parse(JSON.stringify(configJsonSchema())));
});

const ENTRY =
  '{detector: trigger, key: k, digest: 0123456789abcdef0123456789abcdef, reason: r, name: n, date: "2026-01-31"}';

test.each([
  'lang: ja\n',
  'scan: {failOn: review, jobs: 2, maxSkipped: "2%", show: 0, format: alpaca, map: "user=q,assistant=a"}\n',
  'scan: {accept: accepted.yaml}\n',
  `scan: {accept: [${ENTRY}]}\n`,
  'compare: {before: toy:a, after: toy:b, probes: [core, my.csv], alpha: 0.05, maxRequests: 100, prefill: true, seed: 0}\n',
])('an editor and zenbun take the same: %j', (text) => {
  expect(() => parseConfig('z.yaml', text)).not.toThrow();
  expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
});

test.each([
  'lang: fr\n',
  'languages: ja\n',
  'scan: {jobs: 0}\n',
  'scan: {jobs: 1.5}\n',
  'scan: {failOn: never}\n',
  'scan: {maxSkipped: ""}\n',
  'scan: {accept: 3}\n',
  'compare: {probes: core}\n',
  'compare: {prefill: "yes"}\n',
  'compare: {alpha: -1}\n',
  'compare: {samples: many}\n',
  'compare: 7\n',
])('and refuse the same: %j', (text) => {
  expect(() => parseConfig('z.yaml', text)).toThrow();
  expect(validate(parse(text))).toBe(false);
});

test('an editor also sees what is wrong with an accepted finding', () => {
  expect(validate(parse(`scan: {accept: [${ENTRY.replace('name: n, ', '')}]}\n`))).toBe(false);
  expect(validate(parse('scan: {format: alpacca}\n'))).toBe(false);
});
