import type { GuardPolicy, HoldMode } from '../schema/index.ts';
import type { WireRequest } from '../wire/index.ts';
import type { HarmWord } from './guard/release.ts';

/** Tells the time and schedules callbacks. */
export interface GatewayClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once after `ms` milliseconds; the returned function cancels it. */
  after(ms: number, callback: () => void): () => void;
}

/** A request to a model server. */
export interface UpstreamRequest {
  /** Path of the endpoint, starting with `/v1`. */
  readonly path: string;
  /** Query of the client, without the question mark; '' if none. */
  readonly query: string;
  readonly method: 'GET' | 'POST';
  /** Client headers that are passed on; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

/** Answer of a model server. */
export interface UpstreamAnswer {
  readonly status: number;
  /** Names in lower case; if a header is repeated, the last one. */
  readonly headers: Readonly<Record<string, string>>;
  /** Must be read to its end, or left: leaving it early cancels the request. */
  readonly body: AsyncIterable<Uint8Array>;
  /** How long the answer is waited for, in milliseconds; no limits if absent. */
  readonly bounds?: {
    /** From the request to the first piece of a streamed answer, or to the end of a whole one. */
    readonly firstMs: number;
    /** Between two pieces of a streamed answer. */
    readonly idleMs: number;
  };
}

/**
 * A model server. Rejects with a ZenbunError (`upstream`) if it cannot be reached or takes too long, and with the
 * signal's reason if that comes first.
 */
export type Upstream = (request: UpstreamRequest, signal: AbortSignal) => Promise<UpstreamAnswer>;

/** A model on a server. */
interface ServedBy {
  readonly upstream: Upstream;
  /** Name of the model there. */
  readonly model: string;
}

/** The rollout to whose share of traffic a request belongs. */
export interface RouteRollout {
  readonly id: string;
  readonly epoch: number;
  /** Share of the traffic that goes to the canary, in 1/100,000. */
  readonly share: number;
  /** True once the model was withdrawn; answers still running are then guarded as under `final`. */
  isWithdrawn(): boolean;
}

/** Destination of a request, and how its answer is guarded. */
export interface GatewayRoute extends ServedBy {
  /** Name of the model for clients. */
  readonly name: string;
  /** Name of the share of traffic that this route serves: `stable`, `canary`. */
  readonly stage: string;
  /** Digest of the model's weights, as configured; null if unknown. */
  readonly modelDigest: string | null;
  /** The one of 100,000 groups of askers that it belongs to; null if unknown. */
  readonly bucket: number | null;
  /** null if the model is not part of a rollout. */
  readonly rollout: RouteRollout | null;
  readonly policy: GuardPolicy;
  readonly hold: HoldMode;
  readonly fallback: (ServedBy & { readonly name: string }) | null;
}

/** Returns the route that serves a request, or null if no model of that name is served. */
export type Router = (request: WireRequest, client: GatewayClient) => GatewayRoute | null;

/** The client that sent a request. */
export interface GatewayClient {
  /** ID of the key; `local` if no keys are configured. */
  readonly id: string;
  /** Pseudonym of the person whose records these are, for erasure; null if the client names none. */
  readonly subject: string | null;
}

/** One record of the log. `fields` hold no personal text. */
export interface GatewayRecord {
  readonly kind:
    | ('intent' | 'response' | 'rollout' | 'probe' | 'label' | 'watch' | 'fingerprint')
    // Acts of people in the console.
    | ('unmasked' | 'overturned' | 'searched');
  readonly fields: Readonly<Record<string, RecordValue>>;
  /** null if there is nothing but the fields. */
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

/** Stores records. */
export interface Recorder {
  /** Resolves with the record's number once it is durable. */
  record(record: GatewayRecord): Promise<{ readonly index: number }>;
  /** Reason why no more records are taken; null while they are. */
  readonly failure: Error | null;
  /** Number of bytes waiting for the disk. */
  readonly waitingBytes: number;
  /** Returns a file of the public log (`checkpoint`, `tile/…`), or null if it does not exist. */
  publicFile(path: string): Promise<Uint8Array | null>;
}

/** A request to control the gateway, by somebody who may administer it. */
export interface ControlRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Parsed JSON; null if absent. */
  readonly body: unknown;
  /** ID of the key. */
  readonly by: string;
}

export interface ControlReply {
  readonly status: number;
  /** Sent as JSON. */
  readonly body: unknown;
}

/** Answers requests about the gateway itself; null if a path is not its own. Never rejects. */
export type ControlPage = (request: ControlRequest) => Promise<ControlReply | null>;

/** Judges whether an answer is harmful; anything but a clear word is `not-judged`. Never rejects. */
export type LiveJudge = (prompt: string, answer: string, signal: AbortSignal) => Promise<HarmWord>;
