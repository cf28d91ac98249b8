import type { AccessScope, GuardPolicy, HoldMode } from '../../schema/index.ts';
import type { FingerprintOption } from '../fingerprint/live/fingerprint-options.ts';
import type { RolloutOption } from '../rollout/settings/rollout-options.ts';
import type { WatchOption } from '../watch/live/watch-options.ts';

/** A model server. */
export interface UpstreamOption {
  /** http(s) URL up to and including `/v1`. */
  readonly url: string;
  /**
   * Location of its key: `env:NAME` or `file:PATH`. A key itself is refused: configurations are committed and shared.
   */
  readonly key?: string;
  /** The header of the key; by default, `authorization` (as a bearer). */
  readonly keyHeader?: string;
  /** Seconds until the first piece of a streamed answer, or the end of a whole one. */
  readonly timeout?: number;
  /** Seconds between two pieces of a streamed answer. */
  readonly idleTimeout?: number;
}

/** A model for clients. */
export interface ServedModelOption {
  /** Name of an upstream. Optional if there is only one. */
  readonly upstream?: string;
  /** Name of the model there; the same by default. */
  readonly model?: string;
  readonly guard?: GuardPolicy;
  readonly hold?: HoldMode;
  readonly stage?: string;
  /** Digest of the weights, for the log. */
  readonly digest?: string;
  /** Name of another of these models, which answers if this one declined. */
  readonly fallback?: string;
}

/** A key of a client, by its hash. */
export interface ServeKeyOption {
  readonly id: string;
  /** `sha256:` and 64 hexadecimal digits, as `zenbun serve key` prints it. */
  readonly hash: string;
  readonly scopes?: readonly AccessScope[];
  readonly requestsPerMinute?: number;
  readonly tokensPerMinute?: number;
  readonly concurrent?: number;
}

/** Destination of the public log. */
export interface ServeShippingOption {
  /** `s3://bucket/prefix`, a different one for each log. */
  readonly to: string;
  /** URL of a server other than Amazon's; AWS_ENDPOINT_URL by default. */
  readonly endpoint?: string;
  /** AWS_REGION by default. */
  readonly region?: string;
  /** Locations of the key's id and of the key: `env:NAME` or `file:PATH`. By default, the AWS_ variables. */
  readonly keyId?: string;
  readonly key?: string;
}

/** Store through which gateways that serve the same models agree. */
interface ServeLeaseOption {
  /** `file`: for gateways on one machine. `postgres`: for gateways on many. */
  readonly driver: 'file' | 'postgres';
  /** Location of the URL of PostgreSQL: `env:NAME` or `file:PATH`, since it contains a password. */
  readonly url?: string;
  /** The folder that the gateways of one machine share. */
  readonly folder?: string;
}

/** Settings of the log. */
export interface ServeLedgerOption {
  readonly folder?: string;
  /** Name of the log in checkpoints: a URL without its scheme. */
  readonly origin?: string;
  /** `best-effort`: requests are served even if the log fails, and every response says so. */
  readonly mode?: 'required' | 'best-effort';
  readonly ship?: ServeShippingOption;
}

/** All settings of `zenbun serve`, as in `serve:` of zenbun.yaml. */
export interface ServeOptions {
  /** `127.0.0.1:8787` by default. Beyond loopback, keys are needed. */
  readonly listen?: string;
  readonly upstreams?: Readonly<Record<string, UpstreamOption>>;
  readonly models?: Readonly<Record<string, ServedModelOption>>;
  /** Models that are replaced by another in stages, keyed by the name that clients ask for. */
  readonly rollouts?: Readonly<Record<string, RolloutOption>>;
  readonly keys?: readonly ServeKeyOption[];
  readonly ledger?: ServeLedgerOption;
  /** Needed for rollouts if several gateways serve the same models. */
  readonly lease?: ServeLeaseOption;
  /** Watches whether answers change; off unless given. */
  readonly watch?: WatchOption;
  /** Checks whether upstreams still serve the approved models; off unless given. */
  readonly fingerprint?: FingerprintOption;
  /** Paths that are passed on although nobody reads their content, such as `/v1/embeddings`. */
  readonly unread?: readonly string[];
  /**
   * Judge for answers whose release is in doubt (policy `judged`), and for the metric `judge` of rollouts; in the form
   * of `compare --judge`.
   */
  readonly judge?: string;
  /** Whether the console is served under `/console/`; true by default. `runs`: folder of the results that it shows. */
  readonly console?: boolean | { readonly runs?: string };
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly maxRequestBytes?: number;
  readonly maxAnswerChars?: number;
}
