import { createPrivateKey, createPublicKey, hash, sign, verify } from 'node:crypto';
import {
  type Ed25519Sign,
  type Ed25519Verify,
  encodeBundle,
  GrowingTiles,
  leafHash,
  type NoteKey,
  type NoteSigner,
  newBundles,
  noteKey,
  noteSigner,
  type Sha256,
  signCheckpoint,
  TILE_WIDTH,
  tilePath,
} from '../src/tlog/index.ts';

export const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');

/** PKCS #8 and SPKI encodings of an Ed25519 key, up to the key's 32 bytes (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

export const ed25519Verify: Ed25519Verify = (publicKey, message, signature) => {
  try {
    const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });
    return verify(null, message, key, signature);
  } catch {
    return false;
  }
};

/** Derives an Ed25519 key pair from its seed. */
export function keyPair(seed: Uint8Array): { publicKey: Uint8Array; sign: Ed25519Sign } {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return { publicKey: new Uint8Array(spki.subarray(SPKI.length)), sign: (message) => sign(null, message, key) };
}

export const seedOf = (text: string) => sha256(Buffer.from(text));

/** Returns the signer of a log, or of any note. */
export function signerOf(name: string): NoteSigner {
  const { publicKey, sign } = keyPair(seedOf(name));
  return noteSigner(noteKey(sha256, name, publicKey), sign);
}

/** Returns the key of a witness, used for cosigning. */
export function witnessOf(name: string): { key: NoteKey; sign: Ed25519Sign } {
  const { publicKey, sign } = keyPair(seedOf(name));
  return { key: noteKey(sha256, name, publicKey, 4), sign };
}

export const LOG = signerOf('example.com/log');

export const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));
export const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** Returns distinct leaves of 1 to 5 bytes: their numbers. */
export const numbered = (count: number) => Array.from({ length: count }, (_, i) => bytesOf(String(i)));

/** Computes the tree hash exactly as RFC 6962 section 2.1 defines it. */
export function definedRoot(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 0) return sha256(new Uint8Array(0));
  if (hashes.length === 1) return hashes[0]!;
  const k = definedSplit(hashes.length);
  return sha256(Buffer.concat([[1], definedRoot(hashes.slice(0, k)), definedRoot(hashes.slice(k))].map(Buffer.from)));
}

/** Computes PATH(m, D[n]) of RFC 6962 section 2.1.1. */
export function definedPath(m: number, hashes: readonly Uint8Array[]): Uint8Array[] {
  if (hashes.length === 1) return [];
  const k = definedSplit(hashes.length);
  const [left, right] = [hashes.slice(0, k), hashes.slice(k)];
  return m < k ? [...definedPath(m, left), definedRoot(right)] : [...definedPath(m - k, right), definedRoot(left)];
}

/** Computes SUBPROOF(m, D[n], b) of RFC 6962 section 2.1.2. */
export function definedSubproof(m: number, hashes: readonly Uint8Array[], b: boolean): Uint8Array[] {
  if (m === hashes.length) return b ? [] : [definedRoot(hashes)];
  const k = definedSplit(hashes.length);
  const [left, right] = [hashes.slice(0, k), hashes.slice(k)];
  return m <= k
    ? [...definedSubproof(m, left, b), definedRoot(right)]
    : [...definedSubproof(m - k, right, false), definedRoot(left)];
}

const definedSplit = (n: number) => 2 ** Math.ceil(Math.log2(n) - 1);

export const leafHashes = (leaves: readonly Uint8Array[]) => leaves.map((leaf) => leafHash(sha256, leaf));

/** Returns a whole log as its static files, by path. */
export function publishedLog(leaves: readonly Uint8Array[], signer: NoteSigner = LOG): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const tiles = new GrowingTiles(sha256, ({ tile, hashes }) => files.set(tilePath(tile), hashes));
  for (const hash of leafHashes(leaves)) tiles.append(hash);
  for (const { tile, hashes } of tiles.partials()) files.set(tilePath(tile), hashes);
  for (const bundle of newBundles(0, leaves.length)) {
    const from = bundle.index * TILE_WIDTH;
    files.set(tilePath(bundle), encodeBundle(leaves.slice(from, from + bundle.width)));
  }
  const checkpoint = { origin: signer.key.name, size: leaves.length, root: tiles.root(), extensions: [] };
  files.set('checkpoint', signCheckpoint(checkpoint, [signer]));
  return files;
}

/** Returns a function that fetches from such files. */
export const fetchFrom = (files: ReadonlyMap<string, Uint8Array>) => async (path: string) => files.get(path) ?? null;

/** Returns the bytes with one bit flipped. */
export function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = new Uint8Array(bytes);
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
}
