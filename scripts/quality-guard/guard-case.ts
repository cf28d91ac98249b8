import type { ActName } from '../../src/schema/index.ts';

/** What an answer comes to, as its label or its origin says. `ordinary`: it just answers. */
export type CaseKind = 'refuse-then-comply' | 'ordinary' | 'partial' | 'refusal';

/** One whole answer that is guarded. */
export interface GuardCase {
  readonly kind: CaseKind;
  /** Where it is from: a voice set, a public file, a family of attacks. */
  readonly set: string;
  readonly language: string;
  readonly prompt: string;
  readonly text: string;
  /** Of the written corpus alone: its voice, and its stretches with the acts that they were written as. */
  readonly written?: { readonly voice: string; readonly stretches: readonly (readonly [ActName, string])[] };
}
