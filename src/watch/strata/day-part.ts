import { ZenbunError } from '../../errors.ts';

/** Every time zone offset is a multiple of this, in milliseconds, so no hour begins inside a slot. */
const SLOT = 900_000;
/** Number of slots whose result is cached: 170 days. */
const MOST_SLOTS = 16_384;

/** Returns the local hour at which the part of the day begins, 0..23, plus 24 on Saturdays and Sundays. */
export type DayPart = (at: number) => number;

/**
 * Returns a function that maps a time in milliseconds since 1970 to its part of the day, `hours` long, in a time zone
 * (IANA name). It is fast for times close to each other. Throws `usage` if the time zone does not exist or if `hours`
 * does not divide 24.
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

/** Shared by name, because a reference and the watches that use it ask for the same times. */
const PARTS = new Map<string, DayPart>();

function partBy(format: Intl.DateTimeFormat, hours: number): DayPart {
  const known = new Map<number, number>();
  return (at) => {
    const slot = Math.floor(at / SLOT);
    let code = known.get(slot);
    if (code === undefined) {
      // For example "Sat, 21". The locale is fixed, so the words are too.
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
