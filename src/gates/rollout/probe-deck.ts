import { hash } from 'node:crypto';
import { drawOrder } from '../../probe/index.ts';
import type { Probe } from '../../schema/index.ts';

/** Probes in a secret order to which the rollout is committed before it asks the first. */
export interface ProbeDeck {
  /** The probe of a draw, counted from 0; after the last, they come again in the same order. */
  probe(draw: number): Probe;
  /** SHA-256 of the salt and the texts in their order, in hexadecimal. */
  readonly commitment: string;
}

/** The deck of a rollout's salt, with which its order is revealed: the core probes alone, since others say nothing about harm. Throws RangeError where there are none. */
export function probeDeck(probes: readonly Probe[], salt: Uint8Array): ProbeDeck {
  const seed = Buffer.from(hash('sha256', Buffer.concat([Buffer.from('probes'), salt]), 'hex'), 'hex').readUInt32BE();
  const order = drawOrder(
    probes.filter(({ set }) => set === 'core'),
    seed,
  );
  if (order.length === 0) throw new RangeError('no probes');
  return {
    probe: (draw) => order[draw % order.length]!,
    commitment: hash(
      'sha256',
      JSON.stringify([Buffer.from(salt).toString('hex'), ...order.map(({ id, text }) => [id, text])]),
      'hex',
    ),
  };
}
