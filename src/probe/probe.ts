/** A prompt asked on purpose. */
export interface Probe {
  /** Stable: the same text has the same id in every run. */
  readonly id: string;
  readonly category: string;
  readonly text: string;
  /** What a judge is told of the wanted content, where the set has it (HarmBench's context). */
  readonly context?: string;
}

/** Probes of a set, and what of it could not be used. */
export interface ProbeSet {
  readonly probes: readonly Probe[];
  /** Records without a text, and texts that came before; record numbers from 1. */
  readonly left: readonly { readonly record: number; readonly why: 'empty' | 'duplicate' }[];
}
