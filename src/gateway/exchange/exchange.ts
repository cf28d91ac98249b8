import type { WireEndpoint, WireRequest } from '../../wire/index.ts';
import type { GatewayMetrics } from '../metrics.ts';
import type { GatewayClient, GatewayClock, GatewayRoute, LiveJudge, Recorder, Upstream } from '../ports.ts';
import type { GatewaySettings } from '../settings.ts';

/** Dependencies shared by all exchanges of a gateway. */
export interface ExchangePorts {
  readonly clock: GatewayClock;
  readonly recorder: Recorder;
  readonly judge: LiveJudge | null;
  readonly settings: GatewaySettings;
  readonly metrics: GatewayMetrics;
  /** Servers found to reject the field that requests the usage of a stream; their usage is not counted. */
  readonly usageRefusers: WeakSet<Upstream>;
}

/** One request whose key, limits, endpoint and route are settled. */
export interface Exchange {
  readonly endpoint: WireEndpoint;
  /** Time of the request, in milliseconds since 1970. */
  readonly since: number;
  readonly request: WireRequest;
  /** The parsed body, and its bytes as received. */
  readonly body: unknown;
  readonly bytes: Uint8Array;
  readonly client: GatewayClient;
  readonly route: GatewayRoute;
  /** True if the same client sent the same request shortly before. */
  readonly isRetry: boolean;
  /** The body for the server. */
  readonly sent: Uint8Array;
  /** Query of the client, without the question mark. */
  readonly query: string;
  /** Client headers that are passed to the server; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Fires when the client leaves or the gateway gives up. */
  readonly abort: AbortController;
}

/** Reports whether the model was withdrawn after the request came in; refusals are then final. */
export const isWithdrawn = ({ route }: Exchange): boolean => route.rollout?.isWithdrawn() === true;

/** Place reported for an answer that is not read at all because the configuration lists its path. */
export const WHOLLY_UNREAD = '$';

/**
 * How an exchange ended. `failed`: the server could not be reached, or made no sense. `rejected`: it answered with an
 * error.
 */
export type ExchangeState = 'complete' | 'incomplete' | 'aborted' | 'failed' | 'rejected';
