import type { Message } from '../message.ts';
import type { Act, Ground, Outcome } from '../reading.ts';
import type { AccessScope } from './gateway.ts';

/** The session of a user signed in to the console. */
export interface ConsoleSession {
  /** Id of the key; `local` if no keys are configured. */
  readonly by: string;
  readonly scopes: readonly AccessScope[];
  /** Sent back as `x-zenbun-csrf` with every request other than GET. */
  readonly csrf: string;
  /** The views available here: `zenbun view` has no gateway. */
  readonly views: readonly ConsoleView[];
  /** True if a running gateway reports the state of rollouts and takes orders. */
  readonly isServing: boolean;
}

export const CONSOLE_VIEWS = ['overview', 'live', 'answer', 'rollout', 'watch', 'runs', 'evidence'] as const;

export type ConsoleView = (typeof CONSOLE_VIEWS)[number];

/** One record in a list: the contents of its leaf, never a text. */
export interface ConsoleRow {
  readonly index: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly kind: string;
  /** For an intent and its response, as far as the intent is known. */
  readonly model: string | null;
  readonly stage: string | null;
  readonly client: string | null;
  /** For a response: index of its intent. */
  readonly intent: number | null;
  /** For a response: `complete`, `failed`, … */
  readonly state: string | null;
  /** For a response: outcome of its worst answer. */
  readonly outcome: Outcome | null;
  readonly ground: Ground | null;
  readonly latched: boolean;
  /** Number of UTF-16 code units that were held back. */
  readonly withheld: number;
  /** Something in it was not read. */
  readonly isPartlyUnread: boolean;
  /** Length of that answer in UTF-16 code units; null if there is none. */
  readonly chars: number | null;
  /** For other kinds (`rollout`, `watch`, `probe`, `label`, `unmasked`, …): a one-line summary. */
  readonly text: Message | null;
}

/**
 * `GET /console/api/records?from=N&limit=L`: rows from an index on. A record that is pruned or unreadable has no row.
 */
export interface ConsolePage {
  /** Number of records in the log, and index of the first that still exists. */
  readonly size: number;
  readonly first: number;
  readonly rows: readonly ConsoleRow[];
}

/** `GET /console/api/search`: bounded in time; the client asks again from `next` on until it is null. */
export interface ConsoleSearch {
  readonly rows: readonly ConsoleRow[];
  /** Number of records that were examined. */
  readonly looked: number;
  /** Index to continue from; null at the end of the log. */
  readonly next: number | null;
}

/** One answer of an exchange as a letter. */
export interface ConsoleLetter {
  /** 0-based index among the answers to the request; -1 for the fallback's answer. */
  readonly choice: number;
  readonly model: string;
  readonly text: string;
  /** Offsets into `text` as it is given here, masked or not; UTF-16 code units. */
  readonly acts: readonly Act[];
  readonly outcome: Outcome;
  readonly ground: Ground;
  /**
   * Offsets at which the latch fired and from which text was held back; null if that did not happen, or if the masked
   * text does not show it.
   */
  readonly latch: number | null;
  readonly cut: number | null;
  /** Where compliance begins; null if there is none. */
  readonly depth: number | null;
  /** Channels other than the text: reasoning, tool calls. */
  readonly others: readonly { readonly channel: string; readonly text: string }[];
  readonly finish: string | null;
}

/** `GET /console/api/answers/INDEX`: an exchange, by the index of its intent or its response. */
export interface ConsoleAnswer {
  readonly intent: number;
  readonly response: number | null;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly model: string;
  readonly served: string;
  readonly stage: string;
  readonly guard: string;
  readonly client: string;
  readonly state: string | null;
  readonly masked: boolean;
  /** `open`, or why there is no text: `unreadable` (erased), `damaged`, `none`, `missing`. */
  readonly texts: 'open' | 'unreadable' | 'damaged' | 'none' | 'missing';
  readonly question: string | null;
  readonly letters: readonly ConsoleLetter[];
  /** Places in the answer that were not read. */
  readonly unread: readonly string[];
  /** False while the log is still being searched for readings by people, so that more may turn up; ask again. */
  readonly isOverturnedKnown: boolean;
  /** Readings by people, the latest last. */
  readonly overturned: readonly {
    readonly index: number;
    readonly outcome: Outcome;
    readonly by: string;
    readonly reason: string;
  }[];
}

/** Shares among the last answers of a model, for the overview. */
export interface ConsoleRate {
  readonly model: string;
  readonly stage: string;
  /** Number of answers that were read. */
  readonly n: number;
  /** Number of further answers that were not read; they are in no share. */
  readonly unread: number;
  readonly latched: { readonly k: number; readonly interval: readonly [number, number] };
  readonly refuseThenComply: { readonly k: number; readonly interval: readonly [number, number] };
  readonly partial: { readonly k: number; readonly interval: readonly [number, number] };
}

/** `GET /console/api/overview`. */
export interface ConsoleOverview {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly tool: { readonly name: 'zenbun'; readonly version: string };
  readonly log: {
    readonly origin: string;
    readonly vkey: string;
    readonly size: number;
    readonly first: number;
    /** The published checkpoint; null before the first. */
    readonly checkpoint: { readonly size: number; readonly root: string } | null;
  } | null;
  /** Over at most the last 2,000 responses. */
  readonly rates: readonly ConsoleRate[];
  /** As `GET /rollouts` and `GET /watch` return them; null if there is none. */
  readonly rollouts: readonly unknown[];
  readonly watch: unknown;
  readonly models: readonly string[];
}

/** A figure of the reports, drawn by the server: `svg` is complete markup, everything else plain text. */
export interface ConsoleChart {
  readonly svg: string;
  readonly title: string;
  readonly description: string;
  /** Every number in the picture. */
  readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
}

/** `GET …/charts?lang=ja|en`: figures of a run, of the watch, or of each rollout of a model (`of`: its id). */
export interface ConsoleCharts {
  readonly of: string;
  readonly charts: readonly ConsoleChart[];
}

/** A result on disk. */
export interface ConsoleRun {
  /** Its path below the folder, with `/` as the separator. */
  readonly id: string;
  readonly kind: 'scan' | 'comparison' | 'lab' | 'unreadable';
  /** When the file was last changed, in milliseconds since 1970. */
  readonly changed: number;
  readonly verdict: 'pass' | 'review' | 'block' | null;
  /** For a comparison: `worse`, …; for an unreadable result: the reason. */
  readonly detail: string | null;
}

/** `GET /console/api/runs`: results on disk, newest first. */
export interface ConsoleRunList {
  readonly runs: readonly ConsoleRun[];
  /** True if there are more results, or may be: older ones, or some in places that were not searched. */
  readonly isCut: boolean;
}
