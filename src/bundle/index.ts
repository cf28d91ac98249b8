/**
 * Evidence bundles: results, statements and a range of a log in one archive, under one signed manifest, so that an
 * outsider can check them offline and without zenbun. In: bytes of parts, digests, keys. Out: the manifest, redacted
 * parts, the required content of an archive, and the outcome of checking a bundle. Formats: in-toto statement in DSSE
 * (Sigstore bundle v0.3), C2SP tlog-tiles. Reads no file, clock or key by itself.
 */
export {
  type BundledLedger,
  type BundleManifest,
  type BundlePart,
  manifestStatement,
  readManifest,
} from './bundle-manifest.ts';
export { jsonBytes } from './bytes.ts';
export type { BundleTrust, PartReader } from './check/bundle-reader.ts';
export { checkBundle } from './check/check-bundle.ts';
export { bundlesOf, tilesFor, wholeBundles } from './ledger/range-paths.ts';
export { isPartName, kindOfPart, leavesPath, MANIFEST_NAME } from './part-names.ts';
export { readmeText } from './readme-text.ts';
export { redactedLeaves } from './redact/redact-leaves.ts';
export { redactedPart, redactedStatement } from './redact/redacted-part.ts';
