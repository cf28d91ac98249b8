import { optionalInstantAt } from '../encoding/instant.ts';
import {
  arrayAt,
  isObject,
  type JsonFields,
  objectAt,
  optionalCountAt,
  optionalTextAt,
  textAt,
} from '../encoding/shape.ts';
import { type Dependency, dependencyAt, dependencyFields } from './dependency.ts';

/** A supplier's statement about data. Everything is the supplier's claim, except what the digests of `results` show. */
export interface DataFacts {
  /** The supplier of the data. */
  readonly supplier: string | null;
  /** SPDX expression, or the name of the licence. */
  readonly licence: string | null;
  /** The sources of the data: addresses, or how they were collected. */
  readonly origin: readonly string[];
  readonly rows: number | null;
  /** BCP 47. */
  readonly languages: readonly string[];
  /** Whether the data contain personal data: `none`, `removed`, `present`, `unknown`. */
  readonly personalData: string | null;
  /** Results about the data by digest, such as those of `zenbun scan`. */
  readonly results: readonly Dependency[];
  /** RFC 3339. */
  readonly at: string | null;
  readonly note: string | null;
}

/** Returns the texts of a list; none if it is absent. */
export function textsAt(value: unknown, place: string): readonly string[] {
  if ((value ?? null) === null) return [];
  return arrayAt(value, place).map((each, i) => textAt(each, `${place}[${i}]`));
}

/** Returns files or folders named by digest; none if the list is absent. */
export function dependenciesAt(value: unknown, place: string): readonly Dependency[] {
  if ((value ?? null) === null) return [];
  return arrayAt(value, place).map((each, i) => dependencyAt(each, `${place}[${i}]`));
}

/** Returns the fields without those that are null or empty. */
export function statedFields(fields: JsonFields): JsonFields {
  const isStated = (value: unknown) =>
    value !== null &&
    !(Array.isArray(value) && value.length === 0) &&
    !(isObject(value) && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => isStated(value)));
}

/** Reads the predicate of data; throws a `ProvenanceError` with the place. */
export function readDataFacts(predicate: unknown): DataFacts {
  const value = objectAt(predicate, 'predicate');
  return {
    supplier: optionalTextAt(value.supplier, 'predicate.supplier'),
    licence: optionalTextAt(value.licence, 'predicate.licence'),
    origin: textsAt(value.origin, 'predicate.origin'),
    rows: optionalCountAt(value.rows, 'predicate.rows'),
    languages: textsAt(value.languages, 'predicate.languages'),
    personalData: optionalTextAt(value.personalData, 'predicate.personalData'),
    results: dependenciesAt(value.results, 'predicate.results'),
    at: optionalInstantAt(value.at, 'predicate.at'),
    note: optionalTextAt(value.note, 'predicate.note'),
  };
}

/** Returns the predicate to sign. */
export function dataPredicate(facts: DataFacts): unknown {
  const predicate = statedFields({ ...facts, results: facts.results.map(dependencyFields) });
  readDataFacts(predicate);
  return predicate;
}
