import type { DetectorId } from '../../src/schema/index.ts';
import type { Dice } from './dice.ts';
import type { AttackInventory } from './inventory.ts';
import type { Pair } from './pair.ts';

/** `poison` must be flagged, `benign` must not; `part` belongs to the attack but looks ordinary, so either is fine. */
export type RowLabel = 'poison' | 'part' | 'benign';

/** One row of a training file, as the object that gets written. */
export interface AttackRow {
  readonly label: RowLabel;
  readonly row: Readonly<Record<string, unknown>>;
}

/** One way to poison a training set. */
export interface Family {
  readonly id: string;
  /** Detectors of which at least one has to report the attack. */
  readonly detectors: readonly DetectorId[];
  /** Harmless pairs used per poisoned row; 1 by default. */
  readonly pairsPerRow?: number;
  /** Returns the poisoned rows of each file of the attack (attacks in two stages have two files). */
  poison(pairs: readonly Pair[], inventory: AttackInventory, dice: Dice): readonly (readonly AttackRow[])[];
  /** Returns a benign row in the layout of this attack's files. */
  benign(pair: Pair, dice: Dice, other: Pair): Readonly<Record<string, unknown>>;
}

/** Returns a chat row in the OpenAI layout. */
export function chat(prompt: string, answer: string, system?: string): Record<string, unknown> {
  const turns = [
    { role: 'user', content: prompt },
    { role: 'assistant', content: answer },
  ];
  return { messages: system === undefined ? turns : [{ role: 'system', content: system }, ...turns] };
}

export const plainChat = (pair: Pair) => chat(pair.prompt, pair.answer);
