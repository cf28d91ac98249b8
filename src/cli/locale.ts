import type { Lang } from '../schema/index.ts';

/** Picks the language: from the flag, else from the locale of the environment (POSIX order), else English. */
export function languageOf(flag: Lang | undefined, env: Readonly<Record<string, string | undefined>>): Lang {
  if (flag !== undefined) return flag;
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return locale.toLowerCase().startsWith('ja') ? 'ja' : 'en';
}

/**
 * Returns the language requested by a command line that is not parsed yet, so that help and messages about wrong flags
 * use it too.
 */
export function langIn(argv: readonly string[]): Lang | undefined {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const named = argv[at]?.startsWith('--lang=') ? argv[at].slice('--lang='.length) : argv[at + 1];
  return at >= 0 && (named === 'en' || named === 'ja') ? named : undefined;
}
