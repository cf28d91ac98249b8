import { ZenbunError } from '../../errors.ts';

/** Every offset of a time zone is a multiple of it, in milliseconds: so no hour begins within one. */
const SLOT = 900_000;
/** Slots whose answer is kept: 170 days. */
const MOST_SLOTS = 16_384;

/** The local hour with which the part of the day begins, 0..23, and 24 more on Saturdays and Sundays. */
export type DayPart = (at: number) => number;

/**
 * Tells the part of the day, `hours` long, in a time zone (IANA name) of a time in milliseconds since 1970. Quick for times near each other.
 * Throws `usage` for a time zone that there is not, and unless `hours` divides 24.
 */
export function dayPart(timeZone: string, hours: number): DayPart {
  if (!(Number.isInteger(hours) && hours >= 1 && 24 % hours === 0)) {
    throw new ZenbunError('usage', {
      en: `parts of a day are 1, 2, 3, 4, 6, 8, 12 or 24 hours long, not ${hours}`,
      ja: `1 日の区切りは 1、2、3、4、6、8、12、24 時間のいずれかです（${hours}）`,
    });
  }
  const name = `${timeZone} ${hours}`;
  let part = PARTS.get(name);
  if (part === undefined) {
    part = partBy(formatFor(timeZone), hours);
    PARTS.set(name, part);
  }
  return part;
}

/** A reference and the watches that use it ask for the same times. */
const PARTS = new Map<string, DayPart>();

function partBy(format: Intl.DateTimeFormat, hours: number): DayPart {
  const known = new Map<number, number>();
  return (at) => {
    const slot = Math.floor(at / SLOT);
    let code = known.get(slot);
    if (code === undefined) {
      // "Sat, 21": the locale is fixed, so that the words are.
      const [day = '', hour = ''] = format.format(slot * SLOT).split(', ');
      const local = Number.parseInt(hour, 10);
      code = local - (local % hours) + (day.startsWith('S') ? 24 : 0);
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
