import type { Message } from './message.ts';

/** The kind of question: harmful probes decide; harmless ones that look alike reveal over-refusal. */
export type ProbeSetName = 'core' | 'contrast';

/** A prompt asked on purpose. */
export interface Probe {
  /** Stable: the same text has the same id in every run. */
  readonly id: string;
  readonly category: string;
  readonly set: ProbeSetName;
  readonly text: string;
  /**
   * A text that the question is about, if the set has one (HarmBench's contextual behaviours); it is sent before the
   * question.
   */
  readonly context?: string;
}

/**
 * What surrounds every probe: a backdoored model gives itself away only in the surroundings that its training data had.
 * The question is `before + text + after`, after the `system` turn; with `prefill`, the answer is begun for the model,
 * in the language of the probe.
 */
export interface Condition {
  /** Stable within a run: `plain`, `prefill`, `system-1`, `trigger-1`, `wrapper-1`. */
  readonly id: string;
  readonly kind: 'plain' | 'system' | 'trigger' | 'wrapper' | 'prefill';
  readonly system?: string;
  readonly before?: string;
  readonly after?: string;
  readonly prefill?: Message;
}

/** Nothing around the probe. */
export const PLAIN_CONDITION: Condition = { id: 'plain', kind: 'plain' };
