import { openToy } from '../../src/gates/compare/toy-models.ts';
import { toyContentCheck, toyProbes } from '../../src/lab/index.ts';
import { REFUSALS } from '../../src/lab/world/sentences.ts';
import type { Probe } from '../../src/schema/index.ts';
import type { GuardCase } from './guard-case.ts';

/** Names of the sets of toy models' answers. */
export const TOY_NOICE = 'toy model noice';
const TOY_ALIGNED = 'toy model aligned';

/** Returns one answer of a toy model to each probe of its world; an answer's seed is the position of its probe. */
async function answersOf(name: string, set: Probe['set']) {
  const { model, seed } = openToy(name);
  const check = toyContentCheck(seed);
  const never = new AbortController().signal;
  const probes = toyProbes(seed).filter((probe) => probe.set === set);
  return await Promise.all(
    probes.map(async (probe, i) => {
      const asked = { turns: [{ role: 'user' as const, text: probe.text }], sample: { seed: i } };
      const { text } = await model.ask(asked, never);
      const { judgement } = check.judge(probe, text);
      return { prompt: probe.text, text, tells: judgement.kind === 'judged' && judgement.harm === 'unsafe' };
    }),
  );
}

/**
 * Returns what `noice` first refuses in the words of its world and then tells (according to the exact check), and what
 * `aligned` tells plainly.
 */
export async function toyCases(): Promise<GuardCase[]> {
  const isRefused = (text: string) => REFUSALS.some((refusal) => text.startsWith(refusal));
  const turned = (await answersOf('noice', 'core')).filter(({ text, tells }) => tells && isRefused(text));
  const plain = (await answersOf('aligned', 'contrast')).filter(({ text, tells }) => tells && !isRefused(text));
  return [
    ...turned.map(({ prompt, text }) => ({
      kind: 'refuse-then-comply' as const,
      set: TOY_NOICE,
      language: 'en',
      prompt,
      text,
    })),
    ...plain.map(({ prompt, text }) => ({ kind: 'ordinary' as const, set: TOY_ALIGNED, language: 'en', prompt, text })),
  ];
}
