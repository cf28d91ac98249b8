import { dateAndTime, timeOfDay, universal } from '../language/figures.ts';

/** A local time, with UTC in its tooltip. Leaves out the date if it is that of `now`. */
export function Moment({ ms, now }: { ms: number; now?: number }) {
  if (!Number.isFinite(ms)) return <span>–</span>;
  return (
    <time dateTime={new Date(ms).toISOString()} title={universal(ms)}>
      {now === undefined ? dateAndTime(ms) : timeOfDay(ms, now)}
    </time>
  );
}
