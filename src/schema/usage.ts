/** Usage of calls to models, actual or permitted. */
export interface Usage {
  /** Number of requests to a server, including retries of a question. */
  readonly requests: number;
  /** Prompt and completion tokens together. */
  readonly tokens: number;
  /** Prompt tokens among these. */
  readonly promptTokens: number;
  /** US dollars. */
  readonly usd: number;
}

/** Nothing was used. */
export const NO_USAGE: Usage = { requests: 0, tokens: 0, promptTokens: 0, usd: 0 };
