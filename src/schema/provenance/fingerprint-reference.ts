import type { FingerprintMethod } from './fingerprint-result.ts';

/** A token that a server listed for one place, and its natural logarithm of probability (0 or less). */
export type ListedToken = readonly [token: string, logprob: number];

/** The answer to one request for one token. */
export interface FirstTokenSample {
  /** The id of the prompt. */
  readonly prompt: string;
  /** What was answered; '' where the answer ended at once. */
  readonly text: string;
  /** The likeliest tokens in its place, likeliest first; null where the server listed none. */
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
  /** Tokens asked for in each place's list; null: none (border inputs). */
  readonly topLogprobs: number | null;
  /** `chat`: through the chat template of the server; `completion`: the bare text. */
  readonly endpoint: 'chat' | 'completion';
}

/** What `zenbun fingerprint MODEL --save FILE` writes: what an approved model answered, for later checks. */
export interface FingerprintReference {
  readonly schema: 'zenbun.fingerprint-reference/1';
  readonly tool: { readonly name: 'zenbun'; readonly version: string };
  /** ISO 8601: when the last answer came. */
  readonly at: string;
  readonly model: string;
  /** As the server names it; null where it does not. */
  readonly servedModel: string | null;
  /** The server's own word for its build (`system_fingerprint`); null where it gives none. */
  readonly systemFingerprint: string | null;
  /** Of the model's files, as the person who saved the reference stated it; null where none was. */
  readonly digest: string | null;
  readonly method: FingerprintMethod;
  readonly sampling: FingerprintSampling;
  readonly prompts: readonly FingerprintPrompt[];
  /** In the order in which they were asked. */
  readonly samples: readonly FirstTokenSample[];
}
