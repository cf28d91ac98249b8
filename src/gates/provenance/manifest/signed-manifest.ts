import type { Buffer } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { ZenbunError } from '../../../errors.ts';
import {
  MAX_ENVELOPE_BYTES,
  type ManifestPredicate,
  manifestPredicate,
  PREDICATES,
  parseSignedFile,
  parseStatement,
  parseStrictJson,
} from '../../../provenance/index.ts';

/** A manifest read from its file. Checking who signed it is up to the verifier of a proof. */
interface OpenedManifest {
  readonly manifest: ManifestPredicate;
  /** The JSON of the file. */
  readonly signed: unknown;
}

/**
 * Reads the file of a manifest. Throws `not-found`, `limit`, `damaged`, or `unreadable` for a statement about something
 * else.
 */
export async function readManifest(path: string): Promise<OpenedManifest> {
  const bytes = await smallFile(path, MAX_ENVELOPE_BYTES);
  const { predicateType, predicate } = parseStatement(parseSignedFile(bytes).envelope.payload);
  const manifest = predicateType === PREDICATES.manifest ? manifestPredicate(predicate) : null;
  if (manifest !== null) return { manifest, signed: parseStrictJson(bytes, MAX_ENVELOPE_BYTES, 'manifest') };
  throw new ZenbunError(
    'unreadable',
    { en: `${path} is not a signed manifest of records`, ja: `${path} はレコードの署名付きマニフェストではありません` },
    {
      advice: {
        en: 'Pass the file that zenbun attest data --manifest wrote.',
        ja: 'zenbun attest data --manifest が書き出したファイルを指定してください。',
      },
    },
  );
}

/** Reads a file that must be small. Throws `not-found` and `limit`. */
export async function smallFile(path: string, most: number): Promise<Buffer> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true)
    throw new ZenbunError('not-found', { en: `${path}: no such file`, ja: `${path}：該当するファイルがありません` });
  if (found.size > most)
    throw new ZenbunError('limit', {
      en: `${path} has ${found.size} bytes; at most ${most} are read`,
      ja: `${path} は ${found.size} バイトです。読み取れるのは ${most} バイトまでです`,
    });
  return readFile(path);
}

/** Parses JSON; undefined if it is not valid. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
