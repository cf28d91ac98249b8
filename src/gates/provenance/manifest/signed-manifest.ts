import { Buffer } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { ZenbunError } from '../../../errors.ts';
import {
  type ManifestPredicate,
  manifestPredicate,
  PREDICATES,
  type SigningKey,
  STATEMENT_PAYLOAD,
  STATEMENT_TYPE,
  type Statement,
  type VerifyingKey,
} from '../../../provenance/index.ts';

/** More than this is no statement of a manifest: it names files, not records. */
export const MOST_STATEMENT_BYTES = 10 * 2 ** 20;

/** A DSSE envelope (v1.0) as JSON. */
interface SignedEnvelope {
  readonly payloadType: string;
  readonly payload: string;
  readonly signatures: readonly { readonly sig: string; readonly keyid?: string | null }[];
}

/** A manifest out of its envelope. Who signed it is `signersOf`'s to say. */
export interface OpenedManifest {
  readonly envelope: SignedEnvelope;
  readonly payload: Uint8Array;
  readonly statement: Statement;
  readonly manifest: ManifestPredicate;
}

/** What a DSSE signature is over: the payload with its type, each with its length. */
function signedBytes(type: string, payload: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload]);
}

/** A statement, signed, as the text of its file. */
export function signedStatement(statement: Statement, key: SigningKey): string {
  const payload = Buffer.from(JSON.stringify(statement));
  const sig = Buffer.from(key.sign(signedBytes(STATEMENT_PAYLOAD, payload))).toString('base64');
  const envelope: SignedEnvelope = {
    payloadType: STATEMENT_PAYLOAD,
    payload: payload.toString('base64'),
    signatures: [{ sig, keyid: key.fingerprint }],
  };
  return `${JSON.stringify(envelope, null, 2)}\n`;
}

/** A manifest from the JSON of its envelope; null for anything that is none. */
export function openManifest(value: unknown): OpenedManifest | null {
  const envelope = value as SignedEnvelope | null;
  if (typeof envelope !== 'object' || envelope === null || envelope.payloadType !== STATEMENT_PAYLOAD) return null;
  if (typeof envelope.payload !== 'string' || !Array.isArray(envelope.signatures)) return null;
  if (!envelope.signatures.every((each) => typeof each?.sig === 'string')) return null;
  const payload = Buffer.from(envelope.payload, 'base64');
  const statement = jsonOf(payload.toString('utf8')) as Statement | null;
  if (statement?._type !== STATEMENT_TYPE || statement.predicateType !== PREDICATES.manifest) return null;
  if (!Array.isArray(statement.subject)) return null;
  const manifest = manifestPredicate(statement.predicate);
  return manifest === null ? null : { envelope, payload, statement, manifest };
}

/** Which of the keys have signed it. */
export function signersOf({ envelope, payload }: OpenedManifest, keys: readonly VerifyingKey[]): VerifyingKey[] {
  const message = signedBytes(envelope.payloadType, payload);
  const signatures = envelope.signatures.map(({ sig }) => Buffer.from(sig, 'base64'));
  return keys.filter((key) => signatures.some((signature) => key.verify(message, signature)));
}

/** Reads the file of a manifest. Throws `not-found`, `limit`, or `unreadable` for anything that is none. */
export async function readManifest(path: string): Promise<OpenedManifest> {
  const opened = openManifest(jsonOf((await smallFile(path)).toString('utf8')));
  if (opened !== null) return opened;
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

/** The bytes of a file that must be small. Throws `not-found` and `limit`. */
export async function smallFile(path: string, most = MOST_STATEMENT_BYTES): Promise<Buffer> {
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

/** undefined for what is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
