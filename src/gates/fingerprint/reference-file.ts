import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import * as z from 'zod';
import { ZenbunError } from '../../errors.ts';
import type { FingerprintReference, Message } from '../../schema/index.ts';

const TEXT = z.string().max(10_000);
/** A token and its log-probability, which is always finite, because JSON has no infinity and a text is not accepted. */
const LISTED = z.tuple([TEXT, z.number()]).readonly();

export const SAMPLES = z
  .array(
    z.object({
      prompt: TEXT,
      text: TEXT,
      top: z.array(LISTED).max(200).readonly().nullable(),
    }),
  )
  .max(100_000)
  .readonly();

const REFERENCE = z
  .object({
    schema: z.literal('zenbun.fingerprint-reference/1'),
    tool: z.object({ name: z.literal('zenbun'), version: TEXT }),
    at: z.iso.datetime(),
    model: TEXT,
    servedModel: TEXT.nullable(),
    systemFingerprint: TEXT.nullable(),
    digest: TEXT.nullable(),
    method: z.enum(['logprob', 'border']),
    sampling: z.object({
      temperature: z.number().min(0).max(2),
      topLogprobs: z.int().min(1).max(100).nullable(),
      endpoint: z.enum(['chat', 'completion']),
    }),
    prompts: z
      .array(z.object({ id: TEXT, text: TEXT }))
      .min(1)
      .max(1000),
    samples: SAMPLES,
  })
  .refine(({ prompts }) => new Set(prompts.map(({ id }) => id)).size === prompts.length, 'a prompt id stands twice')
  .refine(
    ({ prompts, samples }) => prompts.every(({ id }) => samples.some(({ prompt }) => prompt === id)),
    'a prompt has no sample',
  );

/** More than any reference that zenbun writes. */
const MAX_BYTES = 64 * 2 ** 20;

/** A reference that was read from its file. */
export interface SavedReference {
  readonly path: string;
  /** SHA-256 of the file's bytes, lower-case hex. */
  readonly sha256: string;
  readonly reference: FingerprintReference;
}

/** Reads a reference. Throws `not-found`, or `unreadable` with the fault. */
export async function readFingerprintReference(path: string): Promise<SavedReference> {
  const bytes = await bytesOf(path, 'zenbun fingerprint MODEL --save');
  const read = REFERENCE.safeParse(jsonOf(bytes));
  if (read.success) return { path, sha256: createHash('sha256').update(bytes).digest('hex'), reference: read.data };
  throw notReadable(path, z.prettifyError(read.error).split('\n')[0] ?? '');
}

/** Returns the bytes of a JSON file of this command. Throws `not-found`, and `unreadable` if it is too large. */
export async function bytesOf(path: string, command: string): Promise<Buffer> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new ZenbunError('not-found', noFile(path), { advice: saveFirst(command) });
  if (!found.isFile() || found.size > MAX_BYTES) throw notReadable(path, `not a file of at most ${MAX_BYTES} bytes`);
  return readFile(path);
}

/** Parses JSON; null if it is not valid. */
export function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

const noFile = (path: string): Message => ({ en: `${path} does not exist`, ja: `${path} がありません` });
const saveFirst = (command: string): Message => ({
  en: `Write it first: ${command} FILE.`,
  ja: `先に ${command} FILE で作成してください。`,
});

export const notReadable = (path: string, why: string): ZenbunError =>
  new ZenbunError('unreadable', {
    en: `${path} is not a file of zenbun fingerprint: ${why}`,
    ja: `${path} は zenbun fingerprint のファイルとして読めません：${why}`,
  });
