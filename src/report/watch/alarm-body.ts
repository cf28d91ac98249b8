import type { Lang, WatchAlarm } from '../../schema/index.ts';
import { plainBody } from './alarm-bodies/plain.ts';
import { slackBody } from './alarm-bodies/slack.ts';
import { teamsBody } from './alarm-bodies/teams.ts';

/** Whom the body of a webhook is for. */
export type AlarmTemplate = 'plain' | 'slack' | 'teams';

const BODIES: Readonly<Record<AlarmTemplate, (alarm: WatchAlarm, lang: Lang) => object>> = {
  plain: plainBody,
  slack: slackBody,
  teams: teamsBody,
};

/** The JSON body that tells of an alarm. Holds no text of any answer. */
export const alarmBody = (template: AlarmTemplate, alarm: WatchAlarm, lang: Lang): object =>
  BODIES[template](alarm, lang);
