import { ZenbunError } from '../../errors.ts';
import { TOOL } from '../../schema/index.ts';
import type { SharedFlags } from '../program/shared-flags.ts';

/** Flags shared by the commands that read logs. */
export interface LogFlags extends SharedFlags {
  readonly log?: readonly string[];
  readonly referenceDays?: string;
  readonly timeZone?: string;
  readonly hours?: string;
  readonly perUser?: string;
  readonly identity?: string;
}

const HOUR = 3_600_000;

/** Turns the flags into settings. Throws `usage` for invalid values, and if no log is named. */
export function logSettings(flags: LogFlags, defaultDays: number) {
  const { log = [], timeZone = 'UTC', identity = `${TOOL.name} ${TOOL.version}` } = flags;
  if (log.length === 0)
    throw new ZenbunError('usage', { en: '--log names no file', ja: '--log にファイルを指定してください' });
  return {
    logs: log,
    timeZone,
    hours: numberOf('--hours', flags.hours, 6, { least: 1, whole: true }),
    identity,
    perUnit: { answers: numberOf('--per-user', flags.perUser, 3, { least: 1, whole: true }), windowMs: HOUR },
    referenceDays: numberOf('--reference-days', flags.referenceDays, defaultDays, { least: 1 }),
  };
}

/** Parses the number of a flag, or returns its default. The number must be less than `below`. Throws `usage`. */
export function numberOf(
  flag: string,
  text: string | undefined,
  fallback: number,
  { least, below = Number.MAX_SAFE_INTEGER, whole = false }: { least: number; below?: number; whole?: boolean },
): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value < below && (!whole || Number.isInteger(value))) return value;
  const [en, ja] =
    below <= 1 ? [`between 0 and ${below}`, `0 と ${below} の間`] : [`${least} or more`, `${least} 以上`];
  throw new ZenbunError('usage', {
    en: `${flag} is a ${whole ? 'whole ' : ''}number ${en}, not "${text}"`,
    ja: `${flag} には ${ja} の${whole ? '整数' : '数'}を指定してください（${text}）`,
  });
}
