import type { WireEndpoint, WireRequest } from '../../wire/index.ts';
import type { GatewayMetrics } from '../metrics.ts';
import type { GatewayClient, GatewayClock, GatewayRoute, LiveJudge, Recorder, Upstream } from '../ports.ts';
import type { GatewaySettings } from '../settings.ts';

/** What all exchanges of a gateway share. */
export interface ExchangePorts {
  readonly clock: GatewayClock;
  readonly recorder: Recorder;
  readonly judge: LiveJudge | null;
  readonly settings: GatewaySettings;
  readonly metrics: GatewayMetrics;
  /** Servers that were found to forbid what asks for the usage of a stream: it is not counted there. */
  readonly usageRefusers: WeakSet<Upstream>;
}

/** One request whose key, limits, endpoint and route are settled. */
export interface Exchange {
  readonly endpoint: WireEndpoint;
  /** When it was asked, in milliseconds since 1970. */
  readonly since: number;
  readonly request: WireRequest;
  /** The parsed body, and its bytes as they came. */
  readonly body: unknown;
  readonly bytes: Uint8Array;
  readonly client: GatewayClient;
  readonly route: GatewayRoute;
  /** The same was asked by the same client a short while before. */
  readonly isRetry: boolean;
  /** The body for the server. */
  readonly sent: Uint8Array;
  /** The query of the client, without the question mark. */
  readonly query: string;
  /** Headers of the client that go to the server; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Fires when the client leaves or the gateway gives up. */
  readonly abort: AbortController;
}

/** Whether its model was taken back since it was asked: then a refusal is final. */
export const isWithdrawn = ({ route }: Exchange): boolean => route.rollout?.isWithdrawn() === true;

/** The place of an answer that is not read at all, since the configuration lists its path. */
export const WHOLLY_UNREAD = '$';

/** How an exchange ended. `failed`: the server could not be reached, or made no sense; `rejected`: it answered with an error. */
export type ExchangeState = 'complete' | 'incomplete' | 'aborted' | 'failed' | 'rejected';
