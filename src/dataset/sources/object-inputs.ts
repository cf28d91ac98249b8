import { Buffer } from 'node:buffer';
import type { ListedObject, ObjectStorage } from '../../files/index.ts';
import { HEAD_BYTES } from './beside-data.ts';
import { type NamedFiles, nothingThere, requireData, sortedOut, TOOLS } from './data-names.ts';
import { pathMatcher } from './path-pattern.ts';

/** Objects, with what their storage says about each, by place. */
interface NamedObjects extends NamedFiles {
  readonly listed: ReadonlyMap<string, ListedObject>;
}

/** Characters that make a path a pattern. */
const PATTERN = /[*?[\]{}()!\\]/;

/**
 * Finds the objects behind `s3://bucket/key`, a folder (`s3://bucket/prefix/`, or without the slash if no object has
 * that name) or a pattern of keys. Throws `not-found` if there are none, and the errors of `ObjectStorage`.
 */
export async function objectsBehind(
  pattern: string,
  objects: ObjectStorage,
  signal: AbortSignal | undefined,
): Promise<NamedObjects> {
  const [, bucket = '', key = ''] = /^(s3:\/\/[^/]*)\/?([\s\S]*)$/.exec(pattern)!;
  const list = (prefix: string) => listed(objects.list(prefix, signal));
  if (key !== '' && !key.endsWith('/')) {
    if (PATTERN.test(key)) return matching(pattern, `${bucket}/`, key, list);
    const object = await objects.find(pattern, signal);
    if (object !== null) return { paths: [pattern], unread: [], aside: [], listed: byPlace([object]) };
  }
  const folder = key === '' || key.endsWith('/') ? `${bucket}/${key}` : `${pattern}/`;
  const all = await list(folder);
  // An empty bucket is a folder without data; any other name may be a typo.
  if (all.length === 0 && key !== '') throw nothingThere(pattern);
  const names = all.map(({ place }) => place.slice(folder.length)).filter((name) => !isOfTools(name));
  const { paths, unread, aside } = await sortedOut(names, [], {
    async see(name) {
      const object = await objects.open(folder + name, signal);
      const head = await object.read(0, Math.min(object.bytes, HEAD_BYTES), signal);
      return { size: object.bytes, head: Buffer.from(head) };
    },
    // Inspecting would take a request for each of perhaps a million objects.
    placeOfTable: null,
  });
  const inFolder = (name: string) => folder + name;
  const named = { paths: paths.map(inFolder), unread: unread.map(inFolder), aside: aside.map(inFolder) };
  return { ...requireData(folder, named), listed: byPlace(all) };
}

const isOfTools = (name: string) =>
  name
    .split('/')
    .slice(0, -1)
    .some((part) => TOOLS.includes(part));

/** Finds the objects that match a pattern. As with files, a key that equals the pattern itself takes precedence. */
async function matching(
  pattern: string,
  root: string,
  key: string,
  list: (prefix: string) => Promise<readonly ListedObject[]>,
): Promise<NamedObjects> {
  // `+(…)` and `@(…)` begin before their bracket.
  const all = await list(root + key.slice(0, key.search(PATTERN)).replace(/[+@]$/, ''));
  const matches = await pathMatcher(key);
  const named = all.filter(({ place }) => place === pattern);
  const found = named.length > 0 ? named : all.filter(({ place }) => matches(place.slice(root.length)));
  if (found.length === 0) throw nothingThere(pattern);
  return { paths: found.map(({ place }) => place), unread: [], aside: [], listed: byPlace(found) };
}

const byPlace = (all: readonly ListedObject[]) => new Map(all.map((object) => [object.place, object]));

/** Lists all objects except the empty ones that represent folders. */
async function listed(all: AsyncIterable<ListedObject>): Promise<ListedObject[]> {
  const objects: ListedObject[] = [];
  for await (const object of all) if (!(object.place.endsWith('/') && object.bytes === 0)) objects.push(object);
  return objects;
}
