import { sha256At } from '../encoding/hex.ts';
import { type JsonFields, objectAt, optionalTextAt } from '../encoding/shape.ts';

/** Something that a thing was made from, or a result about it (in-toto, resource_descriptor.md). */
export interface Dependency {
  readonly name: string | null;
  readonly uri: string | null;
  /** Lower-case hex; null if not stated. */
  readonly sha256: string | null;
  /** The role in which it was used: `base`, `data`, `trainer`, … */
  readonly role: string | null;
  readonly version: string | null;
}

/**
 * Reads an in-toto resource descriptor, whose annotations hold role and version. Throws a `ProvenanceError` with the
 * place.
 */
export function dependencyAt(value: unknown, place: string): Dependency {
  const descriptor = objectAt(value, place);
  const digests = (descriptor.digest ?? null) === null ? {} : objectAt(descriptor.digest, `${place}.digest`);
  const notes =
    (descriptor.annotations ?? null) === null ? {} : objectAt(descriptor.annotations, `${place}.annotations`);
  return {
    name: optionalTextAt(descriptor.name, `${place}.name`),
    uri: optionalTextAt(descriptor.uri, `${place}.uri`),
    sha256: digests.sha256 === undefined ? null : sha256At(digests.sha256, `${place}.digest.sha256`),
    role: optionalTextAt(notes.role, `${place}.annotations.role`),
    version: optionalTextAt(notes.version, `${place}.annotations.version`),
  };
}

/** Returns the descriptor to sign. */
export function dependencyFields({ name, uri, sha256, role, version }: Dependency): JsonFields {
  const annotations = { ...(role === null ? {} : { role }), ...(version === null ? {} : { version }) };
  return {
    ...(name === null ? {} : { name }),
    ...(uri === null ? {} : { uri }),
    ...(sha256 === null ? {} : { digest: { sha256 } }),
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  };
}
