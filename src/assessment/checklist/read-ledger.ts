import { grouped } from '../../report/index.ts';
import { counted, type LedgerSummary, type Message } from '../../schema/index.ts';
import type { ResultFilling } from './fill-from.ts';

/**
 * Wraps a function that reads the records of a ledger: only a verified log can confirm anything, and a broken one
 * proves nothing. Whose key signed the log is checked by `logIntact` alone.
 */
export const ofVerifiedLog =
  (read: (log: LedgerSummary) => ResultFilling | null) =>
  (log: LedgerSummary): ResultFilling | null => {
    const found = read(log);
    if (found === null || found.state === 'lacking') return found;
    if (log.integrity.verdict === 'broken') return { ...found, state: 'lacking', note: BROKEN };
    if (found.state !== 'confirmed') return found;
    return log.integrity.verdict === 'ok' ? found : { ...found, state: 'open', note: unverified(found.note) };
  };

const BROKEN: Message = {
  en: 'The log is broken: nothing that it says is taken.',
  ja: '証跡が壊れているため、その内容は根拠になりません。',
};

const unverified = ({ en, ja }: Message): Message => ({
  en: `${en} The log was not verified, so this is not confirmed (--vkey).`,
  ja: `${ja}ただし証跡が検証されていないため、確認済とはしません（--vkey）。`,
});

/** Returns the first note of a verification, in a form that fits inside a sentence. */
function firstNote({ notes }: LedgerSummary['integrity']): Message {
  const { en, ja } = notes[0] ?? { en: 'no more is said', ja: '詳しい理由はありません' };
  return { en: en.replace(/\.$/, ''), ja: ja.replace(/。$/, '') };
}

const NO_RECORD: ResultFilling = {
  state: 'lacking',
  note: { en: 'The log contains no records.', ja: '証跡に記録がありません。' },
};

/** Recognises the note about the log's own key by the one flag that settles the matter. */
const isOwnKey = ({ en }: Message): boolean => en.includes('--vkey');

const OWN_KEY: ResultFilling = {
  state: 'open',
  note: {
    en: 'The log is consistent in itself, but was checked with its own key, which lies beside it. To confirm, give the key that was kept elsewhere (--vkey).',
    ja: '証跡の内部に矛盾はありません。ただし、同じ場所にある証跡自身の鍵で検証しています。確認済にするには、別の場所に保管した鍵を指定してください（--vkey）。',
  },
};

/** Reports whether the log is as it was written. */
export function logIntact({ integrity, records, origin }: LedgerSummary): ResultFilling {
  if (records === 0) return NO_RECORD;
  const [all, why] = [grouped(records), firstNote(integrity)];
  if (integrity.verdict === 'broken') {
    return {
      state: 'lacking',
      note: { en: `The log is broken: ${why.en}.`, ja: `証跡が壊れています：${why.ja}。` },
    };
  }
  if (integrity.verdict === 'unknown') {
    return { state: 'lacking', note: { en: `Not verified: ${why.en}.`, ja: `検証できていません：${why.ja}。` } };
  }
  if (integrity.notes.some(isOwnKey)) return OWN_KEY;
  if (integrity.notes.length > 0) {
    return {
      state: 'open',
      note: {
        en: `The log is consistent in itself, but this was not checked: ${why.en}.`,
        ja: `証跡の内部に矛盾はありませんが、次の点は検証していません：${why.ja}。`,
      },
    };
  }
  return {
    state: 'confirmed',
    note: {
      en: `${counted(all, 'record')} of ${origin}, unchanged: tree and signature were recomputed.`,
      ja: `${origin} の記録 ${all} 件は書き込まれたままです（ハッシュ木と署名を再計算して確認）。`,
    },
  };
}

/** Reports whether the log is complete, as far as an earlier checkpoint can tell. */
export function logComplete({ completeness, records, openIntents, lost }: LedgerSummary): ResultFilling {
  if (records === 0) return NO_RECORD;
  const [cut, pending, why] = [grouped(lost), grouped(openIntents), firstNote(completeness)];
  if (completeness.verdict !== 'ok') {
    return {
      // Unknown is not a fault of the log: settling it needs a checkpoint from elsewhere.
      state: completeness.verdict === 'broken' ? 'lacking' : 'open',
      note: { en: `Not shown: ${why.en}.`, ja: `確認できていません：${why.ja}。` },
    };
  }
  if (completeness.notes.length > 0) {
    return { state: 'open', note: { en: `Not checked: ${why.en}.`, ja: `次の点は検証していません：${why.ja}。` } };
  }
  if (lost > 0) {
    return {
      state: 'open',
      note: {
        en: `Nothing is missing since the earlier checkpoint, but exchanges were cut off by a crash: ${cut}.`,
        ja: `以前のチェックポイントからの欠落はありませんが、障害で途切れたやり取りが ${cut} 件あります。`,
      },
    };
  }
  return {
    state: 'confirmed',
    note: {
      en: `Nothing is missing since the earlier checkpoint; exchanges without an end: ${pending}.`,
      ja: `以前のチェックポイントからの欠落はありません（終わりの記録がないやり取り：${pending} 件）。`,
    },
  };
}

const spanOf = (log: LedgerSummary): string => `${(log.from ?? '?').slice(0, 10)} – ${(log.to ?? '?').slice(0, 10)}`;

