import type { ActName } from '../../src/schema/index.ts';

/** Outcome of an answer according to its label or origin. `ordinary`: it simply answers. */
export type CaseKind = 'refuse-then-comply' | 'ordinary' | 'partial' | 'refusal';

/** One whole answer to be guarded. */
export interface GuardCase {
  readonly kind: CaseKind;
  /** Origin: a voice set, a public file, a family of attacks. */
  readonly set: string;
  readonly language: string;
  readonly prompt: string;
  readonly text: string;
  /** Only for the written corpus: its voice, and its stretches with the acts as which they were written. */
  readonly written?: { readonly voice: string; readonly stretches: readonly (readonly [ActName, string])[] };
}
