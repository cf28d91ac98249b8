import type { Lang } from '../schema/index.ts';

/** Picks the language: the flag, else the locale of the environment (POSIX order), else English. */
export function languageOf(flag: Lang | undefined, env: Readonly<Record<string, string | undefined>>): Lang {
  if (flag !== undefined) return flag;
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return locale.toLowerCase().startsWith('ja') ? 'ja' : 'en';
}
