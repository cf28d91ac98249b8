import { dateAndTime, timeOfDay, universal } from '../language/figures.ts';

/** A time: local, and in UTC when one points at it. `now`: shown without the date where it is of that day. */
export function Moment({ ms, now }: { ms: number; now?: number }) {
  if (!Number.isFinite(ms)) return <span>–</span>;
  return (
    <time dateTime={new Date(ms).toISOString()} title={universal(ms)}>
      {now === undefined ? dateAndTime(ms) : timeOfDay(ms, now)}
    </time>
  );
}
