import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { access } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { openDataset, recordBytes } from '../../../dataset/index.ts';
import { ZenbunError } from '../../../errors.ts';
import { OutputFile } from '../../../files/index.ts';
import { sha256 } from '../../../ledger/index.ts';
import {
  commitmentLeaf,
  MANIFEST_COMMITMENT,
  MANIFEST_TREE,
  type ManifestFile,
  type ManifestPredicate,
  PREDICATES,
  RECORD_DOMAIN,
  recordCommitment,
  rootSeed,
  SALT_BYTES,
  STATEMENT_TYPE,
  type Statement,
  type StatementSubject,
  saltsInOrder,
  type UncommittedRecord,
} from '../../../provenance/index.ts';
import { TOOL } from '../../../schema/index.ts';
import { GrowingTree, HASH_BYTES } from '../../../tlog/index.ts';
import { type ManifestInput, manifestInputs } from './manifest-inputs.ts';
import { leavesPath, secretPath, secretText } from './manifest-secret.ts';

/** Number of uncommitted records that the statement names for each file; all of them are counted. */
const NAMED_UNCOMMITTED = 20;

export interface ManifestOptions {
  /**
   * Returns the bytes of the signed statement's file: `signStatement` with a key, or the result of a signing service.
   */
  readonly sign: (statement: Statement) => Uint8Array | Promise<Uint8Array>;
  /** Path for the signed manifest; `.leaves` and `.secret` are written beside it. */
  readonly out: string;
  /**
   * Publish the SHA-256 of the files, too. This ties the manifest to them, but lets anyone who has all records but one
   * guess that one.
   */
  readonly fileDigests?: boolean;
  /** ISO 8601. */
  readonly at: string | null;
  /** 32 secret bytes; random by default. */
  readonly seed?: Uint8Array;
  readonly signal?: AbortSignal;
  readonly onProgress?: (records: number) => void;
}

export interface AttestedManifest {
  readonly statement: Statement;
  readonly manifest: ManifestPredicate;
  /** The files written: the manifest, the hashes of its leaves, and the secret. */
  readonly files: { readonly manifest: string; readonly leaves: string; readonly secret: string };
}

/**
 * Commits to every record of a file or folder and signs the root. Writes the signed statement, the hashes of the leaves
 * and the secret (mode 0600), all of them or none. A record is held only as long as it takes to hash it. Throws as
 * `openDataset` does; `usage` if a secret already exists there, since proofs of another manifest may need it;
 * `unreadable` if there is no record at all.
 */
export async function attestManifest(path: string, options: ManifestOptions): Promise<AttestedManifest> {
  const { out } = options;
  const files = { manifest: out, leaves: leavesPath(out), secret: secretPath(out) };
  await refuseToReplace(files.secret);
  const { inputs, leftOut } = await manifestInputs(path);
  const seed = options.seed ?? randomBytes(SALT_BYTES);
  const outputs: OutputFile[] = [];
  try {
    const leaves = await OutputFile.create(files.leaves);
    outputs.push(leaves);
    const committed = await commitFiles(inputs, seed, leaves, options);
    if (committed.size === 0)
      throw new ZenbunError('unreadable', {
        en: `${path} contains no record that could be read`,
        ja: `${path} に読み取れるレコードがありません`,
      });
    const manifest: ManifestPredicate = {
      tree: MANIFEST_TREE,
      commitment: MANIFEST_COMMITMENT,
      domain: RECORD_DOMAIN,
      ...committed,
      leftOut,
      at: options.at,
      tool: TOOL,
    };
    const statement = statementOf(basename(resolve(path)), manifest);
    const secret = await OutputFile.create(files.secret, 0o600);
    outputs.unshift(secret);
    const { root, size } = manifest;
    await secret.write(secretText({ root, size, data: resolve(path), seeds: [rootSeed(seed)] }));
    const signed = await OutputFile.create(files.manifest);
    outputs.push(signed);
    await signed.write(await options.sign(statement));
    for (const output of outputs) await output.finish();
    // Commit the secret first: without it, a manifest could never be opened.
    for (const output of outputs) await output.commit();
    return { statement, manifest, files };
  } catch (error) {
    for (const output of outputs) await output.discard();
    throw error;
  }
}

