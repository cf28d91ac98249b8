import type { ListedToken, Message, Usage } from '../schema/index.ts';
import type { Finish } from '../wire/index.ts';

/** One turn of a conversation. */
export interface ModelTurn {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
}

/** One question to a model. */
export interface ModelRequest {
  readonly turns: readonly ModelTurn[];
  readonly sample?: {
    /** As the server interprets it; the server's own default if absent. */
    readonly temperature?: number;
    /** A whole number. Not sent to servers without seeds (Anthropic). */
    readonly seed?: number;
    /** Maximum number of tokens in the answer. */
    readonly maxTokens?: number;
    /**
     * Number of likeliest tokens to list for the position of the answer's first token. Servers that list fewer, or
     * none, are accepted.
     */
    readonly topLogprobs?: number;
  };
  /** Forces the answer to begin with this text; `ModelAnswer.text` is what follows it. */
  readonly prefill?: string;
  /** Stable id of the question, used to find recorded answers. Never sent anywhere. */
  readonly probe?: string;
  /** Name of the wrapping around the probe. It appears only in records. */
  readonly condition?: string;
  /** Number of the wanted answer, from 0, if there are several to this question. Used only by recorded answers. */
  readonly nth?: number;
}

/** The answer of a model. It may be empty; a failure is never an answer. */
export interface ModelAnswer {
  /**
   * Everything the answer gives, including tool calls but without separate reasoning and without the prefill; '' if
   * there is nothing.
   */
  readonly text: string;
  /** The model's reasoning, if the server reports it separately from the text; otherwise absent. */
  readonly reasoning?: string;
  /**
   * Places of the reply that say more and were not read: a running text, a picture or a sound under an unknown name, or
   * a further answer. Absent if there are none. Such an answer is never known to be a refusal.
   */
  readonly unread?: readonly string[];
  readonly finish: Finish;
  /** As counted by the server; null if it does not say. */
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  /** The model that the server reports having used (`gpt-4o-2024-08-06` for `gpt-4o`); null if it does not say. */
  readonly servedModel: string | null;
  /**
   * The likeliest tokens for the position of the first token, likeliest first; absent or null if none were requested or
   * the server lists none.
   */
  readonly firstTokens?: readonly ListedToken[] | null;
  /** The server's own identifier of its build; absent or null if it gives none. */
  readonly systemFingerprint?: string | null;
}

/** Counts the cost of one question and may forbid it. */
export interface UsageGuard {
  /** Awaited before every request to a server, including retries. A rejection ends the question with the same error. */
  send(): Promise<void>;
  /**
   * Called after each request, with the answer that arrived, with `refused` if the server did nothing for it, or with
   * `lost` if the server may have done an unknown amount of work.
   */
  settle(outcome: ModelAnswer | 'refused' | 'lost'): void;
  /** Usage of the question so far. */
  readonly used: Usage;
}

/** A model that can be asked. */
export interface Model {
  /** Its id in the form `provider:NAME`. */
  readonly id: string;
  /**
   * Models with the same origin share a server (`api.openai.com`, `127.0.0.1:8000`); concurrency limits apply per
   * origin.
   */
  readonly origin: string;
  /**
   * A message for people about the part of its source that cannot be used (unreadable lines of a file); absent if there
   * is none.
   */
  readonly caveat?: Message;
  /** The contents of recorded answers; absent for other models. */
  readonly recorded?: RecordedContents;
  /** Returns how requests had to differ from what was intended so far, to be shown to readers after a run. */
  caveats?(): readonly Message[];
  /** Throws `usage` for a question that this kind of model cannot be asked at all. Asks nothing. */
  check?(request: ModelRequest): void;
  /**
   * Asks once. A model may be asked many questions concurrently. Rejects with the signal's reason if that aborts,
   * otherwise with a ZenbunError: `unauthorised`, `model-not-found`, `rejected`, `upstream`, `not-recorded`, or `usage`
   * for anything this kind of model cannot do.
   */
  ask(request: ModelRequest, signal: AbortSignal, guard?: UsageGuard): Promise<ModelAnswer>;
}

/** The contents of a file of recorded answers, for checks before asking. */
interface RecordedContents {
  /** For people: `contains 70 answers, with IDs such as "a", "b"`. */
  readonly inventory: Message;
  has(request: ModelRequest): boolean;
  /** Reports whether there is any answer under this probe id, whatever was asked. */
  hasId(probe: string): boolean;
  /** Counts the answers that would remain unused if only these requests were made. */
  unused(requests: Iterable<ModelRequest>): UnusedAnswers;
}

/** Recorded answers that no request uses. */
export interface UnusedAnswers {
  /** Further answers to questions that are asked. */
  readonly further: number;
  /** The highest number of answers to one of these questions. */
  readonly most: number;
  /** Answers to other questions. */
  readonly others: number;
}
