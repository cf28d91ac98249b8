import { ZenbunError } from '../../errors.ts';
import type { Message } from '../../schema/index.ts';

/** Largest seed, so that a world's number fits 32 bits, and maximum number of seeds, which already takes a night. */
const GREATEST_SEED = 2 ** 31;
const MOST_SEEDS = 1_000;

/**
 * Parses seeds as typed: `3` means the first three, `4-10` a range, `2,5,7` a list. Each is returned once, in the given
 * order. Throws `usage`.
 */
export function seedsOf(typed: string): number[] {
  const wrong = () =>
    new ZenbunError(
      'usage',
      { en: `--seeds ${typed} is not valid`, ja: `--seeds ${typed} を解釈できません` },
      {
        advice: {
          en: 'Give a number of seeds (3), a range (4-10) or a list (2,5,7) of whole numbers from 1.',
          ja: '個数（3）、範囲（4-10）、または 1 以上の整数の一覧（2,5,7）を指定してください。',
        },
      },
    );
  const tooMany = () =>
    new ZenbunError('usage', {
      en: `--seeds ${typed} is more than ${MOST_SEEDS} seeds`,
      ja: `--seeds ${typed} は上限の ${MOST_SEEDS} 個を超えています`,
    });
  const parts = typed.split(',').map((part) => part.trim());
  const seeds = parts.flatMap((part) => {
    const [, from, to] = /^(\d{1,10})(?:-(\d{1,10}))?$/.exec(part) ?? [];
    if (from === undefined) throw wrong();
    const counted = to === undefined && parts.length === 1;
    const [first, last] = counted ? [1, Number(from)] : [Number(from), Number(to ?? from)];
    if (first < 1 || last < first || last > GREATEST_SEED) throw wrong();
    if (last - first >= MOST_SEEDS) throw tooMany();
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
  const distinct = [...new Set(seeds)];
  if (distinct.length > MOST_SEEDS) throw tooMany();
  return distinct;
}

/** Parses the seed of one world. Throws `usage`. */
export function seedOf(typed: string): number {
  const seed = /^\d{1,10}$/.test(typed) ? Number(typed) : 0;
  if (seed >= 1 && seed <= GREATEST_SEED) return seed;
  throw new ZenbunError('usage', {
    en: `--seed ${typed} is not a whole number of at least 1`,
    ja: `--seed は 1 以上の整数で指定してください（指定値：${typed}）`,
  });
}

/**
 * Parses ids, in the order of the catalogue `all`; without input, returns all of them. Throws `usage` for an unknown
 * one.
 */
export function idsOf(typed: string | undefined, all: readonly string[], what: Message): string[] {
  if (typed === undefined || typed === 'all') return [...all];
  const wanted = typed.split(',').map((id) => id.trim());
  const unknown = wanted.find((id) => !all.includes(id));
  if (unknown === undefined) return all.filter((id) => wanted.includes(id));
  throw new ZenbunError(
    'usage',
    { en: `there is no ${what.en} "${unknown}"`, ja: `${what.ja}「${unknown}」はありません` },
    { advice: { en: `Choose from: ${all.join(', ')}.`, ja: `次から選んでください：${all.join(', ')}` } },
  );
}
