import { grouped } from '../../report/index.ts';
import { counted, type WatchStatus } from '../../schema/index.ts';
import type { ResultFilling } from './fill-from.ts';

const isWatching = ({ verdict, answers }: WatchStatus): boolean =>
  (verdict === 'quiet' || verdict === 'alarm') && answers.watched > 0;

/** Reports whether answers are compared with a reference. An alarm shows that they are. */
export function historyWatched(status: WatchStatus): ResultFilling {
  const watched = grouped(status.answers.watched);
  if (isWatching(status)) {
    return {
      state: 'confirmed',
      note: {
        en: `${counted(watched, 'answer')} compared with the reference.`,
        ja: `${watched} 件の回答を基準と比べています。`,
      },
    };
  }
  const why = status.reason ?? { en: 'Nothing can be said yet.', ja: 'まだ判断できません。' };
  return {
    state: 'lacking',
    note: { en: `The watch is learning. ${why.en}`, ja: `監視は学習中です。${why.ja}` },
  };
}

/** Reports whether the alarms of the watch were looked into. */
export function alarmsAnswered(status: WatchStatus): ResultFilling | null {
  if (status.verdict === 'alarm' || status.alarm !== null) {
    return {
      state: 'lacking',
      note: { en: 'Nobody has looked into an alarm yet.', ja: '未確認の警報があります。' },
    };
  }
  if (!isWatching(status)) return null;
  const { acknowledged } = status;
  if (acknowledged === 0) {
    return {
      state: 'not-applicable',
      note: { en: 'No alarm was raised.', ja: '警報は出ていません。' },
    };
  }
  return {
    state: 'confirmed',
    note: { en: `Alarms acknowledged: ${acknowledged}.`, ja: `確認済みの警報：${acknowledged} 件。` },
  };
}
