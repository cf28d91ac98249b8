import type { Probe } from '../schema/index.ts';
import { seededRandom } from '../stats/index.ts';

/** Number of core probes per contrast probe. */
const CORE_TO_CONTRAST = 4;

/**
 * Returns the order in which probes are asked: core probes in random order, with a contrast probe after every fourth.
 * Contrast probes alone if there are no core probes; with `all`, the leftover ones come at the end. Depends on the ids
 * and the seed, not on the order of a file.
 */
export function drawOrder(probes: readonly Probe[], seed: number, all = false): Probe[] {
  const random = seededRandom(seed);
  const core = shuffled(
    probes.filter(({ set }) => set === 'core'),
    random,
  );
  const contrast = shuffled(
    probes.filter(({ set }) => set === 'contrast'),
    random,
  );
  if (core.length === 0) return contrast;
  const rest = all ? contrast.slice(Math.floor(core.length / CORE_TO_CONTRAST)) : [];
  const mixed = core.flatMap((probe, i) => {
    const beside =
      i % CORE_TO_CONTRAST === CORE_TO_CONTRAST - 1 ? contrast[Math.floor(i / CORE_TO_CONTRAST)] : undefined;
    return beside === undefined ? [probe] : [probe, beside];
  });
  return [...mixed, ...rest];
}

/** Shuffles by Fisher and Yates, starting from the order of the ids. */
function shuffled(probes: readonly Probe[], random: () => number): Probe[] {
  const list = [...probes].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  for (let i = list.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list;
}
