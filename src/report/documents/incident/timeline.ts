import { type Evidence, evidenceOf, type Lang, type LoggedRollout, type Message } from '../../../schema/index.ts';
import { minuteOf } from '../../iso-time.ts';
import { say } from '../../say.ts';
import { isoMinute } from '../../watch/iso-minute.ts';
import { shown, tableOf } from '../document-parts.ts';

/** Maximum number of events that are shown; the last ones, if there are more. */
const SHOWN_EVENTS = 40;

interface TimedEvent {
  readonly time: string;
  readonly what: Message;
  /** As the log names them; null if nobody did it. */
  readonly by: string | null;
  readonly place: string;
}

/** Lists the rollouts that were rolled back, the alarms, and the time that the log covers. */
export function timeline(evidence: readonly Evidence[], lang: Lang): string {
  const events = [...loggedEvents(evidence), ...watchEvents(evidence)].sort((a, b) => (a.time < b.time ? -1 : 1));
  if (events.length === 0) return '';
  const rows = events
    .slice(-SHOWN_EVENTS)
    .map(({ time, what, by, place }) => [time, what[lang], by === null ? '–' : shown(by, 60), place]);
  const head: readonly Message[] = [
    { en: 'When', ja: '日時' },
    { en: 'What', ja: '内容' },
    { en: 'By', ja: '実施者' },
    { en: 'Record', ja: '根拠' },
  ];
  return tableOf(lang, head, rows);
}

function loggedEvents(evidence: readonly Evidence[]): TimedEvent[] {
  return evidenceOf(evidence, 'ledger').flatMap(({ source, result }) => {
    const id = shown(source.id);
    const edge = (time: string | null, what: Message): TimedEvent[] =>
      time === null ? [] : [{ time: shown(minuteOf(time)), what, by: null, place: id }];
    return [
      ...edge(result.from, { en: 'records begin', ja: '記録の開始' }),
      ...result.rollouts.flatMap((rollout) => rolloutEvents(rollout, id)),
      ...result.alarms.map(({ time, index, isAcknowledged }) => ({
        time: shown(minuteOf(time)),
        what: isAcknowledged
          ? { en: 'alarm, acknowledged since', ja: '警報（確認済み）' }
          : { en: 'alarm, not acknowledged', ja: '警報（未確認）' },
        by: null,
        place: `${id} #${index}`,
      })),
      ...edge(result.to, { en: 'last record given', ja: '提出された記録の末尾' }),
    ];
  });
}

function rolloutEvents({ steps }: LoggedRollout, id: string): TimedEvent[] {
  if (!steps.some(({ action }) => action === 'rollback')) return [];
  return steps
    .filter(({ action }) => action !== 'pause' && action !== 'resume')
    .map(({ time, action, share, index, by }) => ({
      by,
      time: shown(minuteOf(time)),
      what:
        action === 'rollback'
          ? { en: 'new model rolled back', ja: '新しいモデルを切り戻し' }
          : share === null
            ? { en: 'new model goes on to its next stage', ja: '新しいモデルを次の段階へ' }
            : say(
                { en: 'new model serves {share} % of users', ja: '新しいモデルを利用者の {share} % に提供' },
                { share },
              ),
      place: `${id} #${index}`,
    }));
}

function watchEvents(evidence: readonly Evidence[]): TimedEvent[] {
  return evidenceOf(evidence, 'watch').flatMap(({ source, result: { alarm } }) =>
    alarm === null
      ? []
      : [
          {
            time: isoMinute(alarm.at),
            what: { en: 'monitoring alarm', ja: '監視の警報' },
            by: null,
            place: shown(source.id),
          },
        ],
  );
}
