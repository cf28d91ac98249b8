import { type Evidence, evidenceOf, type Lang, type LoggedRollout, type Message } from '../../../schema/index.ts';
import { minuteOf } from '../../iso-time.ts';
import { say } from '../../say.ts';
import { isoMinute } from '../../watch/iso-minute.ts';
import { shown, tableOf } from '../document-parts.ts';

/** Events that are shown; the last ones, if there are more. */
const SHOWN_EVENTS = 40;

interface TimedEvent {
  readonly time: string;
  readonly what: Message;
  readonly place: string;
}

/** Rollouts that went back, alarms, and the time that the log covers. */
export function timeline(evidence: readonly Evidence[], lang: Lang): string {
  const events = [...loggedEvents(evidence), ...watchEvents(evidence)].sort((a, b) => (a.time < b.time ? -1 : 1));
  if (events.length === 0) return '';
  const rows = events.slice(-SHOWN_EVENTS).map(({ time, what, place }) => [time, what[lang], place]);
  const head: readonly Message[] = [
    { en: 'When', ja: '日時' },
    { en: 'What', ja: '内容' },
    { en: 'Record', ja: '根拠' },
  ];
  return tableOf(lang, head, rows);
}

function loggedEvents(evidence: readonly Evidence[]): TimedEvent[] {
  return evidenceOf(evidence, 'ledger').flatMap(({ source, result }) => {
    const id = shown(source.id);
    const edge = (time: string | null, what: Message): TimedEvent[] =>
      time === null ? [] : [{ time: shown(minuteOf(time)), what, place: id }];
    return [
      ...edge(result.from, { en: 'first exchange in the log', ja: '証跡の最初のやり取り' }),
      ...result.rollouts.flatMap((rollout) => rolloutEvents(rollout, id)),
      ...result.alarms.map(({ time, index, isAcknowledged }) => ({
        time: shown(minuteOf(time)),
        what: isAcknowledged
          ? { en: 'alarm, acknowledged since', ja: '警報（確認済み）' }
          : { en: 'alarm, not acknowledged', ja: '警報（未確認）' },
        place: `${id} #${index}`,
      })),
      ...edge(result.to, { en: 'last exchange in the log', ja: '証跡の最後のやり取り' }),
    ];
  });
}

function rolloutEvents({ canary, steps }: LoggedRollout, id: string): TimedEvent[] {
  if (!steps.some(({ action }) => action === 'rollback')) return [];
  const model = shown(canary.model, 60);
  return steps
    .filter(({ action }) => action !== 'pause' && action !== 'resume')
    .map(({ time, action, share, index }) => ({
      time: shown(minuteOf(time)),
      what:
        action === 'rollback'
          ? say({ en: '{model} rolled back', ja: '{model} を切り戻し' }, { model })
          : share === null
            ? say({ en: '{model} goes on', ja: '{model} の段階を変更' }, { model })
            : say(
                { en: '{model} serves {share} % of users', ja: '{model} を利用者の {share} % に提供' },
                { model, share },
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
            place: shown(source.id),
          },
        ],
  );
}
