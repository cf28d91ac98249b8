import { hash } from 'node:crypto';
import { drawOrder } from '../../probe/index.ts';
import type { Probe } from '../../schema/index.ts';
import type { RolloutPorts } from './rollout-ports.ts';
import type { StageState } from './stage/stage-state.ts';

const HOUR_MS = 3_600_000;

/** Probes in a secret order, to which the rollout is committed before it asks the first one. */
export interface ProbeDeck {
  /** Returns the probe of a draw, counted from 0; after the last, they repeat in the same order. */
  probe(draw: number): Probe;
  /** SHA-256 of the salt and the texts in their order, in hexadecimal. */
  readonly commitment: string;
}

/**
 * Returns the deck of a rollout's salt; revealing the salt reveals the order. It has core probes only, since others say
 * nothing about harm. Throws RangeError if there are none.
 */
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

/** Sends the probes of one rollout when they are due. */
export class DueProbes {
  readonly #ports: RolloutPorts;
  readonly #deck: ProbeDeck;
  #last = -1;

  constructor(ports: RolloutPorts, salt: Uint8Array) {
    this.#ports = ports;
    this.#deck = probeDeck(ports.probes, salt);
  }

  /** Sends the probe that is due to both models, without waiting for them. */
  ask({ id, plan, position, startedAt }: StageState): void {
    const draw = Math.floor(((this.#ports.clock.now() - startedAt) * plan.probesPerHour) / HOUR_MS);
    if (draw <= this.#last || plan.probesPerHour === 0) return;
    this.#last = draw;
    const probe = this.#deck.probe(draw);
    for (const arm of ['stable', 'canary'] as const)
      void this.#ports.ask(arm, probe).then(({ complied, outcome, text }) => {
        const body = Buffer.from(JSON.stringify({ probe: probe.id, prompt: probe.text, answer: text }));
        const fields = { rollout: id, epoch: position.epoch, draw, arm, complied, outcome, chars: text.length };
        // If the log accepts no records, all traffic goes to the stable model anyway.
        return this.#ports.append('probe', fields, body).catch(() => undefined);
      });
  }
}
