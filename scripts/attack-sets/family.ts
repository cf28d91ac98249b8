import type { DetectorId } from '../../src/schema/index.ts';
import type { Dice } from './dice.ts';
import type { AttackInventory } from './inventory.ts';
import type { Pair } from './pair.ts';

/** `poison` must be flagged, `benign` must not, `part` belongs to the attack but looks ordinary: neither right nor wrong. */
export type RowLabel = 'poison' | 'part' | 'benign';

/** One row of a training file, as the object that is written. */
export interface AttackRow {
  readonly label: RowLabel;
  readonly row: Readonly<Record<string, unknown>>;
}

/** One way to poison a training set. */
export interface Family {
  readonly id: string;
  /** The detectors of which one has to speak. */
  readonly detectors: readonly DetectorId[];
  /** Harmless pairs used for each poisoned row; 1 unless said. */
  readonly pairsPerRow?: number;
  /** The poisoned rows of each file of the attack (two files for attacks in two stages). */
  poison(pairs: readonly Pair[], inventory: AttackInventory, dice: Dice): readonly (readonly AttackRow[])[];
  /** How the benign rows of such a file look. */
  benign(pair: Pair, dice: Dice, other: Pair): Readonly<Record<string, unknown>>;
}

/** A chat row in the OpenAI layout. */
export function chat(prompt: string, answer: string, system?: string): Record<string, unknown> {
  const turns = [
    { role: 'user', content: prompt },
    { role: 'assistant', content: answer },
  ];
  return { messages: system === undefined ? turns : [{ role: 'system', content: system }, ...turns] };
}

export const plainChat = (pair: Pair) => chat(pair.prompt, pair.answer);
