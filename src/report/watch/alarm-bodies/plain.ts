import type { Lang, WatchAlarm } from '../../../schema/index.ts';
import { alarmSummary, alarmTitle, guaranteeLine, suspectLine } from '../alarm-lines.ts';
import { isoMinute } from '../iso-minute.ts';

/** For programs: the alarm itself, and a text for whoever sees it. */
export const plainBody = (alarm: WatchAlarm, lang: Lang): object => ({
  schema: 'zenbun.watch-alarm/1',
  text: [
    alarmTitle(lang),
    alarmSummary(alarm, isoMinute(alarm.at), lang),
    ...alarm.signals.map((one) => suspectLine(one, lang)),
    guaranteeLine(alarm, lang),
  ].join('\n'),
  alarm,
});
