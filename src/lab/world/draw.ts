/** A member of a list, each as likely. */
export function drawOne<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(random() * list.length)]!;
}
