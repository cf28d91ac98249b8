import type { Lang } from '../../schema/index.ts';

export const LEVELS = ['review', 'block'] as const;

export const CI_KINDS = ['none', 'github', 'gitlab', 'pre-commit'] as const;

export type CiKind = (typeof CI_KINDS)[number];

/** What a new set-up is to hold. */
export interface Answers {
  readonly lang: Lang;
  /** Files, folders or globs; none where that is not decided yet. */
  readonly data: readonly string[];
  readonly failOn: (typeof LEVELS)[number];
  readonly ci: CiKind;
}

/** Stands where the data is not decided yet. */
const PLACEHOLDER = 'data/';

/** The command that reads the data, for a shell. */
export const scanOf = ({ data }: Answers): string =>
  ['zenbun scan', ...(data.length === 0 ? [PLACEHOLDER] : data).map(shellWord)].join(' ');

/** A glob is left to zenbun, which takes it the same in every shell. */
const shellWord = (text: string): string =>
  /^[\p{L}\p{N}_./@%+:,-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
