import type { Message } from '../message.ts';
import type { Act, Ground, Outcome } from '../reading.ts';
import type { AccessScope } from './gateway.ts';

/** Who is signed in to the console. */
export interface ConsoleSession {
  /** Id of the key; `local` where no keys are configured. */
  readonly by: string;
  readonly scopes: readonly AccessScope[];
  /** Sent back as `x-zenbun-csrf` with everything that is not a GET. */
  readonly csrf: string;
  /** What there is to see here: `zenbun view` has no gateway. */
  readonly views: readonly ConsoleView[];
  /** Whether a gateway runs behind it that says where rollouts stand, and takes orders. */
  readonly isServing: boolean;
}

export const CONSOLE_VIEWS = ['overview', 'live', 'answer', 'rollout', 'watch', 'runs', 'evidence'] as const;

export type ConsoleView = (typeof CONSOLE_VIEWS)[number];

/** One record in a list: what its leaf says, never a text. */
export interface ConsoleRow {
  readonly index: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly kind: string;
  /** Of an intent and of the response to it, as far as the intent is known. */
  readonly model: string | null;
  readonly stage: string | null;
  readonly client: string | null;
  /** Of a response: index of its intent. */
  readonly intent: number | null;
  /** Of a response: `complete`, `failed`, … */
  readonly state: string | null;
  /** Of a response: of its worst answer. */
  readonly outcome: Outcome | null;
  readonly ground: Ground | null;
  readonly latched: boolean;
  /** UTF-16 code units that were held back. */
  readonly withheld: number;
  /** Something in it was not read. */
  readonly isPartlyUnread: boolean;
  /** UTF-16 code units of that answer; null where there is none. */
  readonly chars: number | null;
  /** Of another kind (`rollout`, `watch`, `probe`, `label`, `unmasked`, …): one line of what it says. */
  readonly text: Message | null;
}

/** `GET /console/api/records?from=N&limit=L`: rows from an index on. A record that is pruned or not readable has no row. */
export interface ConsolePage {
  /** Records in the log, and the first that is still there. */
  readonly size: number;
  readonly first: number;
  readonly rows: readonly ConsoleRow[];
}

/** `GET /console/api/search`: bounded in time; asks again from `next` on, until it is null. */
export interface ConsoleSearch {
  readonly rows: readonly ConsoleRow[];
  /** Records that were looked at. */
  readonly looked: number;
  /** Index to go on from; null at the end of the log. */
  readonly next: number | null;
}

/** One answer of an exchange as a letter. */
export interface ConsoleLetter {
  /** 0-based among the answers to the request; -1 for the answer of the fallback. */
  readonly choice: number;
  readonly model: string;
  readonly text: string;
  /** Offsets into `text` as it stands here, masked or not; UTF-16 code units. */
  readonly acts: readonly Act[];
  readonly outcome: Outcome;
  readonly ground: Ground;
  /** Where the latch fired, and from where on text was held back; null where not, and where the text is masked and it cannot be told. */
  readonly latch: number | null;
  readonly cut: number | null;
  /** Where compliance begins; null where there is none. */
  readonly depth: number | null;
  /** Channels other than the text: reasoning, calls of tools. */
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
  /** `open`, or why there is no text: `erased`, `damaged`, `none`, `missing`. */
  readonly texts: 'open' | 'unreadable' | 'damaged' | 'none' | 'missing';
  readonly question: string | null;
  readonly letters: readonly ConsoleLetter[];
  /** Places in the answer that were not read. */
  readonly unread: readonly string[];
  /** false: the log is still being looked through for readings by people, and more may be found; ask again. */
  readonly isOverturnedKnown: boolean;
  /** Readings by people, the latest last. */
  readonly overturned: readonly {
    readonly index: number;
    readonly outcome: Outcome;
    readonly by: string;
    readonly reason: string;
  }[];
}

/** Shares of the last answers of a model, for the overview. */
export interface ConsoleRate {
  readonly model: string;
  readonly stage: string;
  /** Answers that were read. */
  readonly n: number;
  /** Answers beside these that were not read: in no share. */
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
    /** Published checkpoint; null before the first. */
    readonly checkpoint: { readonly size: number; readonly root: string } | null;
  } | null;
  /** Over the last 2,000 responses at most. */
  readonly rates: readonly ConsoleRate[];
  /** As `GET /rollouts` and `GET /watch` give them; null where there is none. */
  readonly rollouts: readonly unknown[];
  readonly watch: unknown;
  readonly models: readonly string[];
}

/** A figure of the reports, drawn by the server: `svg` is complete markup, all else plain text. */
export interface ConsoleChart {
  readonly svg: string;
  readonly title: string;
  readonly description: string;
  /** Every number of the picture. */
  readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
}

/** `GET …/charts?lang=ja|en`: figures of a run, of the watch, or of each rollout of a model (`of`: its id). */
export interface ConsoleCharts {
  readonly of: string;
  readonly charts: readonly ConsoleChart[];
}

/** A result on disk. */
export interface ConsoleRun {
  /** Its path below the folder, with `/`. */
  readonly id: string;
  readonly kind: 'scan' | 'comparison' | 'lab' | 'unreadable';
  /** Milliseconds since 1970 when the file was last changed. */
  readonly changed: number;
  readonly verdict: 'pass' | 'review' | 'block' | null;
  /** Of a comparison: `worse`, …; why it is unreadable. */
  readonly detail: string | null;
}

/** `GET /console/api/runs`: results on disk, the newest first. */
export interface ConsoleRunList {
  readonly runs: readonly ConsoleRun[];
  /** There are more, or there may be: older ones, or in places that were not looked at. */
  readonly isCut: boolean;
}
