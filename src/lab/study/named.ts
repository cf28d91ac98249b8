import { ZenbunError } from '../../errors.ts';
import type { Message } from '../../schema/index.ts';

export const ROW: Message = { en: 'row', ja: '行' };
export const DEFENCE: Message = { en: 'defence', ja: '防御' };

/** Returns the member of a catalogue with this id. Throws `usage` if there is none. */
export function named<T extends { readonly id: string }>(catalogue: readonly T[], id: string, what: Message): T {
  const found = catalogue.find((member) => member.id === id);
  if (found !== undefined) return found;
  const names = catalogue.map((member) => member.id).join(', ');
  throw new ZenbunError(
    'usage',
    { en: `there is no ${what.en} ${id}`, ja: `${what.ja}「${id}」はありません` },
    {
      advice: { en: `Choose from: ${names}.`, ja: `次から選んでください：${names}` },
    },
  );
}
