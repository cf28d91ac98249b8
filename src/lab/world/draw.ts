/** Draws a member of a list, uniformly. */
export function drawOne<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(random() * list.length)]!;
}
