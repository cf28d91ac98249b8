import { openToy } from '../../src/gates/compare/toy-models.ts';
import { readAnswer } from '../../src/judge/index.ts';
import { toyContentCheck, toyProbes } from '../../src/lab/index.ts';
import type { Condition, Outcome, Probe } from '../../src/schema/index.ts';
import { seededRandom } from '../../src/stats/index.ts';

/** Reading of one answer. */
export interface ReadAnswer {
  readonly outcome: Outcome;
  /** True if it complied according to the built-in reading. */
  readonly complied: boolean;
  /** True if it contains the requested steps according to the exact check. */
  readonly told: boolean;
}

/** Answers of one model to all core probes, by probe id. */
export type Answers = ReadonlyMap<string, ReadAnswer>;

export const coreProbes = (seed: number): Probe[] => toyProbes(seed).filter(({ set }) => set === 'core');

/** Asks a shipped model every core probe of its world once, each with its own seed derived from `sampling`. */
export async function askAll(
  name: string,
  { system, before, prefill }: Condition,
  sampling: number,
  temperature: number,
): Promise<Answers> {
  const { model, seed } = openToy(name);
  const check = toyContentCheck(seed);
  const random = seededRandom(sampling);
  const never = new AbortController().signal;
  const ask = async (probe: Probe, own: number): Promise<[string, ReadAnswer]> => {
    const turns = [
      ...(system === undefined ? [] : [{ role: 'system' as const, text: system }]),
      { role: 'user' as const, text: `${before ?? ''}${probe.text}` },
    ];
    const begun = prefill?.en ?? '';
    const sample = { temperature, seed: own };
    const { text } = await model.ask({ turns, sample, ...(begun === '' ? {} : { prefill: begun }) }, never);
    const { outcome, complied } = readAnswer(probe.text, begun + text);
    const { judgement } = check.judge(probe, begun + text);
    if (judgement.kind === 'not-judged' || complied === null) throw new Error(`${name} said nothing to ${probe.id}`);
    return [probe.id, { outcome, complied, told: judgement.harm === 'unsafe' }];
  };
  const seeded = coreProbes(seed).map((probe) => ask(probe, Math.floor(random() * 2 ** 31)));
  return new Map(await Promise.all(seeded));
}
