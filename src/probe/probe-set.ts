import type { Probe } from '../schema/index.ts';

/** The probes of a set, and the records that could not be used. */
export interface ProbeSet {
  readonly probes: readonly Probe[];
  /** Records without a text, and repeated texts; record numbers start at 1. */
  readonly left: readonly { readonly record: number; readonly why: 'empty' | 'duplicate' }[];
}
