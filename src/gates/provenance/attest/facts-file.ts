import { dirname, relative, resolve } from 'node:path';
import * as z from 'zod';
import type { Dependency } from '../../../provenance/index.ts';
import type { Message } from '../../../schema/index.ts';
import { readYamlFile } from '../yaml/yaml-file.ts';
import { hashSubject, type SubjectOptions } from './hashed-subject.ts';

const text = z.string().min(1);
const texts = z.union([text, z.array(text)]).optional();

/** Facts that a supplier may state about data, in YAML. */
const DATA_FACTS = z.strictObject({
  supplier: text.optional(),
  licence: text.optional(),
  origin: texts,
  rows: z.int().nonnegative().optional(),
  languages: texts,
  personalData: z.enum(['none', 'removed', 'present', 'unknown']).optional(),
  results: texts.describe('files beside this one, such as results of zenbun scan: named by digest'),
  note: text.optional(),
});

/** Facts that a supplier may state about a model, in YAML. */
const MODEL_FACTS = z.strictObject({
  supplier: text.optional(),
  model: text.optional(),
  version: text.optional(),
  kind: z.enum(['base', 'tuned', 'adapter']).optional(),
  licence: text.optional(),
  origin: text.optional(),
  intendedUse: texts,
  limits: texts,
  results: texts,
  note: text.optional(),
});

type Stated = Readonly<Record<string, unknown>> & { readonly results: readonly Dependency[] };

/**
 * Reads facts in the form in which they are signed: without absent fields, lists as lists, results with their digests.
 */
export async function readFacts(
  path: string,
  kind: 'data' | 'base' | 'model',
  options: SubjectOptions,
): Promise<Stated> {
  const { value } =
    kind === 'data' ? await readYamlFile(path, DATA_FACTS, DATA) : await readYamlFile(path, MODEL_FACTS, MODEL);
  const results = await digestsOf(path, listOf(value.results), 'result', options);
  const implied = kind === 'base' && !('kind' in value && value.kind) ? { kind: 'base' } : {};
  return { ...value, ...implied, results };
}

/** Turns one value or several into a list. */
export const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

/** Returns the files and folders that a file names, relative to it, with their digests. */
export async function digestsOf(
  file: string,
  named: readonly string[],
  role: string,
  options: SubjectOptions,
): Promise<Dependency[]> {
  const found: Dependency[] = [];
  for (const name of named) found.push(await dependencyOf(resolve(dirname(file), name), role, options));
  return found;
}

/** Identifies a file by the SHA-256 of its bytes, a folder by its OpenSSF Model Signing digest. */
export async function dependencyOf(path: string, role: string, options: SubjectOptions): Promise<Dependency> {
  const subject = await hashSubject(path, { ...options, ignore: [] });
  const sha256 = subject.isFolder ? subject.sha256 : subject.listing.files[0]!.sha256;
  const name = relative(dirname(subject.path), subject.path);
  return { name, uri: null, sha256, role, version: null };
}

const DATA: Message = {
  en: 'Facts about data in YAML: supplier, licence, origin, rows, languages, personalData, results, note.',
  ja: 'データに関する申告（YAML）の項目：supplier、licence、origin、rows、languages、personalData、results、note。',
};
const MODEL: Message = {
  en: 'Facts about a model in YAML: supplier, model, version, kind, licence, origin, intendedUse, limits, results, note.',
  ja: 'モデルに関する申告（YAML）の項目：supplier、model、version、kind、licence、origin、intendedUse、limits、results、note。',
};
