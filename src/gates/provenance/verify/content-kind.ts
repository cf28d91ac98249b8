import { lstat } from 'node:fs/promises';
import { ZenbunError } from '../../../errors.ts';
import {
  type DigestAtHand,
  type FolderListing,
  type FolderSigning,
  folderDigests,
  folderSigningIn,
  folderSubject,
  type VerifiedStatement,
} from '../../../provenance/index.ts';
import type { Verification, VerificationCheck } from '../../../schema/index.ts';
import { GIT_PATHS, pathInside, sha256Bytes } from '../attest/hashed-subject.ts';
import { hashFile, hashFolder } from '../hash-folder/hash-folder.ts';
import { openSigning, openStatement, type StatementFile } from './opened-statement.ts';
import { compareShards } from './shards.ts';
import { statementsBeside } from './statements-beside.ts';
import { digestsAlongside, verificationOf } from './verification.ts';
import type { NamedThing, VerifiableKind, VerifyContext } from './verify-context.ts';

/**
 * A folder of a model or of data: every file is checked against its signature, and other statements against its digest.
 */
export const FOLDER_KIND: VerifiableKind = {
  kind: 'folder',
  recognises: ({ isFolder }) => isFolder,
  verify: verifyContent,
};

/** Any other file, treated as a folder that contains only it. Comes last, since it accepts everything. */
export const FILE_KIND: VerifiableKind = { kind: 'file', recognises: () => true, verify: verifyContent };

async function verifyContent({ path, isFolder }: NamedThing, options: VerifyContext): Promise<Verification> {
  const { signings, others } = await statementsBeside(path, isFolder, options);
  if (signings.length + others.length === 0) throw nothingSigned(path);
  const hashing: ContentHashing = { path, isFolder, options, known: new Map() };
  const verified: VerifiedStatement[] = [];
  const atHand: DigestAtHand[] = [];
  for (const file of signings) {
    const signing = signingIn(file);
    const { listing, unsaid } = await listingFor(hashing, signing, [...signings, ...others]);
    const one = await openSigning(file, path, listing, options);
    const shards = await compareShards(one.checks, signing, { path, isFolder, options });
    verified.push({ ...one, checks: [...shards, ...leftOut(unsaid)] });
    if (signing !== null && shards.every(({ state }) => state !== 'failed'))
      atHand.push({ name: path, sha256: signing.sha256 });
  }
  const listing = [...hashing.known.values()][0] ?? (await listingFor(hashing, null, others)).listing;
  const digests = digestsOf(listing, isFolder);
  atHand.push(...digests.map((sha256) => ({ name: path, sha256 })), ...(await digestsAlongside(options)));
  for (const file of others) verified.push(await openStatement(file, atHand, options));
  const whole = folderSubject(path, listing, sha256Bytes);
  const subject = isFolder ? whole : { ...whole, kind: 'file' as const, sha256: listing.files[0]!.sha256 };
  return verificationOf(
    { subject, statements: verified, digests, checks: signings.length === 0 ? [unsignedContent(path)] : [] },
    options,
  );
}

/** Returns the OpenSSF Model Signing digests, and for a file also that of its bytes. */
const digestsOf = (listing: FolderListing, isFolder: boolean): string[] => [
  ...folderDigests(listing, sha256Bytes),
  ...(isFolder ? [] : [listing.files[0]!.sha256]),
];

/** Returns null if it is not a signing; the reason is reported when it is opened. */
function signingIn({ bytes }: StatementFile): FolderSigning | null {
  try {
    return folderSigningIn(bytes, sha256Bytes);
  } catch (cause) {
    if (cause instanceof ZenbunError) return null;
    throw cause;
  }
}

interface ContentHashing {
  readonly path: string;
  readonly isFolder: boolean;
  readonly options: VerifyContext;
  /** Keyed by what was left out: two signatures that leave out the same need only one hashing. */
  readonly known: Map<string, FolderListing>;
}

interface FolderAtHand {
  readonly listing: FolderListing;
  /** Paths that were left out although the signature does not say so. */
  readonly unsaid: readonly string[];
}

/**
 * Lists the folder without what the signature leaves out, and without the files of the statements themselves. A
 * signature from before v1.0 does not say what it leaves out; in that case the git paths that it has not signed are
 * left out, and this is reported.
 */
async function listingFor(
  { path, isFolder, options, known }: ContentHashing,
  signing: FolderSigning | null,
  all: readonly StatementFile[],
): Promise<FolderAtHand> {
  const stated = leftOutBy(signing);
  const own = isFolder
    ? (await Promise.all(all.map((one) => pathInside(path, one.path)))).filter((one) => one !== null)
    : [];
  const ignore = [...new Set([...stated, ...own])].sort();
  const key = JSON.stringify(ignore);
  const listing =
    known.get(key) ?? (isFolder ? await hashFolder(path, { ...options, ignore }) : await hashFile(path, options));
  known.set(key, listing);
  if (signing === null) return { listing, unsaid: [] };
  const said = new Set(signing.ignorePaths.map(exact));
  // Statement files that were left out are not part of the content; `leftOut` reports git's files.
  return {
    listing: { ...listing, ignored: listing.ignored.filter((name) => said.has(name)) },
    unsaid: listing.ignored.filter((name) => !said.has(name) && !own.includes(name)),
  };
}

const exact = (path: string) => path.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');

function leftOutBy(signing: FolderSigning | null): readonly string[] {
  if (signing === null) return GIT_PATHS;
  if (signing.ignorePaths.length > 0) return signing.ignorePaths.map(exact);
  return GIT_PATHS.filter((path) => !signing.resources.some(({ name }) => `${name}/`.startsWith(`${path}/`)));
}

/**
 * Reports git paths that an old signature does not mention: nobody has signed them, and nobody says that they do not
 * matter.
 */
function leftOut(unsaid: readonly string[]): VerificationCheck[] {
  if (unsaid.length === 0) return [];
  const names = unsaid.join(', ');
  return [
    {
      check: 'unsigned-path',
      state: 'not-checked',
      path: null,
      detail: {
        en: `Not looked at, and the signature does not say that it leaves them out: ${names}.`,
        ja: `署名に除外の記載がなく、確認していません：${names}`,
      },
      expected: null,
      found: null,
    },
  ];
}

const unsignedContent = (path: string): VerificationCheck => ({
  check: 'content-signature',
  state: 'not-checked',
  path,
  detail: {
    en: 'No signature of its files was found; statements were compared with its digest only.',
    ja: 'ファイルの署名が見つからないため、ステートメントはダイジェストとだけ照合しました。',
  },
  expected: null,
  found: null,
});

const nothingSigned = (path: string) =>
  new ZenbunError(
    'usage',
    { en: `there is no signature of ${path}`, ja: `${path} の署名が見つかりません` },
    {
      advice: {
        en: 'Name it with --signature FILE; zenbun attest writes it beside the path, as NAME.model.attest.json.',
        ja: '--signature で指定してください。zenbun attest は、名前.model.attest.json などの名前でパスの隣に作成します。',
      },
    },
  );

/** Reports whether something exists at the path, link or not. */
export const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );
