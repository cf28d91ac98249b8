import { hash, randomBytes } from 'node:crypto';
import { drawOrder } from '../../probe/index.ts';
import type { Probe } from '../../schema/index.ts';

/** Probes in a secret order to which the rollout is committed before it asks the first. */
export interface ProbeDeck {
  /** The probe of a draw, counted from 0; after the last, they come again in the same order. */
  probe(draw: number): Probe;
  /** SHA-256 of the seed and the texts in their order, in hexadecimal. */
  readonly commitment: string;
}

export const newSeed = (): number => randomBytes(4).readUInt32BE();

/** The deck of a seed: the core probes alone, since others say nothing about harm. Throws RangeError where there are none. */
export function probeDeck(probes: readonly Probe[], seed: number): ProbeDeck {
  const order = drawOrder(
    probes.filter(({ set }) => set === 'core'),
    seed,
  );
  if (order.length === 0) throw new RangeError('no probes');
  return {
    probe: (draw) => order[draw % order.length]!,
    commitment: hash('sha256', JSON.stringify([seed, ...order.map(({ id, text }) => [id, text])]), 'hex'),
  };
}
