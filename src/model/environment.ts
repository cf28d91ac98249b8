import type { HostPaces } from './http/host-pace.ts';
import type { Model } from './model.ts';
import type { LoggedAnswer } from './recorded/replay-model.ts';

/** Everything models need from the outside world, passed in so that tests can script it. */
export interface Environment {
  /**
   * Keys, hosts and proxies: `OPENAI_API_KEY`, `OPENAI_BASE_URL`, `ANTHROPIC_API_KEY`, `ANTHROPIC_BASE_URL`,
   * `OLLAMA_HOST`, `AZURE_OPENAI_API_KEY` (for hosts under azure.com), `ZENBUN_API_KEY` (for `http(s)://…` ids),
   * `HTTP_PROXY`, `HTTPS_PROXY`, `NO_PROXY`.
   */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Opens a toy model by name (`noice`); throws a ZenbunError if there is none. */
  readonly toy: (name: string) => Model | Promise<Model>;
  /**
   * Reads the log of another tool, for a recording that is not in zenbun's format. Without it, such a file is rejected.
   */
  readonly logOf?: (path: string) => AsyncIterable<LoggedAnswer>;
  /** Uniform in [0, 1), for the jitter between tries. */
  readonly random: () => number;
  /** Resolves after this many milliseconds; rejects with the signal's reason if that aborts. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Unix time in milliseconds, for a `Retry-After` that is a date. */
  readonly now: () => number;
  readonly limits?: Partial<HttpLimits>;
  /**
   * The paces of servers, to be shared by models that are opened one after the other. Without it, each model has its
   * own.
   */
  readonly hosts?: HostPaces;
}

/** How long and how often a server is tried, and how much of its answer is read. Times in milliseconds. */
export interface HttpLimits {
  /** For establishing a connection. A retry can help, so connecting is retried. */
  readonly connect: number;
  /** From sending a request to the last byte of its answer. A server this slow is not asked the same question again. */
  readonly total: number;
  /** Maximum size of an answer's body, in bytes. */
  readonly body: number;
  /** How often a failed request is sent again. */
  readonly retries: number;
  /** The first wait; each further wait is twice as long. */
  readonly firstWait: number;
  /** The longest wait; a server that asks for a longer one is given up on. */
  readonly longestWait: number;
}

export const DEFAULT_LIMITS: HttpLimits = {
  connect: 10_000,
  total: 300_000,
  body: 8 * 2 ** 20,
  retries: 5,
  firstWait: 500,
  longestWait: 120_000,
};
