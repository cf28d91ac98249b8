import type { ChildProcess } from 'node:child_process';

/** How a case calls the command. */
export interface Call {
  /** Behind `zenbun scan`; the paths lie in the folder of the case. */
  readonly args: readonly string[];
  /** Bytes for standard input; `closed` gives none at all. Default: an empty one. */
  readonly stdin?: Uint8Array | 'closed';
  /** A file that standard output goes to (`/dev/full`). */
  readonly stdout?: string;
  /** Runs as this user (a superuser may read everything). */
  readonly uid?: number;
  /** Happens while the command runs. */
  readonly during?: (child: ChildProcess) => Promise<void>;
  /** Looks at what was left behind: what is wrong with it, null where nothing is. */
  readonly after?: () => string | null;
}

/** One input or call that is not as it should be. */
export interface BadCase {
  readonly name: string;
  /** Exit codes that keep the promise; null stands for a process that was killed on purpose. */
  readonly exits: readonly (number | null)[];
  /** Rows that must have been read and skipped, where the case is about that. */
  readonly rows?: { readonly read: number; readonly skipped: number };
  /** Seconds that it may take on any machine; 60 unless said. */
  readonly within?: number;
  /** Prepares the files in a folder of its own. A text is a reason why the case cannot be run here. */
  prepare(folder: string): Call | string | Promise<Call | string>;
}

/** A chat row as JSON, without a line break. */
export const row = (answer: string, question = 'Where do the boats land?') =>
  JSON.stringify({
    messages: [
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ],
  });

export const GOOD = `${row('They land at the old pier, next to the market.')}\n`;
