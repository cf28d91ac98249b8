import { indexOf, isRecord, type JsonPath, type JsonRecord, listOf, withoutPaths } from '../json-value.ts';

/** An entry of `choices` with the number of its answer. */
export type ReadableEntry = JsonRecord & { readonly index: number };

/**
 * Returns the entries of a body or an event without anything unread. If one is removed, the others keep their numbers.
 */
export function readableEntries(json: JsonRecord, unread: readonly JsonPath[]): ReadableEntry[] {
  const kept = withoutPaths({ choices: listOf(json.choices).map(numbered) }, unread.filter(isOfEntry));
  return listOf((kept as JsonRecord).choices).filter((entry): entry is ReadableEntry => isRecord(entry));
}

function numbered(entry: unknown, position: number): unknown {
  return isRecord(entry) ? { ...entry, index: indexOf(entry.index, position) } : entry;
}

function isOfEntry(path: JsonPath): boolean {
  const isNumber = path.length === 3 && path[2] === 'index';
  return path[0] === 'choices' && path.length > 1 && !isNumber;
}
