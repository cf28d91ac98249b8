import { readFile } from 'node:fs/promises';
import { type Document, isMap, LineCounter, type Node, parseDocument } from 'yaml';
import { ZenbunError } from '../errors.ts';
import type { CompareFlags } from './compare-settings.ts';

/** What `zenbun.yaml` may say. A flag on the command line wins over it. */
export interface Config {
  readonly lang?: 'en' | 'ja';
  readonly scan?: {
    readonly failOn?: 'review' | 'block';
    readonly maxSkipped?: string;
    readonly format?: string;
    /** As `--map` takes it. */
    readonly map?: string;
    readonly jobs?: number;
    readonly show?: number;
    /** A file as `--accept` takes it, or its entries; checked when the scan begins. */
    readonly accept?: string | readonly unknown[];
  };
  readonly compare?: CompareFlags;
}

type Check = (value: unknown) => string | null;
type Shape = { readonly [key: string]: Check | Shape };

const oneOf = (...choices: string[]): Check => {
  return (value) => (choices.includes(value as string) ? null : `must be one of ${choices.join(', ')}`);
};
const text: Check = (value) => (typeof value === 'string' && value !== '' ? null : 'must be a text');
const count: Check = (value) =>
  Number.isInteger(value) && (value as number) > 0 ? null : 'must be a whole number above 0';

const amount: Check = (value) =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? null : 'must be a number from 0';
const flag: Check = (value) => (typeof value === 'boolean' ? null : 'must be true or false');
const texts: Check = (value) =>
  Array.isArray(value) && value.every((one) => text(one) === null) ? null : 'must be a list of texts';

const accept: Check = (value) =>
  text(value) === null || Array.isArray(value) ? null : 'must be a file, or a list of accepted findings';

const COMPARE: { readonly [key in keyof Required<CompareFlags>]: Check } = {
  before: text,
  after: text,
  probes: texts,
  map: text,
  data: texts,
  samples: count,
  alpha: amount,
  margin: amount,
  tolerance: amount,
  maxRequests: count,
  maxTokens: count,
  maxCost: amount,
  price: texts,
  concurrency: count,
  timeout: amount,
  judge: texts,
  prefill: flag,
  prefix: count,
  maxAnswerTokens: count,
  temperature: amount,
  seed: amount,
  all: flag,
};

const SHAPE: Shape = {
  lang: oneOf('en', 'ja'),
  scan: {
    failOn: oneOf('review', 'block'),
    format: text,
    map: text,
    jobs: count,
    maxSkipped: text,
    show: amount,
    accept,
  },
  compare: COMPARE,
};

const known = (shape: Shape) => Object.keys(shape).join(', ');

/** Reads a configuration. Throws `not-found` for a file that is missing, `usage` as `parseConfig` does. */
export async function readConfig(path: string): Promise<Config> {
  const source = await readFile(path, 'utf8').catch((cause: Error) => {
    throw new ZenbunError('not-found', `${path} cannot be read: ${cause.message}`, { cause });
  });
  return parseConfig(path, source);
}

/**
 * Parses and checks the text of a configuration; `path` is for messages. Throws `usage` with file and line for what is
 * not YAML or not known.
 */
export function parseConfig(path: string, source: string): Config {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const wrong = (at: number, what: string) =>
    new ZenbunError('usage', `${path}:${lines.linePos(at).line}: ${what}`, {
      advice: `Known: ${known(SHAPE)}; scan: ${known(SHAPE.scan as Shape)}; compare: ${known(COMPARE)}.`,
    });
  const broken = document.errors[0];
  if (broken !== undefined) throw wrong(broken.pos[0], broken.message);
  if (document.contents === null) return {};
  check(document, document.contents, SHAPE, '', wrong);
  return document.toJS() as Config;
}

function check(
  document: Document,
  node: unknown,
  shape: Shape,
  name: string,
  wrong: (at: number, what: string) => Error,
): void {
  const start = (node as Node | null)?.range?.[0] ?? 0;
  if (!isMap(node)) throw wrong(start, `${name === '' ? 'the file' : name} must hold names and values`);
  for (const pair of node.items) {
    const key = String((pair.key as Node & { value?: unknown }).value ?? pair.key);
    const at = (pair.key as Node).range?.[0] ?? start;
    const known = Object.hasOwn(shape, key) ? shape[key] : undefined;
    const full = name === '' ? key : `${name}.${key}`;
    if (known === undefined) throw wrong(at, `${full} is not known`);
    if (typeof known !== 'function') check(document, pair.value, known, full, wrong);
    else {
      const reason = known((pair.value as Node | null)?.toJS(document));
      if (reason !== null) throw wrong(at, `${full} ${reason}`);
    }
  }
}
