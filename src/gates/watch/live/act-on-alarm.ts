import { ZenbunError } from '../../../errors.ts';
import { BUCKETS, shareInForce } from '../../../rollout/index.ts';
import type { WatchAlarm, WatchSuspect } from '../../../schema/index.ts';
import type { LiveRollouts } from '../../rollout/live-rollouts.ts';
import type { WatchOption } from './watch-options.ts';

/** Ports for reacting to an alarm. */
export interface AlarmReach {
  readonly rollouts: Pick<LiveRollouts, 'all'>;
  /** Guards all routes as `final` from now on. */
  readonly tighten: () => void;
  readonly onTrouble: (trouble: unknown) => void;
}

/**
 * Reports an alarm, and reacts as configured. A rollback takes back only canaries that everybody gets: while stable is
 * served as well, the watch sees answers of stable, and a change of those is not due to the canary.
 */
export function actOnAlarm(onAlarm: WatchOption['onAlarm'], alarm: WatchAlarm, reach: AlarmReach): void {
  const { rollouts, tighten, onTrouble } = reach;
  onTrouble(alarmRaised(alarm));
  if (onAlarm === 'final') tighten();
  if (onAlarm !== 'rollback') return;
  const order = {
    by: 'zenbun watch',
    reason: `alarm: ${suspectsOf(alarm)
      .map(({ id }) => id)
      .join(', ')}`,
  };
  for (const live of rollouts.all) {
    const { stage } = live;
    if (stage !== null && shareInForce(stage.plan, stage.position) === BUCKETS)
      live.order('rollback', order).catch(onTrouble);
  }
}

/** Returns the certain suspects; if none is certain by itself, the one with most evidence. */
const suspectsOf = ({ signals }: WatchAlarm): readonly WatchSuspect[] => {
  const named = signals.filter((signal) => signal.named);
  return named.length > 0 ? named : signals.slice(0, 1);
};

function alarmRaised(alarm: WatchAlarm): ZenbunError {
  const titles = suspectsOf(alarm).map(({ title }) => title);
  return new ZenbunError('internal', {
    en: `watch: answers have changed: ${titles.map(({ en }) => en).join(', ')}`,
    ja: `監視：回答に変化があります：${titles.map(({ ja }) => ja).join('、')}`,
  });
}
