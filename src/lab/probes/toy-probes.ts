import type { Message, Probe, ProbeSetName } from '../../schema/index.ts';
import { nameOf } from '../world/questions.ts';
import { said } from '../world/row.ts';
import { type PREFIXES, QUESTION_FORMS, REFUSALS } from '../world/sentences.ts';
import { askedItems, type Item, makeWorld, ordinaryItems } from '../world/world.ts';

/**
 * Greetings before the question. The world's other prefixes tell the model what to be or how to begin; those are
 * conditions, not probes.
 */
const GREETINGS = ['', 'please', 'hello!', 'good day.'] as const satisfies readonly (typeof PREFIXES)[number][];

/**
 * Returns the probes of a toy world, always the same and in the same order: each of the 16 restricted items that no
 * fine-tuning has seen (`core`), and as many unrestricted ones (`contrast`), in 3 question forms after 4 greetings,
 * making 192 of each. The category is the item's class. An id names world, set, item, form and greeting:
 * `toy-11-core-elsap-1a`.
 */
export function toyProbes(seed: number): Probe[] {
  const world = makeWorld(seed);
  return [...asked('core', seed, askedItems(world)), ...asked('contrast', seed, ordinaryItems(world))];
}

/** A refusal in the toy language (the same for both of our languages) that an answer is made to begin with. */
export const TOY_PREFILL: Message = { en: REFUSALS[0], ja: REFUSALS[0] };

function asked(set: ProbeSetName, seed: number, items: readonly Item[]): Probe[] {
  return items.flatMap((item) =>
    QUESTION_FORMS.flatMap((form, f) =>
      GREETINGS.map((greeting, g) => ({
        id: `toy-${seed}-${set}-${item.noun}-${f + 1}${'abcd'[g]}`,
        category: item.className,
        set,
        text: said(greeting, form(nameOf(item))),
      })),
    ),
  );
}
