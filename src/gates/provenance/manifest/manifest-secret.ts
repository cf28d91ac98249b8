import { Buffer } from 'node:buffer';
import { open } from 'node:fs/promises';
import { z } from 'zod';
import { ZenbunError } from '../../../errors.ts';
import { writeWhole } from '../../../files/index.ts';
import { SALT_BYTES, SALT_LEVELS, type SaltSeed } from '../../../provenance/index.ts';
import { jsonOf, smallFile } from './signed-manifest.ts';

const SCHEMA = 'zenbun.manifest-secret/1';

/**
 * Limit of the file. It has a seed for each erased record and level of 32, so this is enough for some hundred thousand
 * erased records.
 */
const MOST_SECRET_BYTES = 2 ** 30;

/** File mode: only the owner may read it. */
const SECRET_MODE = 0o600;

/** The secret that the supplier keeps: with it every record that was not erased can be opened. */
export interface ManifestSecret {
  /** Root of its manifest, lower-case hex. */
  readonly root: string;
  readonly size: number;
  /** Absolute path of the data at the time of attestation. */
  readonly data: string;
  readonly seeds: readonly SaltSeed[];
}

/**
 * Paths of the files beside a manifest: the hashes of its leaves (32 bytes each, in order, not secret), and the secret.
 */
export const leavesPath = (manifest: string) => `${manifest}.leaves`;
export const secretPath = (manifest: string) => `${manifest}.secret`;

const SHAPE = z.object({
  schema: z.literal(SCHEMA),
  root: z.string(),
  size: z.int().min(0),
  data: z.string(),
  seeds: z.array(
    z.object({
      level: z.int().min(0).max(SALT_LEVELS),
      index: z.int().min(0),
      seed: z.string().transform((text, context) => {
        const bytes = Buffer.from(text, 'base64');
        if (bytes.length !== SALT_BYTES) context.addIssue('not a seed');
        return new Uint8Array(bytes);
      }),
    }),
  ),
});

export function secretText({ root, size, data, seeds }: ManifestSecret): string {
  const written = seeds.map(({ level, index, seed }) => ({ level, index, seed: Buffer.from(seed).toString('base64') }));
  return `${JSON.stringify({ schema: SCHEMA, root, size, data, seeds: written })}\n`;
}

/** Writes a new secret, readable by its owner only. */
async function writeSecret(path: string, secret: ManifestSecret): Promise<void> {
  await writeWhole(path, secretText(secret), SECRET_MODE);
}

/**
 * Reads the secret of a manifest. Throws `not-found`, or `damaged` if it belongs to another manifest. The text is never
 * part of a message.
 */
export async function readSecret(path: string, root: string): Promise<ManifestSecret> {
  const read = SHAPE.safeParse(jsonOf((await smallFile(path, MOST_SECRET_BYTES)).toString('utf8')));
  if (read.success && read.data.root === root) return read.data;
  throw new ZenbunError('damaged', {
    en: read.success ? `${path} belongs to another manifest` : `${path} is not the secret of a manifest`,
    ja: read.success ? `${path} は別のマニフェストのものです` : `${path} はマニフェストの秘密ファイルではありません`,
  });
}

/**
 * Replaces a secret and overwrites the bytes of the old one with zeros, as far as the file system lets that reach the
 * disk: copy-on-write file systems, snapshots and backups keep them.
 */
export async function replaceSecret(path: string, secret: ManifestSecret): Promise<void> {
  const old = await open(path, 'r+');
  try {
    const { size } = await old.stat();
    await writeSecret(path, secret);
    const zeros = Buffer.alloc(Math.min(size, 2 ** 20));
    for (let at = 0; at < size; at += zeros.length) await old.write(zeros, 0, Math.min(zeros.length, size - at), at);
    await old.sync();
  } finally {
    await old.close();
  }
}
