import { type BundleManifest, MANIFEST_NAME, manifestStatement, readManifest } from '../../src/bundle/index.ts';
import { openZip } from '../../src/gates/bundle/zip/read-zip.ts';
import { type ZipPart, zipOf } from '../../src/gates/bundle/zip/write-zip.ts';
import { sha256 } from '../../src/ledger/index.ts';
import { parseSignedFile, parseStatement, type SigningKey, signStatement } from '../../src/provenance/index.ts';

/** A bundle taken apart, ready to be changed and reassembled. */
export interface WholeBundle {
  /** Parts in archive order, the manifest first. */
  readonly parts: readonly ZipPart[];
  readonly manifest: BundleManifest;
  readonly bytes: Buffer;
}

/** Numbers determined by a seed. */
export interface Dice {
  /** Returns an integer from 0 to `below` - 1. */
  readonly next: (below: number) => number;
}

/** A small generator (mulberry32): the same seed produces the same numbers. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (below: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
  return { next };
}

export const oneOf = <T>({ next }: Dice, list: readonly T[]): T => list[next(list.length)]!;

/** Reads a bundle that is known to be sound. */
export async function readWhole(path: string): Promise<WholeBundle> {
  const zip = await openZip(path);
  try {
    const parts: ZipPart[] = [];
    for (const name of zip.names) parts.push({ name, bytes: await zip.read(name) });
    const manifest = readManifest(parseStatement(parseSignedFile(parts[0]!.bytes).envelope.payload));
    if (!('parts' in manifest)) throw new Error(`no manifest: ${manifest.at}`);
    return { parts, manifest, bytes: await zipBytes(parts) };
  } finally {
    await zip.close();
  }
}

export async function zipBytes(parts: readonly ZipPart[]): Promise<Buffer> {
  const blocks: Uint8Array[] = [];
  for await (const block of zipOf(parts)) blocks.push(block);
  return Buffer.concat(blocks);
}

/** Reassembles the parts with some replaced (null: left out), under a matching manifest signed with this key. */
export async function signedAnew(
  { parts, manifest }: WholeBundle,
  changes: ReadonlyMap<string, Uint8Array | null>,
  key: SigningKey,
  about: (manifest: BundleManifest) => BundleManifest = (same) => same,
): Promise<Buffer> {
  const others = parts.slice(1).flatMap((part): ZipPart[] => {
    const bytes = changes.get(part.name);
    return bytes === null ? [] : [{ name: part.name, bytes: bytes ?? part.bytes }];
  });
  const stated = new Map(manifest.parts.map((part) => [part.name, part]));
  const listed = others.map(({ name, bytes }) => ({
    ...stated.get(name)!,
    ...{ sha256: Buffer.from(sha256(bytes)).toString('hex'), bytes: bytes.length },
  }));
  const signed = signStatement(manifestStatement(about({ ...manifest, parts: listed })), key);
  return zipBytes([{ name: MANIFEST_NAME, bytes: signed }, ...others]);
}
