import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ZenbunError } from '../../../errors.ts';
import { parseStrictJson } from '../../../provenance/index.ts';
import type { Message } from '../../../schema/index.ts';

/** An input that was named for a bundle. */
export type BundleInput =
  /** A result, or the folder of a comparison; `file` is the file that holds it. */
  | {
      readonly kind: 'result';
      readonly path: string;
      readonly file: string;
      readonly bytes: Uint8Array;
      readonly json: unknown;
      readonly schema: string;
    }
  | { readonly kind: 'statement'; readonly path: string; readonly bytes: Uint8Array }
  /** A folder or URL of a log. */
  | { readonly kind: 'ledger'; readonly path: string };

/** Known schemas of results, and the name of each in a bundle. */
const RESULTS: Readonly<Record<string, string>> = {
  'zenbun.scan/1': 'scan',
  'zenbun.compare/1': 'comparison',
  'zenbun.watch/1': 'watch',
  'zenbun.watch-live/1': 'watch',
  'zenbun.verify/1': 'verification',
  'zenbun.training/1': 'training',
  'zenbun.fingerprint/1': 'fingerprint',
};

/** A result takes a few hundred kilobytes, a statement ten megabytes at most. */
const MAX_FILE_BYTES = 64 * 2 ** 20;

/**
 * Reads the inputs and tells their kinds, in order. Throws `not-found`, `unreadable` for anything that is not a valid
 * input, `limit`, and `usage` for an input named twice.
 */
export async function readInputs(paths: readonly string[]): Promise<BundleInput[]> {
  const inputs: BundleInput[] = [];
  for (const path of paths) {
    const one = await readInput(path);
    const isTwin = (other: BundleInput) =>
      other.kind !== 'ledger' && one.kind !== 'ledger' && Buffer.compare(other.bytes, one.bytes) === 0;
    if (inputs.some((other) => other.path === path || isTwin(other))) throw namedTwice(path);
    inputs.push(one);
  }
  return inputs;
}

/** Returns the name of a result in a bundle, without folder and number. */
export const resultName = (schema: string): string => RESULTS[schema] ?? 'result';

async function readInput(path: string): Promise<BundleInput> {
  if (/^(?:https?|s3):\/\//i.test(path)) return { kind: 'ledger', path };
  const kind = await stat(path).catch((cause) => {
    throw new ZenbunError(
      'not-found',
      { en: `${path} is not there or cannot be read`, ja: `${path} がないか、読み取れません` },
      { advice: WHAT_IS_BUNDLED, cause },
    );
  });
  if (!kind.isDirectory()) return readInputFile(path, path);
  const isThere = (name: string) => stat(join(path, name)).then(Boolean, () => false);
  if ((await isThere('ledger.json')) || (await isThere('checkpoint'))) return { kind: 'ledger', path };
  if (await isThere('comparison.json')) return readInputFile(path, join(path, 'comparison.json'));
  throw unknownInput(path);
}

async function readInputFile(path: string, file: string): Promise<BundleInput> {
  const { size } = await stat(file);
  if (size > MAX_FILE_BYTES) throw tooLong(file, size);
  const bytes = await readFile(file);
  let json: unknown;
  try {
    // Parse as strictly as a verifier of the bundle will: no duplicate keys, and bounded nesting.
    json = parseStrictJson(bytes, MAX_FILE_BYTES, 'input');
  } catch (cause) {
    throw unknownInput(file, cause);
  }
  if (typeof json !== 'object' || json === null) throw unknownInput(file);
  const { schema } = json as { readonly schema?: unknown };
  if (typeof schema === 'string' && Object.hasOwn(RESULTS, schema))
    return { kind: 'result', path, file, bytes, json, schema };
  if ('dsseEnvelope' in json || ('payloadType' in json && 'payload' in json)) return { kind: 'statement', path, bytes };
  throw unknownInput(file);
}

const WHAT_IS_BUNDLED: Message = {
  en: 'Name results of zenbun (--json FILE), folders of comparisons, signed statements (zenbun attest), and ledgers.',
  ja: 'zenbun の結果（--json FILE）、比較のフォルダー、署名付きステートメント（zenbun attest）、証跡を指定してください。',
};

const unknownInput = (path: string, cause?: unknown) =>
  new ZenbunError(
    'unreadable',
    {
      en: `${path} is neither a result of zenbun, nor a signed statement, nor a ledger`,
      ja: `${path} は zenbun の結果でも、署名付きステートメントでも、証跡でもありません`,
    },
    { advice: WHAT_IS_BUNDLED, cause },
  );

const tooLong = (path: string, size: number) =>
  new ZenbunError('limit', {
    en: `${path} has ${size} bytes, more than a result or a statement may have (${MAX_FILE_BYTES})`,
    ja: `${path} は ${size} バイトあり、結果やステートメントの上限（${MAX_FILE_BYTES} バイト）を超えています`,
  });

const namedTwice = (path: string) =>
  new ZenbunError('usage', { en: `${path} is named twice`, ja: `${path} が 2 回指定されています` });
