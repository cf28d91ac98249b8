/**
 * The names of columns, each once: the second `answer` is `answer (2)`. An object would keep the last column of a name
 * and lose the others in silence; under names of their own they are read, or listed as unread.
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
