import type { Message } from '../../schema/index.ts';

/** Returns the reason why a text cannot be used as a data path in files, or null if it can. */
export function pathFault(path: string): Message | null {
  if (path.trim() === '') return { en: 'a data path is empty', ja: 'データのパスが空です' };
  if (path.startsWith('-')) {
    return {
      en: `${path} looks like a flag; write ./${path}`,
      ja: `${path} はフラグとみなされます。./${path} と書いてください`,
    };
  }
  if (/[\p{Cc}\u2028\u2029]/u.test(path)) {
    return { en: 'a data path contains control characters', ja: 'データのパスに制御文字があります' };
  }
  return null;
}
