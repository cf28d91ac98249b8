import type { Lang, WatchAlarm } from '../../schema/index.ts';
import { plainBody } from './alarm-bodies/plain.ts';
import { slackBody } from './alarm-bodies/slack.ts';
import { teamsBody } from './alarm-bodies/teams.ts';

/** The recipient that the body of a webhook is made for. */
export type AlarmTemplate = 'plain' | 'slack' | 'teams';

const BODIES: Readonly<Record<AlarmTemplate, (alarm: WatchAlarm, lang: Lang) => object>> = {
  plain: plainBody,
  slack: slackBody,
  teams: teamsBody,
};

/** Returns the JSON body that reports an alarm. Contains no text of any answer. */
export const alarmBody = (template: AlarmTemplate, alarm: WatchAlarm, lang: Lang): object =>
  BODIES[template](alarm, lang);
