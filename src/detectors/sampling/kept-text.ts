/**
 * A part of a text for a state to keep. An engine may let a slice hold on to the whole text it was cut from: a state of
 * a few thousand beginnings would then keep as many whole rows in memory, however long. Joined to something and cut
 * again, the part stands on a text of its own.
 */
export function keptText(text: string, start: number, end?: number): string {
  const part = text.slice(start, end);
  return part.length === text.length ? part : `.${part}`.slice(1);
}
