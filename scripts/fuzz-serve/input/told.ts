import type { EndpointName } from '../../../src/wire/index.ts';

/** One event before it is bytes. `data`: JSON, or a text as it is; undefined: no data at all. */
export interface Told {
  readonly event: string;
  readonly data: unknown;
  /** Comment lines before it. */
  readonly comment?: string;
}

/** What a server says in one answer. */
export interface Saying {
  readonly content: readonly string[];
  readonly reasoning: readonly string[];
  /** Arguments of a call of a tool; null: none. */
  readonly tool: string | null;
  /** How many answers. */
  readonly choices: number;
}

/** A stream that a real server could send. `kind`: whose manner it is. */
export interface SoundStream {
  readonly endpoint: EndpointName;
  readonly kind: string;
  readonly told: readonly Told[];
}

export const unnamed = (data: unknown): Told => ({ event: '', data });
