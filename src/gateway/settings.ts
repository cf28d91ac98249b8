/** Bounds of a gateway. Times in milliseconds. */
export interface GatewaySettings {
  /** Bytes of a request's body. */
  readonly maxRequestBytes: number;
  /** UTF-16 code units of all answers to a request together; a longer one is ended with an error. */
  readonly maxAnswerChars: number;
  /** UTF-16 code units that are read after a cut, as evidence; then the server is left. */
  readonly maxCharsAfterCut: number;
  /** How long text may wait for the end of its unit. */
  readonly maxLagMs: number;
  /** How long the line may be silent before a comment is sent. */
  readonly keepAliveMs: number;
  /** How long a client may refuse to read before it is given up. */
  readonly maxStalledMs: number;
  /** Bytes that may wait for the log before clients have to wait. */
  readonly maxWaitingBytes: number;
  /** Whether requests are refused while the log takes no records; false: they are served, and every response says so. */
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
