import { type TileId, tilePath } from '../tlog/index.ts';

/** The signed list of the parts; the first entry of the archive. */
export const MANIFEST_NAME = 'manifest.sigstore.json';

/**
 * Returns the path of a redacted entry bundle, relative to the folder of its ledger: like `tile/entries/…`, under
 * another name.
 */
export const leavesPath = (bundle: TileId): string =>
  `${tilePath({ ...bundle, level: 'entries' })
    .replace('tile/entries/', 'leaves/')
    .replace('.p/', '.p-')}.jsonl`;

/** The kind of a part, and the folder or file its name begins with. */
const PART_PLACES = {
  readme: 'README.txt',
  checklist: 'checklist',
  ledger: 'ledger/',
  policy: 'policy/',
  report: 'report/',
  result: 'results/',
  schema: 'schemas/',
  statement: 'statements/',
} as const;

export type PartKind = keyof typeof PART_PLACES;

/** Letters, digits, `.`, `_` and `-`, in folders; no component begins with a dot, dash or underscore. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;
const MAX_NAME_CHARS = 200;

/**
 * Reports whether a name is valid for a part: ASCII, relative, without `..` and anything special to a shell or file
 * system.
 */
export const isPartName = (name: string): boolean => name.length <= MAX_NAME_CHARS && NAME.test(name);

/** Returns the kind of a part from its name, or null for a name that none of our parts has. */
export function kindOfPart(name: string): PartKind | null {
  const kinds = Object.keys(PART_PLACES) as PartKind[];
  return kinds.find((kind) => name.startsWith(PART_PLACES[kind])) ?? null;
}
