import type { FingerprintMethod } from './fingerprint-result.ts';

/** A token that a server listed for one position, and its natural log-probability (0 or less). */
export type ListedToken = readonly [token: string, logprob: number];

/** The answer to one request for one token. */
export interface FirstTokenSample {
  /** The id of the prompt. */
  readonly prompt: string;
  /** The text of the answer; '' if the answer ended at once. */
  readonly text: string;
  /** The likeliest tokens at this position, likeliest first; null if the server listed none. */
  readonly top: readonly ListedToken[] | null;
}

/** A prompt of a fingerprint. */
export interface FingerprintPrompt {
  /** Stable within a reference. */
  readonly id: string;
  readonly text: string;
}

/** How every request of a reference and of its checks is made. */
export interface FingerprintSampling {
  readonly temperature: number;
  /** Number of tokens to list for each position; null for none (border inputs). */
  readonly topLogprobs: number | null;
  /** `chat`: through the chat template of the server; `completion`: the bare text. */
  readonly endpoint: 'chat' | 'completion';
}

/** What `zenbun fingerprint MODEL --save FILE` writes: the answers of an approved model, for later checks. */
export interface FingerprintReference {
  readonly schema: 'zenbun.fingerprint-reference/1';
  readonly tool: { readonly name: 'zenbun'; readonly version: string };
  /** ISO 8601: when the last answer arrived. */
  readonly at: string;
  readonly model: string;
  /** As the server names it; null if it does not. */
  readonly servedModel: string | null;
  /** The server's own name for its build (`system_fingerprint`); null if it gives none. */
  readonly systemFingerprint: string | null;
  /** Digest of the model's files, as stated by the person who saved the reference; null if none was stated. */
  readonly digest: string | null;
  readonly method: FingerprintMethod;
  readonly sampling: FingerprintSampling;
  readonly prompts: readonly FingerprintPrompt[];
  /** In the order in which they were asked. */
  readonly samples: readonly FirstTokenSample[];
}
