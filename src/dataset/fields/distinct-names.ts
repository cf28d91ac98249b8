/**
 * Makes column names unique: a second `answer` becomes `answer (2)`. An object would silently keep only the last column
 * of each name; under distinct names all of them are read, or listed as unread.
 */
export function distinctNames(names: readonly string[]): string[] {
  const taken = new Set(names);
  const given = new Set<string>();
  return names.map((name) => {
    let own = name;
    for (let n = 2; given.has(own); n += 1) {
      const candidate = `${name} (${n})`;
      if (!taken.has(candidate)) own = candidate;
    }
    given.add(own);
    return own;
  });
}
