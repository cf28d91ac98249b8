/** Draws members of a list (one at least) in random order; each once before any is drawn again. */
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
