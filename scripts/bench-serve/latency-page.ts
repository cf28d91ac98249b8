import { table } from '../quality/markdown.ts';
import type { PacedTimes, Rounds } from './measure.ts';
import { SUBJECT_TITLES, type SubjectName } from './subjects.ts';

type Measure = 'head' | 'text' | 'first' | 'later' | 'end';

/** Returns the quantile over all rounds together in milliseconds, or null if nothing was measured. */
function quantile(rounds: readonly PacedTimes[], what: Measure, share: number): number | null {
  const times = rounds.flatMap((round) => round[what]).sort((a, b) => a - b);
  return times.length === 0 ? null : times[Math.min(times.length - 1, Math.floor(share * times.length))]! / 1000;
}

const shown = (ms: number | null) => (ms === null ? '' : ms.toFixed(2));

const quantileMs = (rounds: readonly PacedTimes[], what: Measure, share: number) =>
  shown(quantile(rounds, what, share));

/** Returns the time that guard `final` adds to asking directly. */
export const added = (paced: Rounds<PacedTimes>, what: Measure, share: number): number =>
  (quantile(paced.final!, what, share) ?? Number.NaN) - (quantile(paced.direct!, what, share) ?? Number.NaN);

export const addedMs = (paced: Rounds<PacedTimes>, what: Measure, share: number): string =>
  added(paced, what, share).toFixed(2);

export function latencyTable(paced: Rounds<PacedTimes>): string {
  const columns = [
    ['headers', 'head'],
    ['first text since the request', 'text'],
    ['opening, held text', 'first'],
    ['later, held text', 'later'],
    ['end', 'end'],
  ] as const;
  return table(
    ['p50 / p99', ...columns.map(([title]) => title), 'failed'],
    Object.entries(paced).map(([name, rounds]) => [
      SUBJECT_TITLES[name as SubjectName],
      ...columns.map(([, what]) => [0.5, 0.99].map((share) => quantileMs(rounds, what, share)).join(' / ')),
      rounds.reduce((sum, { failed }) => sum + failed, 0),
    ]),
    true,
  );
}
