import { ZenbunError } from '../../errors.ts';

/** Every offset of a time zone is a multiple of it, in milliseconds: so a quarter of the day never begins within one. */
const SLOT = 900_000;
/** Slots whose answer is kept: 170 days. */
const MOST_SLOTS = 16_384;

/** The quarter of the local day, 0..3, and 4 more on Saturdays and Sundays. */
export type LocalQuarter = (at: number) => number;

/**
 * Tells the quarter of the day in a time zone (IANA name) of a time in milliseconds since 1970. Quick for times near each other. Throws
 * `usage` for a time zone that there is not.
 */
export function localQuarter(timeZone: string): LocalQuarter {
  const format = formatFor(timeZone);
  const known = new Map<number, number>();
  return (at) => {
    const slot = Math.floor(at / SLOT);
    let code = known.get(slot);
    if (code === undefined) {
      // "Sat, 21": the locale is fixed, so that the words are.
      const [day = '', hour = ''] = format.format(slot * SLOT).split(', ');
      code = Math.floor(Number.parseInt(hour, 10) / 6) + (day.startsWith('S') ? 4 : 0);
      if (known.size >= MOST_SLOTS) known.clear();
      known.set(slot, code);
    }
    return code;
  };
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' });
  } catch (cause) {
    throw new ZenbunError(
      'usage',
      { en: `there is no time zone ${timeZone}`, ja: `タイムゾーン ${timeZone} はありません` },
      {
        advice: {
          en: 'Give an IANA name such as Asia/Tokyo.',
          ja: 'Asia/Tokyo のような IANA の名前で指定してください。',
        },
        cause,
      },
    );
  }
}
