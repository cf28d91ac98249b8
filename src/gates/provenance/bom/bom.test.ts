import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import addFormatsModule from 'ajv-formats';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scan } from '../../../scan/index.ts';
import { BOM_ELEMENTS } from './bom-element.ts';
import { type BomOptions, createBom } from './create-bom.ts';
import { loadCycloneDx } from './load-cyclonedx.ts';

type Json = Record<string, unknown>;
interface Part {
  readonly type: string;
  readonly name: string;
  readonly 'bom-ref': string;
  readonly hashes?: readonly { readonly content: string }[];
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
  readonly components?: readonly Part[];
  readonly licenses?: unknown;
  readonly modelCard?: Json;
  readonly data?: unknown;
  readonly externalReferences?: readonly Json[];
}
interface Bill {
  readonly serialNumber: string;
  readonly metadata: {
    readonly component: Part;
    readonly properties: NonNullable<Part['properties']>;
    readonly timestamp?: string;
  };
  readonly components: readonly Part[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

let root: string;
let fits: (bill: unknown) => string[];
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'zenbun-bom-'));
  fits = await schemaOf();
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Returns a validator for the official schema of CycloneDX 1.7, which the library ships. */
async function schemaOf(): Promise<(bill: unknown) => string[]> {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library')), '../res/schema');
  const read = async (name: string) => JSON.parse(await readFile(join(folder, `${name}.SNAPSHOT.schema.json`), 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true });
  // biome-ignore lint/suspicious/noExplicitAny: its types name a module, its file is a function.
  ((addFormatsModule as any).default ?? addFormatsModule)(ajv);
  ajv.addFormat('idn-email', /^[^\s@]+@[^\s@]+$/);
  ajv.addFormat('iri-reference', /^\S*$/);
  for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs'])
    ajv.addSchema(await read(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  const validate = ajv.compile(await read('bom-1.7'));
  return (bill) =>
    validate(bill) ? [] : (validate.errors ?? []).map((each) => `${each.instancePath} ${each.message}`);
}

const hexOf = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function safetensors(tensors: Record<string, { dtype: string; shape: number[] }>): Buffer {
  let at = 0;
  const entries = Object.entries(tensors).map(([name, { dtype, shape }]) => {
    const bytes = shape.reduce((a, b) => a * b, 1) * (dtype === 'F32' ? 4 : 2);
    at += bytes;
    return [name, { dtype, shape, data_offsets: [at - bytes, at] }];
  });
  const header = Buffer.from(JSON.stringify(Object.fromEntries(entries)));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, Buffer.alloc(at)]);
}

