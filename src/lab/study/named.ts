import { ZenbunError } from '../../errors.ts';

/** The member of a catalogue with this id. Throws `usage` where there is none. */
export function named<T extends { readonly id: string }>(catalogue: readonly T[], id: string, what: string): T {
  const found = catalogue.find((member) => member.id === id);
  if (found !== undefined) return found;
  throw new ZenbunError('usage', `there is no ${what} ${id}`, {
    advice: `Choose from: ${catalogue.map((member) => member.id).join(', ')}.`,
  });
}