/** Reports whether the log contains exchanges, with both their beginning and their end. */
export function exchangesLogged(log: LedgerSummary): ResultFilling {
  const { exchanges, answers, erased } = log;
  if (exchanges === 0 || answers.n === 0) {
    return {
      state: 'lacking',
      note: { en: 'The log contains no finished exchange.', ja: '証跡に完了したやり取りがありません。' },
    };
  }
  const [all, ended, gone] = [exchanges, answers.n, erased].map(grouped);
  const span = spanOf(log);
  return {
    state: 'confirmed',
    note: {
      en: `${counted(all!, 'exchange')} (${span}), with an end: ${ended}; texts erased: ${gone}. What does not pass through the gateway is not in it.`,
      ja: `やり取り ${all} 件（${span}）、うち完了 ${ended} 件、本文を消去した記録 ${gone} 件。ゲートウェイを通らないやり取りは含みません。`,
    },
  };
}

/** Reports whether every logged answer was read to the end. */
export function loggedAnswersRead({ answers }: LedgerSummary): ResultFilling | null {
  if (answers.n === 0) return null;
  const [all, partly, unread] = [answers.n, answers.partlyUnread, answers.outcomes.unread].map(grouped);
  if (answers.partlyUnread > 0 || answers.outcomes.unread > 0) {
    return {
      state: 'open',
      note: {
        en: `Of ${counted(all!, 'answer')}, ${partly} were read in part, and ${unread} are in a language that is not read.`,
        ja: `回答 ${all} 件のうち、一部を読めなかったもの ${partly} 件、対応していない言語のもの ${unread} 件。`,
      },
    };
  }
  return {
    state: 'confirmed',
    note: {
      en: `All ${counted(all!, 'answer')} were read to the end.`,
      ja: `回答 ${all} 件をすべて最後まで読みました。`,
    },
  };
}

/** Reports whether the log shows what happened when answers were abnormal. */
export function abnormalKept({ answers, alarms, records, isWatched }: LedgerSummary): ResultFilling | null {
  if (records === 0) return null;
  const counts = [answers.withheld, answers.outcomes['refuse-then-comply'], alarms.length];
  const [held, turned, raised] = counts.map(grouped);
  if (counts.every((count) => count === 0)) {
    return {
      state: 'open',
      note: {
        en: 'The log contains no abnormal answer and no alarm so far.',
        ja: '証跡に、異常な回答や警報の記録はまだありません。',
      },
    };
  }
  const alarmed: Message = isWatched
    ? { en: `${counted(raised!, 'alarm')}`, ja: `警報 ${raised} 件` }
    : { en: 'no record of the watch', ja: '監視の記録なし' };
  return {
    state: 'confirmed',
    note: {
      en: `On record: ${counted(held!, 'answer')} held back by the guard, ${turned} that refused and then complied, ${alarmed.en}.`,
      ja: `記録あり：ガードが続きを保留した回答 ${held} 件、拒否の後に応諾した回答 ${turned} 件、${alarmed.ja}。`,
    },
  };
}

/** Reports the period that the log covers; people must judge whether it is as long as their rule requires. */
export function logReach(log: LedgerSummary): ResultFilling | null {
  if (log.from === null || log.to === null) return null;
  const span = spanOf(log);
  return {
    state: 'open',
    note: { en: `The log covers ${span}.`, ja: `証跡にあるやり取りの期間：${span}。` },
  };
}

/**
 * Interprets a log without alarms, which settles nothing: a watch that is absent or still learning raises no alarm, and
 * a rollback is not an alarm.
 */
export function noAlarmLogged({ alarms, isWatched, rollouts, records }: LedgerSummary): ResultFilling | null {
  if (alarms.length > 0 || records === 0) return null;
  if (isWatched)
    return {
      state: 'open',
      note: {
        en: 'The log records no alarm; it does not tell whether the watch had finished learning.',
        ja: '証跡に警報の記録はありません。ただし、監視の学習が終わっていたかは証跡から分かりません。',
      },
    };
  const isRolledBack = rollouts.some(({ steps }) => steps.some(({ action }) => action === 'rollback'));
  const beside: Message = isRolledBack
    ? { en: ' A rollback is not an alarm of the watch.', ja: '切り戻しは監視の警報には含まれません。' }
    : { en: '', ja: '' };
  return {
    state: 'open',
    note: {
      en: `The log contains no record of the watch, so nobody watched for alarms.${beside.en}`,
      ja: `証跡に監視の記録がなく、警報を出す監視は行われていません。${beside.ja}`,
    },
  };
}

/** Reports whether the alarms in the log were looked into. */
export function loggedAlarmsAnswered({ alarms }: LedgerSummary): ResultFilling | null {
  if (alarms.length === 0) return null;
  const waiting = alarms.filter(({ isAcknowledged }) => !isAcknowledged);
  const [all, open] = [alarms.length, waiting.length];
  if (open > 0) {
    return {
      state: 'lacking',
      note: {
        en: `Alarms that nobody has acknowledged: ${open} of ${all}.`,
        ja: `警報 ${all} 件のうち ${open} 件が未確認です。`,
      },
      records: waiting.map(({ index }) => index),
    };
  }
  return {
    state: 'confirmed',
    note: { en: `All alarms were acknowledged: ${all}.`, ja: `警報 ${all} 件はすべて確認済みです。` },
    records: alarms.map(({ index }) => index),
  };
}
