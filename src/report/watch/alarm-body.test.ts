import { expect, test } from 'vitest';
import type { WatchAlarm } from '../../schema/index.ts';
import { alarmBody } from './alarm-body.ts';
import { isoMinute } from './iso-minute.ts';

const ALARM: WatchAlarm = {
  ...{ at: Date.UTC(2027, 0, 4, 9, 30), answers: 12_345, evidence: 3.1e7, threshold: 2.2e7, horizon: 1e6, alpha: 0.05 },
  signals: [
    {
      id: 'refuse-then-comply',
      title: { en: 'refuses, then complies', ja: '拒否の後に応諾' },
      named: true,
      share: 0.9,
      reference: { hits: 30, of: 10_000 },
      observed: { hits: 41, of: 2000 },
      part: { model: '<b>*tuned*</b> & co', language: 'ja' },
    },
    {
      id: 'partial',
      title: { en: 'complies in part', ja: '部分的な応諾' },
      named: false,
      share: 0.1,
      reference: { hits: 0, of: 10_000 },
      observed: { hits: 5, of: 2000 },
      part: null,
    },
  ],
};

test('plain: the alarm as it is, and a text', () => {
  expect(alarmBody('plain', ALARM, 'en')).toEqual({
    schema: 'zenbun.watch-alarm/1',
    alarm: ALARM,
    text: [
      'The answers have changed',
      'At 2027-01-04 09:30 UTC, after 12,345 answers (evidence 3.1e7, threshold 2.2e7).',
      'refuses, then complies: 0.30\u00a0% in the reference, 2.1\u00a0% since (<b>*tuned*</b> & co, ja)',
      'complies in part: 0\u00a0% in the reference, 0.25\u00a0% since (not certain by itself)',
      'Chance of a false alarm in 1,000,000 answers: at most 5.0\u00a0%, while answers come as in the reference.',
    ].join('\n'),
  });
});

test('Slack: Block Kit within its bounds, with nothing that it reads as markup of its own', () => {
  const body = alarmBody('slack', ALARM, 'en') as { text: string; blocks: { type: string; text?: { text: string } }[] };
  expect(body.text).toBe('The answers have changed: refuses, then complies, complies in part');
  expect(body.blocks.map(({ type }) => type)).toEqual(['header', 'section', 'section', 'context']);
  expect(body.blocks[2]!.text!.text).toContain('&lt;b&gt;*tuned*&lt;/b&gt; &amp; co');
  expect(body.blocks[0]!.text!.text.length).toBeLessThanOrEqual(150);
});

test('Teams: an Adaptive Card in a message', () => {
  const body = alarmBody('teams', ALARM, 'ja') as {
    type: string;
    attachments: { contentType: string; content: { type: string; body: unknown[] } }[];
  };
  expect(body.type).toBe('message');
  expect(body.attachments[0]!.contentType).toBe('application/vnd.microsoft.card.adaptive');
  expect(body.attachments[0]!.content).toMatchObject({ type: 'AdaptiveCard', version: '1.4' });
  expect(JSON.stringify(body)).toContain('拒否の後に応諾');
});

test('bodies are JSON, and in Japanese have no English of ours', () => {
  for (const template of ['plain', 'slack', 'teams'] as const) {
    const body = alarmBody(template, ALARM, 'ja');
    expect(JSON.parse(JSON.stringify(body))).toEqual(body);
    expect(JSON.stringify({ ...body, alarm: null })).not.toMatch(/reference|since|Chance/);
  }
});

test('times as Date writes them', () => {
  for (let i = -50; i < 5000; i += 1) {
    const at = i * 86_400_000 * 7.37 + i * 60_000;
    const [date, minute] = new Date(Math.floor(at)).toISOString().slice(0, 16).split('T');
    expect(isoMinute(Math.floor(at))).toBe(`${date} ${minute} UTC`);
  }
});
