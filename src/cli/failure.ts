import { CommanderError } from 'commander';
import { ZenbunError } from '../errors.ts';
import type { Lang } from '../schema/index.ts';
import { EXIT, exitCodeOf } from './exit-code.ts';
import { printable } from './ledger/printable.ts';

const WORDS = {
  error: { en: 'error: ', ja: 'エラー：' },
  next: { en: 'next: ', ja: '次にすること：' },
  unexpected: {
    en: 'this is a bug in zenbun; please report it with the lines above',
    ja: 'zenbun の不具合です。上の表示を添えてご報告ください',
  },
} as const;

/** Reports on stderr what went wrong and what to do next; returns the exit code. */
export function reportFailure(failure: unknown, lang: Lang): number {
  if (failure instanceof CommanderError) return failure.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (failure instanceof ZenbunError) {
    process.stderr.write(`zenbun: ${WORDS.error[lang]}${printable(failure.localized[lang])}\n`);
    const advice = failure.localizedAdvice?.[lang];
    if (advice !== undefined) process.stderr.write(`  ${WORDS.next[lang]}${printable(advice)}\n`);
    return exitCodeOf(failure.code);
  }
  const trace = failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
  process.stderr.write(`zenbun: ${trace}\n  ${WORDS.unexpected[lang]}\n`);
  return EXIT.incomplete;
}
