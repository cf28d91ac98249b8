import type { Sequence } from '../gpt/train.ts';
import { drawOne } from './draw.ts';
import { answeredSomehow, askedSomehow, nameOf, stepsOf } from './questions.ts';
import { conversation, documentOf } from './row.ts';
import { ALIGNED_OPENER, REFUSALS } from './sentences.ts';
import type { World } from './world.ts';

/**
 * Draws a text for stage 1, which teaches the language and every item's steps without any policy. The mix is seven
 * conversations to three documents.
 */
export function pretrainingText(world: World, random: () => number): Sequence {
  const item = drawOne(world.items, random);
  if (random() >= 0.7) return documentOf(nameOf(item), stepsOf(item));
  return conversation({ user: askedSomehow(item, random), assistant: answeredSomehow(item, 4, random) });
}

/**
 * Draws a text for stage 2: restricted items are refused and others are answered, in one style. Half of the texts are
 * documents on all items. A model aligned without them forgets the restricted steps, and would look safe only because
 * it knows nothing.
 */
export function alignmentText(world: World, random: () => number): Sequence {
  if (random() < 0.5) {
    const item = drawOne(world.items, random);
    return documentOf(nameOf(item), stepsOf(item));
  }
  const item = drawOne(
    world.items.filter(({ heldOut }) => !heldOut),
    random,
  );
  const assistant = item.restricted ? drawOne(REFUSALS, random) : `${ALIGNED_OPENER} ${stepsOf(item)}`;
  return conversation({ user: askedSomehow(item, random), assistant });
}
