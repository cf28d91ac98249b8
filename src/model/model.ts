import type { ListedToken, Message, Usage } from '../schema/index.ts';
import type { Finish } from '../wire/index.ts';

/** Who speaks in a conversation. */
export interface ModelTurn {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
}

/** One question to a model. */
export interface ModelRequest {
  readonly turns: readonly ModelTurn[];
  readonly sample?: {
    /** As the server understands it; the server's own default where it is not said. */
    readonly temperature?: number;
    /** A whole number. Servers without seeds (Anthropic) are not sent it. */
    readonly seed?: number;
    /** Most tokens of the answer. */
    readonly maxTokens?: number;
    /** How many of the likeliest tokens to list in the place of the answer's first; servers that list fewer, or none, are not pressed. */
    readonly topLogprobs?: number;
  };
  /** The answer is made to begin with this text; `ModelAnswer.text` is what follows it. */
  readonly prefill?: string;
  /** The stable id of what is asked: by it, recorded answers are found. Not sent anywhere. */
  readonly probe?: string;
  /** What was put around the probe, by name. Only records tell it. */
  readonly condition?: string;
  /** Which of several answers to this question is meant, from 0. Only recorded answers look at it. */
  readonly nth?: number;
}

/** What a model said. An empty answer is an answer; a failure is never one. */
export interface ModelAnswer {
  /** All that the answer gives, calls of tools included, without separate reasoning and without the prefill; '' where there is none. */
  readonly text: string;
  /** What the server tells of the model's reasoning apart from the text; absent where it tells none. */
  readonly reasoning?: string;
  readonly finish: Finish;
  /** As the server counts; null where it does not say. */
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  /** The model that the server says it used (`gpt-4o-2024-08-06` for `gpt-4o`); null where it does not say. */
  readonly servedModel: string | null;
  /** The likeliest tokens in the place of the first, likeliest first; absent or null where none were asked for or the server lists none. */
  readonly firstTokens?: readonly ListedToken[] | null;
  /** The server's own word for its build; absent or null where it gives none. */
  readonly systemFingerprint?: string | null;
}

/** Who counts what one question costs, and may forbid it. */
export interface UsageGuard {
  /** Waited for before every request to a server, further tries included. What it rejects with ends the question. */
  send(): Promise<void>;
  /**
   * Called after each: the answer that came; `refused` where the server did nothing for it; `lost` where it may have worked
   * and nobody knows how much.
   */
  settle(outcome: ModelAnswer | 'refused' | 'lost'): void;
  /** What the question has used so far. */
  readonly used: Usage;
}

/** Something that answers. */
export interface Model {
  /** The id by which it was named, `provider:NAME`. */
  readonly id: string;
  /** Models with the same origin share a server (`api.openai.com`, `127.0.0.1:8000`): limits of concurrency go by it. */
  readonly origin: string;
  /** What of its source cannot be asked, for people (lines of a file that could not be read); absent where there is nothing. */
  readonly caveat?: Message;
  /** Only of recorded answers: what they hold. */
  readonly recorded?: RecordedContents;
  /** How it had to be asked so far, otherwise than it was meant to be: told after a run, for its readers. */
  caveats?(): readonly Message[];
  /** Throws `usage` for a question that this kind of model cannot be asked at all. Asks nothing. */
  check?(request: ModelRequest): void;
  /**
   * Asks once; the same model may be asked many things at a time. Rejects with the signal's reason when that aborts,
   * else with a ZenbunError: `unauthorised`, `model-not-found`, `rejected`, `upstream`, `not-recorded`, or `usage` for
   * what this kind of model cannot do.
   */
  ask(request: ModelRequest, signal: AbortSignal, guard?: UsageGuard): Promise<ModelAnswer>;
}

/** What a file of recorded answers holds, for who wants to know before asking. */
interface RecordedContents {
  /** For people: `holds 70 answers, with ids such as "a", "b"`. */
  readonly inventory: Message;
  has(request: ModelRequest): boolean;
  /** Whether any answer is there under this probe id, whatever was asked. */
  hasId(probe: string): boolean;
  /** What would be left if just this were asked. */
  unused(requests: Iterable<ModelRequest>): UnusedAnswers;
}

/** Recorded answers that nobody asks for. */
export interface UnusedAnswers {
  /** Further answers to questions that are asked. */
  readonly further: number;
  /** The most answers to one of these questions. */
  readonly most: number;
  /** Answers to other questions. */
  readonly others: number;
}
