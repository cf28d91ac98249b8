import type { Lang, WatchAlarm } from '../../../schema/index.ts';
import { alarmSummary, alarmTitle, guaranteeLine, suspectLine } from '../alarm-lines.ts';
import { isoMinute } from '../iso-minute.ts';

/** Escapes the characters that Slack reads as its markup; names of models come from configurations. */
const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]!);
const section = (text: string): object => ({
  type: 'section',
  text: { type: 'mrkdwn', text: escaped(text).slice(0, 3000) },
});

/** Returns the body for an incoming webhook of Slack (Block Kit): `text` is what notifications show. */
export const slackBody = (alarm: WatchAlarm, lang: Lang): object => ({
  text: escaped(
    `${alarmTitle(lang)}${lang === 'ja' ? '：' : ': '}${alarm.signals.map(({ title }) => title[lang]).join(', ')}`,
  ),
  blocks: [
    { type: 'header', text: { type: 'plain_text', text: alarmTitle(lang) } },
    section(alarmSummary(alarm, isoMinute(alarm.at), lang)),
    section(alarm.signals.map((one) => `• ${suspectLine(one, lang)}`).join('\n')),
    { type: 'context', elements: [{ type: 'mrkdwn', text: escaped(guaranteeLine(alarm, lang)) }] },
  ],
});
