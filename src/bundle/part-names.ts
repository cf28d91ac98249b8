import { type TileId, tilePath } from '../tlog/index.ts';

/** The signed list of the parts; the first entry of the archive. */
export const MANIFEST_NAME = 'manifest.sigstore.json';

/** The file of a bundle of entries that was redacted, below the folder of its ledger: as `tile/entries/…`, under another name. */
export const leavesPath = (bundle: TileId): string =>
  `${tilePath({ ...bundle, level: 'entries' })
    .replace('tile/entries/', 'leaves/')
    .replace('.p/', '.p-')}.jsonl`;

/** What a part is, and the folder or file that its name begins with. */
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

/** Letters, digits, `.`, `_` and `-`, in folders; nothing that begins with a dot or a dash. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;
const MAX_NAME_CHARS = 200;

/** Whether a part may have this name: ASCII, relative, without `..` and without anything that a shell or a file system reads otherwise. */
export const isPartName = (name: string): boolean => name.length <= MAX_NAME_CHARS && NAME.test(name);

/** The kind of a part by its name; null for a name that no part of ours has. */
export function kindOfPart(name: string): PartKind | null {
  const kinds = Object.keys(PART_PLACES) as PartKind[];
  return kinds.find((kind) => name.startsWith(PART_PLACES[kind])) ?? null;
}
