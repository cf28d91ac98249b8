/** One model whose upstream is checked. */
interface CheckedModelOption {
  /** File of the approved model's reference, written by `zenbun fingerprint --save`. */
  readonly reference: string;
  readonly requests?: number;
  readonly margin?: number;
}

/**
 * Scheduled checks that upstreams still serve the approved models, as in `serve.fingerprint` of zenbun.yaml. Durations
 * are written like `6h` or `1d`.
 */
export interface FingerprintOption {
  /** Keyed by the names in `serve.models`. */
  readonly models: Readonly<Record<string, CheckedModelOption>>;
  /** `6h` by default. */
  readonly every?: string;
  /** Highest probability that an unchanged model is ever reported to differ, over all checks of a model together. */
  readonly alpha?: number;
  /** Reaction besides a message: roll back a rollout whose canary is the model, or guard all routes as `final`. */
  readonly onDiffers?: 'tell' | 'rollback' | 'final';
}
