import type { HostPaces } from './http/host-pace.ts';
import type { Model } from './model.ts';
import type { LoggedAnswer } from './recorded/replay-model.ts';

/** What models need of the world, passed in so that a test can script it. */
export interface Environment {
  /**
   * Keys, hosts and proxies: `OPENAI_API_KEY`, `OPENAI_BASE_URL`, `ANTHROPIC_API_KEY`, `ANTHROPIC_BASE_URL`,
   * `OLLAMA_HOST`, `AZURE_OPENAI_API_KEY` (for hosts under azure.com), `ZENBUN_API_KEY` (for `http(s)://…` ids),
   * `HTTP_PROXY`, `HTTPS_PROXY`, `NO_PROXY`.
   */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Opens a toy model by name (`noice`); throws a ZenbunError where there is none. */
  readonly toy: (name: string) => Model | Promise<Model>;
  /** Reads the log of another tool, for a recording that is none of ours; without it such a file is refused. */
  readonly logOf?: (path: string) => AsyncIterable<LoggedAnswer>;
  /** Uniform in [0, 1), for the jitter between tries. */
  readonly random: () => number;
  /** Resolves after so many milliseconds; rejects with the signal's reason when that aborts. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Unix time in milliseconds, for a `Retry-After` that is a date. */
  readonly now: () => number;
  readonly limits?: Partial<HttpLimits>;
  /** The paces of servers, where models that are opened one after the other are to share them; else each has its own. */
  readonly hosts?: HostPaces;
}

/** How long and how often a server is tried, and how much of it is read. Times in milliseconds. */
export interface HttpLimits {
  /** For a connection. Trying again helps, so it is tried again. */
  readonly connect: number;
  /** From sending a request to the last byte of its answer. A server this slow is not asked the same again. */
  readonly total: number;
  /** Bytes of an answer's body. */
  readonly body: number;
  /** How often a request that failed is sent again. */
  readonly retries: number;
  /** The first wait; each further one is twice as long. */
  readonly firstWait: number;
  /** The longest wait; a server that asks for a longer one is given up. */
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
