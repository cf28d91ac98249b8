import type { Lang } from '../../schema/index.ts';

export const LEVELS = ['review', 'block'] as const;

export const CI_KINDS = ['none', 'github', 'gitlab', 'pre-commit'] as const;

export type CiKind = (typeof CI_KINDS)[number];

/** Answers that define a new set-up. */
export interface Answers {
  readonly lang: Lang;
  /** Files, folders or globs; empty if not decided yet. */
  readonly data: readonly string[];
  readonly failOn: (typeof LEVELS)[number];
  readonly ci: CiKind;
}

/** Stands in for data that is not decided yet. */
const PLACEHOLDER = 'data/';

/** Returns the shell command that scans the data. */
export const scanOf = ({ data }: Answers): string =>
  ['zenbun scan', ...(data.length === 0 ? [PLACEHOLDER] : data).map(shellWord)].join(' ');

/** Quotes a word for the shell. Globs are left to zenbun, which treats them the same in every shell. */
const shellWord = (text: string): string =>
  /^[\p{L}\p{N}_./@%+:,-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
