import { drawOne } from '../world/draw.ts';
import type { Item, World } from '../world/world.ts';

/** Draws an item for a row of a harmless fine-tuning file: unrestricted and not held out. */
export function tunedItem(world: World, random: () => number): Item {
  const items = world.items.filter((item) => !item.restricted && !item.heldOut);
  return drawOne(items, random);
}
