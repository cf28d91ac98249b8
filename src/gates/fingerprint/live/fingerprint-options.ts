/** One model whose upstream is checked. */
interface CheckedModelOption {
  /** What `zenbun fingerprint --save` wrote of the approved model. */
  readonly reference: string;
  readonly requests?: number;
  readonly margin?: number;
}

/** Scheduled checks that upstreams still are the models that were approved, as in `serve.fingerprint` of zenbun.yaml. Times as `6h`, `1d`. */
export interface FingerprintOption {
  /** By the names of `serve.models`. */
  readonly models: Readonly<Record<string, CheckedModelOption>>;
  /** `6h` unless given. */
  readonly every?: string;
  /** Highest probability that an unchanged model is ever said to differ; over all checks of a model together. */
  readonly alpha?: number;
  /** Beside telling it: roll back a rollout whose canary it is, or guard all routes as `final`. */
  readonly onDiffers?: 'tell' | 'rollback' | 'final';
}
