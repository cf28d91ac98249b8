import { ZenbunError } from '../errors.ts';
import type { Model } from '../model/index.ts';
import { type Condition, PLAIN_CONDITION, type Probe } from '../schema/index.ts';
import { requestOf, type Sampling } from './question.ts';

/** What will be asked. */
export interface AskedOf {
  readonly probes: readonly Probe[];
  readonly conditions: readonly Condition[];
  readonly samples: number;
  readonly sampling: Sampling;
}

/**
 * Throws `usage` for recorded answers that hold none to anything that will be asked: a run with them would end undecided after
 * asking everything in vain. Says what is there and, by id, what was wanted; no text of a question.
 */
export function requireRecorded(models: readonly Model[], asked: AskedOf): void {
  const [example] = asked.probes;
  if (example === undefined) return;
  for (const { id, recorded } of models) {
    if (recorded === undefined || hasAny(recorded, asked)) continue;
    const known = asked.probes.find((probe) => recorded.hasId(probe.id));
    const wanted =
      known === undefined
        ? `asked is, for example, "${example.id}"`
        : `"${known.id}" is among them, but as the answer to another question than the one that is asked under this id`;
    throw new ZenbunError(
      'usage',
      `${id} answers none of the ${asked.probes.length} questions that are asked: it ${recorded.inventory}; ${wanted}`,
      {
        advice:
          'zenbun probes --out questions.jsonl writes what is asked, with ids; or name the probes that were answered with --probes.',
      },
    );
  }
}

function hasAny(recorded: NonNullable<Model['recorded']>, { probes, conditions, samples, sampling }: AskedOf): boolean {
  const nths = Array.from({ length: samples }, (_, nth) => nth);
  return probes.some((probe) =>
    (probe.set === 'core' ? conditions : [PLAIN_CONDITION]).some((condition) =>
      nths.some((nth) => recorded.has(requestOf({ probe, condition, nth }, sampling))),
    ),
  );
}