async function refuseToReplace(secret: string): Promise<void> {
  const isThere = await access(secret).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  throw new ZenbunError(
    'usage',
    {
      en: `${secret} is already there, and without it the records of its manifest could not be proved any more`,
      ja: `${secret} が既にあります。これを失うと、そのマニフェストのレコードを証明できなくなります`,
    },
    {
      advice: {
        en: 'Choose another --out, or remove it if its manifest is no longer needed.',
        ja: '別の --out を指定するか、そのマニフェストが不要なら削除してください。',
      },
    },
  );
}

/**
 * Builds the statement. It is about the files if their digests are published, else about the tree of the data by its
 * root.
 */
function statementOf(name: string, predicate: ManifestPredicate): Statement {
  const files = predicate.files.flatMap((file): StatementSubject[] =>
    file.sha256 === null ? [] : [{ name: file.name, digest: { sha256: file.sha256 } }],
  );
  const subject = files.length > 0 ? files : [{ name, digest: { rfc6962RootSha256: predicate.root } }];
  return { _type: STATEMENT_TYPE, subject, predicateType: PREDICATES.manifest, predicate };
}

async function commitFiles(
  inputs: readonly ManifestInput[],
  seed: Uint8Array,
  leaves: OutputFile,
  options: ManifestOptions,
): Promise<Pick<ManifestPredicate, 'root' | 'size' | 'files'>> {
  const salts = saltsInOrder(sha256, seed);
  const tree = new GrowingTree(sha256);
  const files: ManifestFile[] = [];
  const commit = (record: Uint8Array) => {
    const hash = commitmentLeaf(sha256, recordCommitment(sha256, salts.next().value, record));
    tree.append(hash);
    return hash;
  };
  for (const input of inputs) files.push(await commitFile(input, tree, commit, leaves, options));
  return { root: Buffer.from(tree.root()).toString('hex'), size: tree.size, files };
}

async function commitFile(
  { path, name }: ManifestInput,
  tree: GrowingTree,
  commit: (record: Uint8Array) => Uint8Array,
  leaves: OutputFile,
  { fileDigests = false, signal, onProgress }: ManifestOptions,
): Promise<ManifestFile> {
  const first = tree.size;
  const named: UncommittedRecord[] = [];
  let uncommitted = 0;
  let columns: readonly string[] | null = null;
  const reader = await openDataset(path, 0, signal === undefined ? {} : { signal });
  try {
    for await (const chunk of reader) {
      signal?.throwIfAborted();
      if (chunk.encoding.kind === 'csv') columns = chunk.encoding.header;
      const hashes = Buffer.alloc((chunk.ranges.length / 2) * HASH_BYTES);
      let filled = 0;
      for (const record of recordBytes(chunk)) {
        if ('unread' in record) {
          uncommitted += 1;
          if (named.length < NAMED_UNCOMMITTED) named.push({ line: record.line, reason: record.unread });
          continue;
        }
        hashes.set(commit(record.bytes), filled);
        filled += HASH_BYTES;
      }
      await leaves.write(hashes.subarray(0, filled));
      onProgress?.(tree.size);
    }
    const { sha256: digest, container, compression } = reader.summary();
    return {
      name,
      sha256: fileDigests ? digest : null,
      container,
      compression: compression ?? 'none',
      form: reader.isMadeOfColumns ? 'row-json' : 'bytes',
      columns,
      first,
      count: tree.size - first,
      uncommitted: { count: uncommitted, records: named },
    };
  } finally {
    await reader.close();
  }
}
