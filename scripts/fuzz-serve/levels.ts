import { exchangeCase } from './exchange-case.ts';
import { httpLevel } from './http-level.ts';
import { Draw } from './input/draw.ts';
import type { Tally } from './tally.ts';
import { wireBodyCase } from './wire-body-case.ts';
import { wireStreamCase } from './wire-stream-case.ts';

/** Levels, from parsing bytes alone up to real connections. */
export const LEVELS = ['wire', 'exchange', 'http'] as const;
export type Level = (typeof LEVELS)[number];

/** Number of cases in a whole run. */
export const WHOLE_RUN: Readonly<Record<Level, number>> = { wire: 920_000, exchange: 104_000, http: 6400 };

/** Cases after which the event loop gets a turn, so that progress messages get out. */
const BATCH = 200;

/** Runs the given cases of a level, one after another. `passed` is called now and then with the number reached. */
export async function runLevel(
  level: Level,
  seed: number,
  [from, to]: readonly [number, number],
  tally: Tally,
  passed: (number: number) => void = () => undefined,
): Promise<void> {
  for (let at = from; at < to; at += BATCH) {
    const end = Math.min(to, at + BATCH);
    if (level === 'http') await httpLevel(seed, at, end, tally);
    else for (let number = at; number < end; number++) await runCase(level, seed, number, tally);
    passed(end);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Runs one case: the same seed and number reproduce the same case. */
export async function runCase(level: 'wire' | 'exchange', seed: number, number: number, tally: Tally): Promise<void> {
  const draw = new Draw(seed, number);
  await tally.run(number, (told) => {
    if (level === 'exchange') return exchangeCase(draw, told);
    return draw.chance(0.7) ? wireStreamCase(draw, told) : wireBodyCase(draw, told);
  });
}
