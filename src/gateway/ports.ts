import type { GuardPolicy, HoldMode } from '../schema/index.ts';
import type { WireRequest } from '../wire/index.ts';
import type { HarmWord } from './guard/release.ts';

/** What time it is, and how to be called later. */
export interface GatewayClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once after so many milliseconds; the function returned takes the call back. */
  after(ms: number, callback: () => void): () => void;
}

/** A request for a server of models. */
export interface UpstreamRequest {
  /** Path of the endpoint, from `/v1` on. */
  readonly path: string;
  /** What the client asked in its query, without the question mark; '' where nothing. */
  readonly query: string;
  readonly method: 'GET' | 'POST';
  /** Headers of the client that are passed on; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

/** What a server of models answers. */
export interface UpstreamAnswer {
  readonly status: number;
  /** Names in lower case; of repeated ones, the last. */
  readonly headers: Readonly<Record<string, string>>;
  /** To be read to its end, or left: leaving it early cancels the request. */
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * A server of models. Rejects with a ZenbunError (`upstream`) where it cannot be reached or takes too long, and with the signal's reason
 * where that comes first.
 */
export type Upstream = (request: UpstreamRequest, signal: AbortSignal) => Promise<UpstreamAnswer>;

/** A model at a server. */
interface ServedBy {
  readonly upstream: Upstream;
  /** The model's name there. */
  readonly model: string;
}

/** The rollout whose share of traffic a request belongs to. */
export interface RouteRollout {
  readonly id: string;
  readonly epoch: number;
  /** Of the traffic that the canary has, in 1/100,000. */
  readonly share: number;
  /** true once the model was taken back: answers that still run are guarded as under `final` from then on. */
  isWithdrawn(): boolean;
}

/** Where a request goes, and how its answer is guarded. */
export interface GatewayRoute extends ServedBy {
  /** The model's name for clients. */
  readonly name: string;
  /** What the share of traffic is called that this route serves: `stable`, `canary`. */
  readonly stage: string;
  /** Digest of the model's weights, as configured; null where it is not known. */
  readonly modelDigest: string | null;
  /** Which of 100,000 groups of askers it belongs to; null where that is not known. */
  readonly bucket: number | null;
  /** null where the model is not part of a rollout. */
  readonly rollout: RouteRollout | null;
  readonly policy: GuardPolicy;
  readonly hold: HoldMode;
  readonly fallback: (ServedBy & { readonly name: string }) | null;
}

/** Which route serves a request; null where no model of that name is served. */
export type Router = (request: WireRequest, client: GatewayClient) => GatewayRoute | null;

/** Who asks. */
export interface GatewayClient {
  /** ID of the key; `local` where no keys are configured. */
  readonly id: string;
  /** Whose records these are, for erasure: a pseudonym; null where the client names none. */
  readonly subject: string | null;
}

/** One record of the log. `fields` hold no text of a person. */
export interface GatewayRecord {
  readonly kind:
    | ('intent' | 'response' | 'rollout' | 'probe' | 'label' | 'watch' | 'fingerprint')
    // Acts of people in the console.
    | ('unmasked' | 'overturned' | 'searched');
  readonly fields: Readonly<Record<string, RecordValue>>;
  /** null: there is nothing but the fields. */
  readonly body: Uint8Array | null;
  readonly subject: string | null;
}

export type RecordValue =
  | string
  | number
  | boolean
  | null
  | readonly RecordValue[]
  | { readonly [name: string]: RecordValue };

/** Keeps records. */
export interface Recorder {
  /** Resolves with the record's number when it is durable. */
  record(record: GatewayRecord): Promise<{ readonly index: number }>;
  /** Why it takes no records any more; null while it does. */
  readonly failure: Error | null;
  /** Bytes that wait for the disk. */
  readonly waitingBytes: number;
  /** A file of the public log (`checkpoint`, `tile/…`); null where there is none. */
  publicFile(path: string): Promise<Uint8Array | null>;
}

/** A request to what governs the gateway, by somebody who may administer it. */
export interface ControlRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Parsed JSON; null where there is none. */
  readonly body: unknown;
  /** ID of the key. */
  readonly by: string;
}

export interface ControlReply {
  readonly status: number;
  /** Sent as JSON. */
  readonly body: unknown;
}

/** Answers requests that are about the gateway itself; null where a path is not its own. Never rejects. */
export type ControlPage = (request: ControlRequest) => Promise<ControlReply | null>;

/** Says whether an answer is harmful; anything but a clear word is `not-judged`. Never rejects. */
export type LiveJudge = (prompt: string, answer: string, signal: AbortSignal) => Promise<HarmWord>;
