import type { AccessScope, GuardPolicy, HoldMode } from '../../schema/index.ts';
import type { FingerprintOption } from '../fingerprint/live/fingerprint-options.ts';
import type { RolloutOption } from '../rollout/settings/rollout-options.ts';
import type { WatchOption } from '../watch/live/watch-options.ts';

/** A server of models. */
export interface UpstreamOption {
  /** Up to and including `/v1`; `toy` for the toy models that ship with zenbun. */
  readonly url: string;
  /** Where its key is: `env:NAME` or `file:PATH`. A key itself is refused: configurations are committed and shared. */
  readonly key?: string;
  /** The header of the key; `authorization` (as a bearer) unless given. */
  readonly keyHeader?: string;
  /** Seconds until the head of an answer, and between two pieces of it. */
  readonly timeout?: number;
  readonly idleTimeout?: number;
}

/** A model for clients. */
export interface ServedModelOption {
  /** Name of an upstream. May be left out where there is one only. */
  readonly upstream?: string;
  /** Its name there; the same unless given. */
  readonly model?: string;
  readonly guard?: GuardPolicy;
  readonly hold?: HoldMode;
  readonly stage?: string;
  /** Digest of the weights, for the log. */
  readonly digest?: string;
  /** Name of another of these models, which answers where this one declined. */
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

/** Where the public log is shipped to. */
export interface ServeShippingOption {
  /** `s3://bucket/prefix`: one for each log. */
  readonly to: string;
  /** URL of another server than Amazon's; AWS_ENDPOINT_URL unless given. */
  readonly endpoint?: string;
  /** AWS_REGION unless given. */
  readonly region?: string;
  /** Where the id of the key is, and the key: `env:NAME` or `file:PATH`. The AWS_ variables unless given. */
  readonly keyId?: string;
  readonly key?: string;
}

/** What gateways that serve the same models agree on, and where. */
interface ServeLeaseOption {
  /** `file`: gateways of one machine. `postgres`: gateways of many. */
  readonly driver: 'file' | 'postgres';
  /** Where the URL of PostgreSQL is: `env:NAME` or `file:PATH`, since it holds a password. */
  readonly url?: string;
  /** The folder that the gateways of one machine share. */
  readonly folder?: string;
}

/** Where the log is kept. */
export interface ServeLedgerOption {
  readonly folder?: string;
  /** Name of the log in checkpoints: a URL without its scheme. */
  readonly origin?: string;
  /** `best-effort`: requests are served although the log fails, and every response says so. */
  readonly mode?: 'required' | 'best-effort';
  readonly ship?: ServeShippingOption;
}

/** All settings of `zenbun serve`, as in `serve:` of zenbun.yaml. */
export interface ServeOptions {
  /** `127.0.0.1:8787` unless given. Beyond loopback, keys are needed. */
  readonly listen?: string;
  readonly upstreams?: Readonly<Record<string, UpstreamOption>>;
  readonly models?: Readonly<Record<string, ServedModelOption>>;
  /** Models that another replaces in stages, by the name that clients ask for. */
  readonly rollouts?: Readonly<Record<string, RolloutOption>>;
  readonly keys?: readonly ServeKeyOption[];
  readonly ledger?: ServeLedgerOption;
  /** Needed for rollouts where several gateways serve the same models. */
  readonly lease?: ServeLeaseOption;
  /** Whether answers still are as they were; nothing is watched unless given. */
  readonly watch?: WatchOption;
  /** Whether upstreams still are the models that were approved; nothing is checked unless given. */
  readonly fingerprint?: FingerprintOption;
  /** Paths that are passed on although nobody reads them, such as `/v1/embeddings`. */
  readonly unread?: readonly string[];
  /** Asked about answers whose release is in doubt (policy `judged`), and for the metric `judge` of rollouts; as `compare --judge` takes it. */
  readonly judge?: string;
  /** Whether the console is served under `/console/`; it is unless false. `runs`: folder whose results it shows. */
  readonly console?: boolean | { readonly runs?: string };
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly maxRequestBytes?: number;
  readonly maxAnswerChars?: number;
}