let folders = 0;
async function folderOf(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = join(root, String(folders++));
  await mkdir(folder);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

const MODEL = {
  'config.json': JSON.stringify({ model_type: 'toy', architectures: ['ToyForCausalLM'] }),
  'adapter_config.json': JSON.stringify({
    peft_type: 'LORA',
    r: 8,
    lora_alpha: 16,
    base_model_name_or_path: 'org/base',
  }),
  'model.safetensors': safetensors({ a: { dtype: 'F32', shape: [3, 4] }, b: { dtype: 'BF16', shape: [5] } }),
  'README.md':
    '---\nlicense: apache-2.0\nbase_model: org/base\ndatasets:\n- org/rows\npipeline_tag: text-generation\n---\n# Toy\n',
};

const FACTS = `author: Supplier Inc.
system: {name: Helpdesk, producer: Supplier Inc., applicationArea: [support]}
model:
  name: toy-tuned
  version: "1.2"
  license: Apache-2.0
  description: A toy.
  limitations: [Speaks of toys only]
  approach: supervised
  inputs: [string]
  outputs: [string]
  references: ["https://example.com/toy"]
data:
- {name: rows.jsonl, license: CC-BY-4.0, origin: written by hand, sensitivity: [no personal data]}
infrastructure: {software: [{name: transformers, version: 4.51.3}], hardware: [one GPU]}
security: {controls: [zenbun serve]}
kpis:
- {name: accuracy, value: 0.5, slice: toys}
- {name: refusals, value: 99 %, kind: security}
`;

async function bill(options: Partial<BomOptions> & { readonly model: string }) {
  const all: BomOptions = { data: [], results: [], timestamp: '2026-11-30T00:00:00.000Z', now: () => 0, ...options };
  const made = await createBom(all);
  const json = JSON.parse(made.text) as Bill;
  expect(fits(json)).toEqual([]);
  return { ...made, json };
}

const valueOfPart = (part: Pick<Part, 'properties'>, name: string) =>
  part.properties?.find((each) => each.name === name)?.value;

test('a model folder alone: what its bytes show, what its card says, and the rest unknown', async () => {
  const { json, basis } = await bill({ model: await folderOf(MODEL) });
  const { component } = json.metadata;
  expect(component.components?.map(({ name, hashes }) => [name, hashes?.[0]?.content])).toEqual(
    Object.entries(MODEL)
      .map(([name, content]) => [name, hexOf(content)])
      .sort(),
  );
  expect(valueOfPart(component, 'zenbun:g7:models:properties')).toBe(
    'family: toy; architecture: ToyForCausalLM; parameters: 17; dtypes: BF16, F32; adapter: LORA',
  );
  expect(valueOfPart(component, 'zenbun:basis:models:properties')).toBe('checked against bytes');
  expect(component.licenses).toEqual([{ license: { id: 'Apache-2.0' } }]);
  expect(valueOfPart(component, 'zenbun:basis:models:license')).toBe("supplier's word");
  expect(valueOfPart(component, 'zenbun:g7:models:lineage')).toBe('org/base');
  expect(valueOfPart(component, 'zenbun:g7:models:producers')).toBe('unknown');
  expect(valueOfPart(component, 'zenbun:basis:models:producers')).toBe('unknown');
  expect(json.components.map(({ type, name, hashes }) => [type, name, hashes])).toEqual([
    ['machine-learning-model', 'org/base', undefined],
    ['data', 'org/rows', undefined],
  ]);
  expect(component.modelCard).toEqual({
    modelParameters: {
      task: 'text-generation',
      architectureFamily: 'toy',
      modelArchitecture: 'ToyForCausalLM',
      datasets: [{ ref: 'data-1' }],
    },
  });
  expect(basis.unknown).toBeGreaterThan(0);
});

test('every element of the seven clusters is there, with what it rests on', async () => {
  const { json, basis } = await bill({ model: await folderOf(MODEL) });
  const parts = [json.metadata, json.metadata.component, ...json.components];
  for (const [cluster, elements] of Object.entries(BOM_ELEMENTS)) {
    for (const element of elements) {
      const of = parts.filter((part) => valueOfPart(part, `zenbun:g7:${cluster}:${element}`) !== undefined);
      expect(of.length, `${cluster}:${element}`).toBeGreaterThan(0);
      for (const part of of) {
        const value = valueOfPart(part, `zenbun:g7:${cluster}:${element}`);
        const rests = valueOfPart(part, `zenbun:basis:${cluster}:${element}`);
        expect(rests === 'unknown').toBe(value === 'unknown');
        expect(Object.keys(basis)).toContain(rests);
      }
    }
  }
});

test('facts, data, base and results go where CycloneDX has a place for them', async () => {
  const model = await folderOf(MODEL);
  const base = await folderOf({ 'model.safetensors': safetensors({ a: { dtype: 'F32', shape: [3, 4] } }) });
  const rows = '{"prompt":"What is a toy?","response":"A thing to play with."}\n'.repeat(3);
  const place = await folderOf({ 'rows.jsonl': rows, 'facts.yaml': FACTS });
  const data = join(place, 'rows.jsonl');
  const result = JSON.stringify(await scan({ paths: [data] }));
  await writeFile(join(place, 'scan.json'), result);
  const training = JSON.stringify({
    schema: 'zenbun.training/1',
    verdict: 'review',
    checks: [{ state: 'consistent' }, { state: 'cannot-tell' }],
  });
  await writeFile(join(place, 'training.json'), training);
  const { json } = await bill({
    model,
    base,
    data: [data],
    facts: join(place, 'facts.yaml'),
    training: join(place, 'training.json'),
    results: [join(place, 'scan.json')],
  });
  const { component } = json.metadata;
  expect([component.name, component.licenses]).toEqual(['toy-tuned', [{ license: { id: 'Apache-2.0' } }]]);
  const found = json.components.find((part) => part.name === 'rows.jsonl')!;
  expect(found.hashes?.[0]?.content).toBe(hexOf(rows));
  expect(found.data).toEqual([{ type: 'dataset', name: 'rows.jsonl', sensitiveData: ['no personal data'] }]);
  expect(valueOfPart(found, 'zenbun:g7:datasets:statistics')).toBe('rows: 3, as zenbun scan counted');
  expect(valueOfPart(found, 'zenbun:basis:datasets:hash')).toBe('checked against bytes');
  expect(valueOfPart(json.metadata, 'zenbun:g7:security:data-scan')).toContain('covers 1 of 1 data files');
  expect(valueOfPart(json.metadata, 'zenbun:g7:security:training-checks')).toContain(
    '1 consistent, 0 inconsistent, 1 cannot',
  );
  expect(component.externalReferences?.map(({ type, url }) => [type, url])).toEqual([
    ['documentation', 'https://example.com/toy'],
    ['static-analysis-report', `urn:sha256:${hexOf(result)}`],
    ['quality-metrics', `urn:sha256:${hexOf(training)}`],
  ]);
  expect(component.modelCard).toMatchObject({
    modelParameters: { approach: { type: 'supervised' } },
    quantitativeAnalysis: {
      performanceMetrics: [{ type: 'accuracy', value: '0.5', slice: 'toys' }, { type: 'refusals' }],
    },
    considerations: { technicalLimitations: ['Speaks of toys only'] },
  });
  expect(json.dependencies.find(({ ref }) => ref === 'model')?.dependsOn).toEqual(['base-model', 'data-1', 'data-2']);
});

test('the same inputs give the same bytes; the serial number follows from all but the time', async () => {
  const one = await bill({ model: await folderOf({ 'toy/config.json': '{}' }).then((place) => join(place, 'toy')) });
  const copy = await folderOf({ 'toy/config.json': '{}' }).then((place) => join(place, 'toy'));
  expect((await bill({ model: copy })).text).toBe(one.text);
  const later = await bill({ model: copy, timestamp: null });
  expect(later.serialNumber).toBe(one.serialNumber);
  expect(later.json.metadata.timestamp).toBeUndefined();
  expect(one.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  await writeFile(join(copy, 'config.json'), '{ }');
  expect((await bill({ model: copy })).serialNumber).not.toBe(one.serialNumber);
});

test('files that cannot be read are named, and nothing is said of them', async () => {
  const model = await folderOf({
    'config.json': '{"model_type":',
    'README.md': '---\nlicense: [\n---\n',
    'model.safetensors': Buffer.alloc(20, 255),
  });
  const { component } = (await bill({ model })).json.metadata;
  expect(valueOfPart(component, 'zenbun:unread')).toBe('config.json, README.md, model.safetensors');
  expect(valueOfPart(component, 'zenbun:g7:models:properties')).toBe('unknown');
});

test('odd names, texts and values of a stranger still fit the schema', async () => {
  const model = await folderOf({
    'config.json': '{"model_type":7,"architectures":{"a":1},"__proto__":{"x":1}}',
    'README.md': '---\nlicense: Our Own Terms 1.0 (see file)\nbase_model: [1, null, "基盤"]\ndatasets: {a: b}\n---\n',
    '名前 with spaces/ü.bin': 'x',
  });
  const { component } = (await bill({ model })).json.metadata;
  expect(component.licenses).toEqual([{ license: { name: 'Our Own Terms 1.0 (see file)' } }]);
  expect(valueOfPart(component, 'zenbun:g7:models:lineage')).toBe('基盤');
});

test.each<[string, string, number]>([
  ['an unknown field', 'author: A\nmodle:\n  name: x\n', 1],
  ['a value of another kind', 'model:\n  name: x\n  approach: magic\n', 3],
  ['a key that comes twice', 'author: A\nauthor: B\n', 2],
  ['YAML that ends early', 'model: {name: "x\n', 2],
])('facts with %s are refused with their line', async (_, facts, line) => {
  const place = await folderOf({ 'facts.yaml': facts, 'model/config.json': '{}' });
  const path = join(place, 'facts.yaml');
  const made = bill({ model: join(place, 'model'), facts: path });
  await expect(made).rejects.toMatchObject({ code: 'usage' });
  await expect(made).rejects.toThrow(`${path}:${line}:`);
});

test('results of other kinds are refused', async () => {
  const place = await folderOf({ 'other.json': '{"schema":"zenbun.scan/1"}', 'model/config.json': '{}' });
  const other = join(place, 'other.json');
  const model = join(place, 'model');
  await expect(bill({ model, training: other })).rejects.toMatchObject({ code: 'unreadable' });
  await expect(bill({ model, results: [other] })).rejects.toMatchObject({ code: 'unreadable' });
});

test('without the library it is said what to install', async () => {
  const absent = loadCycloneDx(() => Promise.reject(new Error('not found')));
  await expect(absent).rejects.toMatchObject({ code: 'usage', advice: expect.stringContaining('npm install') });
});
