/** Limits of a gateway. Times in milliseconds. */
export interface GatewaySettings {
  /** Maximum bytes of a request's body. */
  readonly maxRequestBytes: number;
  /** Maximum UTF-16 code units of all answers to a request together; a longer one ends with an error. */
  readonly maxAnswerChars: number;
  /** UTF-16 code units read after a cut, as evidence, before the server is left. */
  readonly maxCharsAfterCut: number;
  /** Maximum time that text waits for the end of its unit. */
  readonly maxLagMs: number;
  /** Silence after which a comment is sent. */
  readonly keepAliveMs: number;
  /** Time after which a client that does not read is dropped. */
  readonly maxStalledMs: number;
  /** Number of bytes that may wait for the log before clients have to wait. */
  readonly maxWaitingBytes: number;
  /** Refuse requests while the log takes no records. If false, they are served, and every response says so. */
  readonly requiresLog: boolean;
}

export const DEFAULT_SETTINGS: GatewaySettings = {
  maxRequestBytes: 8 * 1024 * 1024,
  maxAnswerChars: 4 * 1024 * 1024,
  maxCharsAfterCut: 64 * 1024,
  maxLagMs: 2000,
  keepAliveMs: 10_000,
  maxStalledMs: 60_000,
  maxWaitingBytes: 64 * 1024 * 1024,
  requiresLog: true,
};
