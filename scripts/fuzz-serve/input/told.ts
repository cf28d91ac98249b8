import type { EndpointName } from '../../../src/wire/index.ts';

/** One event before encoding. `data`: JSON, or a string written verbatim; undefined: no data line at all. */
export interface Told {
  readonly event: string;
  readonly data: unknown;
  /** Comment lines before it. */
  readonly comment?: string;
}

/** Content of one answer of a server. */
export interface Saying {
  readonly content: readonly string[];
  readonly reasoning: readonly string[];
  /** Arguments of a tool call, or null if there is none. */
  readonly tool: string | null;
  /** Number of answers. */
  readonly choices: number;
}

/** A stream that a real server could send. `kind`: the server or style that it imitates. */
export interface SoundStream {
  readonly endpoint: EndpointName;
  readonly kind: string;
  readonly told: readonly Told[];
}

export const unnamed = (data: unknown): Told => ({ event: '', data });
