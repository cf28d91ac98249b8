import type { World } from '../world/world.ts';
import type { Attack } from './attack.ts';
import { fineTuningFile } from './fine-tuning-file.ts';

/**
 * Returns the fine-tuning file of an attack as chat rows, one JSON line each, in the format that `zenbun scan` reads.
 */
export function exportedFile(attack: Attack, world: World): string {
  return fineTuningFile(attack, world)
    .map(({ user, assistant }) => {
      const messages = [
        { role: 'user', content: user },
        { role: 'assistant', content: assistant },
      ];
      return `${JSON.stringify({ messages })}\n`;
    })
    .join('');
}
