import type { Lang, WatchAlarm } from '../../../schema/index.ts';
import { alarmSummary, alarmTitle, guaranteeLine, rateOf } from '../alarm-lines.ts';
import { isoMinute } from '../iso-minute.ts';

/** Escapes the characters that a TextBlock reads as Markdown. */
const escaped = (text: string): string => text.replace(/[\\*_[\]`#<>]/g, (c) => `\\${c}`);
const block = (text: string, more: object = {}): object => ({
  type: 'TextBlock',
  text: escaped(text),
  wrap: true,
  ...more,
});

/** Returns the body for a webhook of Teams (Workflows): a message with an Adaptive Card 1.4. */
export const teamsBody = (alarm: WatchAlarm, lang: Lang): object => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      contentUrl: null,
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        body: [
          block(alarmTitle(lang), { size: 'Large', weight: 'Bolder', color: 'Attention' }),
          block(alarmSummary(alarm, isoMinute(alarm.at), lang)),
          {
            type: 'FactSet',
            facts: alarm.signals.map(({ title, reference, observed }) => ({
              title: title[lang],
              value: `${rateOf(reference)} → ${rateOf(observed)}`,
            })),
          },
          block(guaranteeLine(alarm, lang), { isSubtle: true, size: 'Small' }),
        ],
      },
    },
  ],
});
