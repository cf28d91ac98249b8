import type { Lang, ScanResult } from '../../schema/index.ts';
import { excerpt, visible } from '../excerpt.ts';
import { fill, TEXTS } from '../texts.ts';

const STATUS = {
  applied: TEXTS.exceptionApplied,
  ended: TEXTS.exceptionEnded,
  unused: TEXTS.exceptionUnused,
} as const;

/** Describes the fate of each accepted finding, one line each: who accepted it, when and why. */
export function exceptionLines({ exceptions }: ScanResult, lang: Lang): string[] {
  return exceptions.map(({ status, detector, key, name, date, reason }) =>
    fill(STATUS[status][lang], {
      ...{ detector, date },
      key: visible(key),
      name: visible(name),
      reason: excerpt(reason, 240),
    }),
  );
}
