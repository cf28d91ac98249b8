import type { ChildProcess } from 'node:child_process';

/** The way in which a case calls the command. */
export interface Call {
  /** Arguments after `zenbun scan`; the paths are in the case's folder. */
  readonly args: readonly string[];
  /** Bytes for standard input; `closed` connects none (`/dev/null`). Default: empty input. */
  readonly stdin?: Uint8Array | 'closed';
  /** File to which standard output goes (`/dev/full`). */
  readonly stdout?: string;
  /** User to run as (a superuser may read everything). */
  readonly uid?: number;
  /** Action performed while the command runs. */
  readonly during?: (child: ChildProcess) => Promise<void>;
  /** Inspects what the command left behind; returns what is wrong with it, or null. */
  readonly after?: () => string | null;
}

/** One faulty input or call. */
export interface BadCase {
  readonly name: string;
  /** Exit codes that keep the promise; null means a process that was killed on purpose. */
  readonly exits: readonly (number | null)[];
  /** Rows that must have been read and skipped, if the case is about that. */
  readonly rows?: { readonly read: number; readonly skipped: number };
  /** Time limit in seconds on any machine; 60 by default. */
  readonly within?: number;
  /** Prepares the files in the case's own folder. A returned string is the reason why the case cannot run here. */
  prepare(folder: string): Call | string | Promise<Call | string>;
}

/** Returns a chat row as JSON, without a line break. */
export const row = (answer: string, question = 'Where do the boats land?') =>
  JSON.stringify({
    messages: [
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ],
  });

export const GOOD = `${row('They land at the old pier, next to the market.')}\n`;
