/** Returns a function that draws members of a non-empty list in random order, each once before any is drawn again. */
export function drawWithoutReplacement<T>(list: readonly T[], random: () => number): () => T {
  let rest: T[] = [];
  return () => {
    if (rest.length === 0) rest = [...list];
    const at = Math.floor(random() * rest.length);
    const drawn = rest[at]!;
    rest[at] = rest.at(-1)!;
    rest.pop();
    return drawn;
  };
}
