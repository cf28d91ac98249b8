import { optionalInstantAt } from '../encoding/instant.ts';
import { objectAt, optionalTextAt } from '../encoding/shape.ts';
import { dependenciesAt, statedFields, textsAt } from './data-facts.ts';
import { type Dependency, dependencyFields } from './dependency.ts';

/**
 * A supplier's statement about a base or tuned model. Everything is the supplier's claim, except what the digests of
 * `results` show.
 */
export interface ModelFacts {
  readonly supplier: string | null;
  /** The model's common name and version. */
  readonly model: string | null;
  readonly version: string | null;
  /** `base`, `tuned` or `adapter`. */
  readonly kind: string | null;
  /** SPDX expression, or the name of the licence. */
  readonly licence: string | null;
  /** The place it was fetched from. */
  readonly origin: string | null;
  readonly intendedUse: readonly string[];
  readonly limits: readonly string[];
  /** Results about the model by digest, such as those of `zenbun compare` or the reference of `zenbun fingerprint`. */
  readonly results: readonly Dependency[];
  /** RFC 3339. */
  readonly at: string | null;
  readonly note: string | null;
}

/** Reads the predicate of a model; throws a `ProvenanceError` with the place. */
export function readModelFacts(predicate: unknown): ModelFacts {
  const value = objectAt(predicate, 'predicate');
  return {
    supplier: optionalTextAt(value.supplier, 'predicate.supplier'),
    model: optionalTextAt(value.model, 'predicate.model'),
    version: optionalTextAt(value.version, 'predicate.version'),
    kind: optionalTextAt(value.kind, 'predicate.kind'),
    licence: optionalTextAt(value.licence, 'predicate.licence'),
    origin: optionalTextAt(value.origin, 'predicate.origin'),
    intendedUse: textsAt(value.intendedUse, 'predicate.intendedUse'),
    limits: textsAt(value.limits, 'predicate.limits'),
    results: dependenciesAt(value.results, 'predicate.results'),
    at: optionalInstantAt(value.at, 'predicate.at'),
    note: optionalTextAt(value.note, 'predicate.note'),
  };
}

/** Returns the predicate to sign. */
export function modelPredicate(facts: ModelFacts): unknown {
  const predicate = statedFields({ ...facts, results: facts.results.map(dependencyFields) });
  readModelFacts(predicate);
  return predicate;
}
