import { latchOf } from '../../src/gateway/guard/guard-policy.ts';
import { pointersAfter } from '../../src/gateway/guard/release.ts';
import type { Latch } from '../../src/gateway/index.ts';
import type { MeasuredCase } from './measured-case.ts';
import { runGuard } from './run-guard.ts';

/** Candidate values for the confidence that a refusal needs to latch. */
const CONFIDENCES = [0.5, 0.6, 0.7, 0.8, 0.9] as const;
/** In the bounded variant, nothing latches after more substance than this; UTF-16 code units. */
export const BOUND_CHARS = 120;
/** An answer that loses less than this counts as kept; characters other than white space. */
export const LOSS_CHARS = 120;

/** Effect of one value on a group of answers: the number that latch, and the number that lose text. */
export interface Effect {
  readonly latched: number;
  readonly lost: number;
}

/** Effects of one value on every group, without the bound (the guard itself) and with it (derived from the acts). */
export interface ConfidenceRow {
  readonly confidence: number;
  readonly free: readonly Effect[];
  readonly bounded: readonly Effect[];
}

/** Measures each value under `final`, on groups of answers. */
export const compareConfidences = (groups: readonly (readonly MeasuredCase[])[]): ConfidenceRow[] =>
  CONFIDENCES.map((confidence) => ({
    confidence,
    free: groups.map((group) =>
      effectOf(group, (own) => {
        const { latch, withheldChars } = runGuard(own, { policy: 'final', random: null, latchConfidence: confidence });
        return latch === null ? null : withheldChars;
      }),
    ),
    bounded: groups.map((group) => effectOf(group, (own) => lossWithBound(own, confidence))),
  }));

function effectOf(group: readonly MeasuredCase[], lossOf: (own: MeasuredCase) => number | null): Effect {
  const losses = group.map(lossOf).filter((loss) => loss !== null);
  return { latched: losses.length, lost: losses.filter((loss) => loss >= LOSS_CHARS).length };
}

/**
 * Returns the characters an answer would lose if nothing latched after `BOUND_CHARS` of substance; null if nothing
 * latches.
 */
function lossWithBound(own: MeasuredCase, confidence: number): number | null {
  const latch = latchWithBound(own, confidence);
  if (latch === null) return null;
  const rest = own.text.slice(latch.end);
  return visible(rest) - visible(pointersAfter(own.text, own.final.reading, latch.end, () => true));
}

function latchWithBound({ acts }: MeasuredCase, confidence: number): Latch | null {
  let substance = 0;
  for (const act of acts) {
    if (substance > BOUND_CHARS) return null;
    const latch = latchOf(act, confidence);
    if (latch !== null) return latch;
    if (act.act === 'substance') substance += act.end - act.start;
  }
  return null;
}

const visible = (text: string) => text.replace(/\s+/g, '').length;
