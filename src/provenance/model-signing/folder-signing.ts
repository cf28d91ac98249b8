import { fromHex, sha256At, toHex } from '../encoding/hex.ts';
import { arrayAt, booleanAt, objectAt, optionalCountAt, shown, textAt } from '../encoding/shape.ts';
import type { Digest } from '../ports.ts';
import { ProvenanceError } from '../provenance-error.ts';
import { PREDICATES, type Statement } from '../statement.ts';
import { compareNames, compareParts, resourceNameAt } from './resource-name.ts';

/** A file, or a part of one, as listed in a statement. */
export interface SignedResource {
  readonly name: string;
  /** Lower-case hex. */
  readonly sha256: string;
  /** The bytes of the file covered by the digest, from and up to; null for the whole file. */
  readonly range: readonly [number, number] | null;
}

/** The content of a statement of OpenSSF Model Signing v1.0 about a folder, checked for self-consistency. */
export interface FolderSigning {
  readonly name: string;
  /** Digest of the subject, which is that of the resources. */
  readonly sha256: string;
  readonly method: 'files' | 'shards';
  /** Bytes per shard; null for files. */
  readonly shardSize: number | null;
  readonly allowSymlinks: boolean;
  readonly ignorePaths: readonly string[];
  readonly resources: readonly SignedResource[];
}

/** Returns the digest of a folder: SHA-256 over the concatenated raw digests. Lower-case hex. */
export function resourcesDigest(sha256s: readonly string[], sha256: Digest): string {
  const joined = new Uint8Array(sha256s.length * 32);
  sha256s.forEach((digest, i) => {
    joined.set(fromHex(digest), i * 32);
  });
  return toHex(sha256(joined));
}

function shardAt(name: string, place: string): { name: string; range: readonly [number, number] } {
  const [, file, from, to] = /^(.+):(\d{1,15}):(\d{1,15})$/s.exec(name) ?? [];
  if (file === undefined || Number(from) > Number(to))
    throw new ProvenanceError('unsafe-name', `${place}: ${shown(name)}`);
  return { name: file, range: [Number(from), Number(to)] };
}

function resourceAt(value: unknown, place: string, method: FolderSigning['method'], isAlone: boolean): SignedResource {
  const resource = objectAt(value, place);
  const text = textAt(resource.name, `${place}.name`);
  const { name, range } = method === 'shards' ? shardAt(text, `${place}.name`) : { name: text, range: null };
  if (resource.algorithm !== 'sha256')
    throw new ProvenanceError('hash-kind', `${place}.algorithm: ${shown(resource.algorithm)}`);
  // This is the name of a file that was signed alone, without a folder (model_signing).
  const safe = isAlone && name === '.' ? name : resourceNameAt(name, `${place}.name`);
  return { name: safe, sha256: sha256At(resource.digest, `${place}.digest`), range };
}

type NameOrder = (a: string, b: string) => number;

/** Returns the first resource that is out of order, or undefined if there is none. */
function firstMisplaced(resources: readonly SignedResource[], order: NameOrder): SignedResource | undefined {
  return resources.find((resource, i) => {
    const before = resources[i - 1];
    if (before === undefined) return false;
    const byName = order(before.name, resource.name);
    return byName > 0 || (byName === 0 && before.range![0] > resource.range![0]);
  });
}

/**
 * Requires order by name, and parts of a file by their start. Two orders of names are in use, and either is accepted.
 */
function refuseDisorder(resources: readonly SignedResource[]): void {
  const twice = firstTwice(resources.map(({ name, range }) => `${name}\0${range?.[0] ?? ''}`));
  if (twice !== undefined) throw new ProvenanceError('duplicate-name', shown(twice.split('\0')[0]));
  const misplaced = firstMisplaced(resources, compareNames);
  if (misplaced === undefined || firstMisplaced(resources, compareParts) === undefined) return;
  throw new ProvenanceError('not-sorted', shown(misplaced.name));
}

function firstTwice(keys: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return keys.find((key) => seen.size === seen.add(key).size);
}

function serializationAt(value: unknown): Omit<FolderSigning, 'name' | 'sha256' | 'resources'> {
  const place = 'predicate.serialization';
  const serialization = objectAt(value, place);
  if (serialization.hash_type !== 'sha256')
    throw new ProvenanceError('hash-kind', `${place}.hash_type: ${shown(serialization.hash_type)}`);
  const { method } = serialization;
  if (method !== 'files' && method !== 'shards')
    throw new ProvenanceError('malformed', `${place}.method: ${shown(method)}`);
  const shardSize = optionalCountAt(serialization.shard_size, `${place}.shard_size`);
  if ((shardSize ?? 0) > 0 !== (method === 'shards'))
    throw new ProvenanceError('malformed', `${place}.shard_size: ${shown(serialization.shard_size)}`);
  const ignored = arrayAt(serialization.ignore_paths ?? [], `${place}.ignore_paths`);
  return {
    method,
    shardSize,
    allowSymlinks: booleanAt(serialization.allow_symlinks, `${place}.allow_symlinks`),
    ignorePaths: ignored.map((path, i) => textAt(path, `${place}.ignore_paths[${i}]`)),
  };
}

/**
 * Reads a statement of OpenSSF Model Signing v1.0 and recomputes the digest of its subject from its resources. Throws a
 * `ProvenanceError`: `predicate-type`, `subject-count`, `bad-digest`, `hash-kind`, `unsafe-name`, `duplicate-name`,
 * `not-sorted`, `subject-digest`, `malformed`. Older statements are accepted as the specification says: without
 * `ignore_paths`, and with any name of the subject.
 */
export function readFolderSigning(statement: Statement, sha256: Digest): FolderSigning {
  if (statement.predicateType !== PREDICATES.signing)
    throw new ProvenanceError('predicate-type', shown(statement.predicateType));
  const [subject, ...others] = statement.subject;
  if (subject === undefined || others.length > 0)
    throw new ProvenanceError('subject-count', String(statement.subject.length));
  const signed = sha256At(subject.digest.sha256, 'subject[0].digest.sha256');
  const predicate = objectAt(statement.predicate, 'predicate');
  const serialization = serializationAt(predicate.serialization);
  const listed = arrayAt(predicate.resources, 'predicate.resources');
  const resources = listed.map((resource, i) =>
    resourceAt(resource, `predicate.resources[${i}]`, serialization.method, listed.length === 1),
  );
  refuseDisorder(resources);
  const found = resourcesDigest(
    resources.map((resource) => resource.sha256),
    sha256,
  );
  if (found !== signed) throw new ProvenanceError('subject-digest', `${signed}, ${found}`);
  return { ...serialization, name: subject.name, sha256: signed, resources };
}
