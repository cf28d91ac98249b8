/**
 * Everything an outsider needs to check a log, and a log needs to be checkable: hashes of leaves are turned into the
 * tree, its tiles, signed checkpoints and proofs, and those are verified. Never reads a file, a clock or a random
 * source: SHA-256, Ed25519 and the function that fetches tiles are arguments. Specifications: RFC 6962 section 2.1
 * (tree and proofs), and from C2SP tlog-tiles, signed-note, tlog-checkpoint, tlog-cosignature, tlog-witness and
 * tlog-proof.
 */
export { decodeBase64, encodeBase64 } from './base64.ts';
export { fromUtf8, isWellFormed, joinBytes, utf8 } from './byte-strings.ts';
export { checkLog, type LogCheck } from './check/check-log.ts';
export type { LogFault, LogFaultKind, LogReport } from './check/log-report.ts';
export {
  type Checkpoint,
  formatCheckpoint,
  type OpenedCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from './notes/checkpoint.ts';
export {
  formatNote,
  formatSignature,
  type NoteSignature,
  parseNote,
  parseSignatures,
} from './notes/note.ts';
export {
  formatSecret,
  formatVerifierKey,
  type NoteKey,
  type NoteSecret,
  noteKey,
  parseSecret,
  parseVerifierKey,
} from './notes/note-key.ts';
export {
  addSignatures,
  cosign,
  type Ed25519Sign,
  type Ed25519Verify,
  type NoteSigner,
  noteSigner,
  signNote,
} from './notes/note-signer.ts';
export { openNote } from './notes/open-note.ts';
export { consistencyProof, verifyConsistency } from './proofs/consistency-proof.ts';
export { inclusionProof, verifyInclusion } from './proofs/inclusion-proof.ts';
export {
  formatLeafProof,
  type LeafProof,
  type LogTrust,
  parseLeafProof,
  verifyLeafProof,
} from './proofs/leaf-proof.ts';
export { formatWitnessRequest, parseWitnessRequest, type WitnessRequest } from './proofs/witness-request.ts';
export { decodeBundle, encodeBundle, MOST_ENTRY_BYTES } from './tiles/entry-bundle.ts';
export { GrowingBundle } from './tiles/growing-bundle.ts';
export { GrowingTiles } from './tiles/growing-tiles.ts';
export { type FetchPath, tileHashReader } from './tiles/tile-hash-reader.ts';
export { parseTilePath, TILE_WIDTH, type TileId, tilePath } from './tiles/tile-path.ts';
export { edgeTiles, newBundles, newTiles, tileAt } from './tiles/tile-set.ts';
export { TlogError, type TlogRefusal } from './tlog-error.ts';
export { denseRoot } from './tree/dense-root.ts';
export { GrowingTree, type GrowingTreeState } from './tree/growing-tree.ts';
export type { HashReader } from './tree/hash-reader.ts';
export { emptyRoot, HASH_BYTES, leafHash, leafHasher, nodeHash, type Sha256 } from './tree/hashes.ts';
export { rootAt } from './tree/ranges.ts';
