/**
 * Returns a part of a text for a state to keep. An engine may let a slice hold on to the whole text it was cut from, so
 * that a state of a few thousand beginnings would keep as many whole rows in memory, however long. Joining the part to
 * something and cutting it again gives it a text of its own.
 */
export function keptText(text: string, start: number, end?: number): string {
  const part = text.slice(start, end);
  return part.length === text.length ? part : `.${part}`.slice(1);
}
