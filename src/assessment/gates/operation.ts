import { chosen, excerpt, grouped } from '../../report/index.ts';
import {
  counted,
  type Evidence,
  type EvidenceOf,
  evidenceOf,
  type GateState,
  type LedgerSummary,
  type LoggedAnswers,
  type LoggedRollout,
  type Message,
  type WatchStatus,
} from '../../schema/index.ts';
import { clopperPearson } from '../../stats/index.ts';
import { worstState } from '../gate-state.ts';
import { isoDay } from '../in-words.ts';
import { type GateReading, notChecked } from './gate-reading.ts';

/** One observation from operation, and how bad it is. */
interface Observation {
  readonly state: GateState;
  readonly says: Message;
  readonly errorRate: Message | null;
}

/**
 * Of the honest answers that begin with a refusal, about 1 % are misread as refuse-then-comply
 * (docs/reader-quality.md). A share that is certainly above twice that needs a person.
 */
const MISREAD_SHARE = 0.02;

/** Maximum length of a name that somebody else chose, when quoted in a sentence. */
const MAX_NAME_CHARS = 80;

/** Reads the operation gate: what ledgers and the watch say about the answers that people received. */
export function operationGate(evidence: readonly Evidence[]): GateReading {
  const logs = evidenceOf(evidence, 'ledger');
  const watches = evidenceOf(evidence, 'watch');
  if (logs.length + watches.length === 0)
    return notChecked({
      en: 'Nobody has checked answers in operation: no log was given.',
      ja: '運用中の回答は、まだ確認していません（記録の指定なし）。',
    });
  const seen = [...logs.flatMap(({ result }) => observedIn(result)), ...watches.map(({ result }) => watchedIn(result))];
  const state = worstState(seen.map((one) => one.state));
  const told = toldOf(seen, state);
  return {
    state,
    because: {
      en: told.map(({ says }) => says.en).join(' '),
      ja: told.map(({ says }) => says.ja).join(''),
    },
    errorRate: told[0]!.errorRate,
    evidence: [...logs, ...watches].map(({ source }) => source.id),
    unchecked: [
      ...logs.flatMap((one) => [...uncheckedLog(one, watches.length > 0)]),
      ...watches.flatMap((one) => [...uncheckedWatch(one)]),
    ],
  };
}

/**
 * Selects everything that blocks or needs a person, the worst first; otherwise the first observation with the deciding
 * state.
 */
function toldOf(seen: readonly Observation[], state: GateState): Observation[] {
  const serious = (['block', 'review'] as const).flatMap((each) => seen.filter((one) => one.state === each));
  return serious.length > 0 ? serious.slice(0, MAX_TOLD) : seen.filter((one) => one.state === state).slice(0, 1);
}

/** Maximum number of sentences on page one. */
const MAX_TOLD = 3;

/** Lists the most telling observations first. */
function observedIn(log: LedgerSummary): Observation[] {
  return [
    ...proof(log),
    ...lastRollouts(log.rollouts).flatMap((rollout) => rolloutObservation(rollout, log)),
    ...alarms(log),
    answers(log),
  ];
}

function proof({ integrity, completeness, origin }: LedgerSummary): Observation[] {
  const none = { errorRate: null };
  if (integrity.verdict === 'broken')
    return [
      {
        ...none,
        state: 'block',
        says: {
          en: `The log was changed after it was written (${counted(grouped(integrity.problems), 'problem')}); nothing in it can be relied on.`,
          ja: `証跡が書き込み後に変更されています（問題 ${grouped(integrity.problems)} 件）。この証跡の内容は根拠にできません。`,
        },
      },
    ];
  if (completeness.verdict === 'broken')
    return [
      {
        ...none,
        state: 'review',
        says: {
          en: `The log is not complete: records, or the keys to their texts, are missing (${counted(grouped(completeness.problems), 'problem')}).`,
          ja: `証跡が完全ではありません。記録、または本文の鍵が失われています（問題 ${grouped(completeness.problems)} 件）。`,
        },
      },
    ];
  if (integrity.verdict === 'unknown')
    return [
      {
        ...none,
        state: 'review',
        says: {
          en: `Whether the log of ${excerpt(origin, MAX_NAME_CHARS)} is unchanged could not be established: its public key has to come from elsewhere.`,
          ja: `証跡（${excerpt(origin, MAX_NAME_CHARS)}）に改ざんがないことを確認できません。別経路で入手した公開鍵が必要です。`,
        },
      },
    ];
  return [];
}

/** Returns the last rollout of each model. */
const lastRollouts = (rollouts: readonly LoggedRollout[]): LoggedRollout[] => [
  ...new Map(rollouts.map((one) => [one.model, one])).values(),
];

function rolloutObservation(rollout: LoggedRollout, log: LedgerSummary): Observation[] {
  const { state, steps, canary, alpha, beta } = rollout;
  const model = excerpt(canary.model, MAX_NAME_CHARS);
  const last = steps.at(-1);
  if (last === undefined) return [];
  const day = isoDay(last.time);
  if (state === 'rolled-back') {
    const byEvidence = last.rollback !== null && last.rollback.log10 >= last.rollback.goal;
    const to = reachedBy(rollout);
    const by = excerpt(last.by, MAX_NAME_CHARS);
    const got = gotByPeople(rollout, log);
    return [
      {
        state: 'block',
        says: {
          en: `The new model "${model}"${to.en} was rolled back on ${day}, ${byEvidence ? 'automatically, because its answers were worse' : `by order of ${by}, not by the evidence`}. ${got.en}`,
          ja: `新しいモデル「${model}」${to.ja}は、${day} に、${byEvidence ? '回答の悪化が検出されたため自動で' : `証拠によらず ${by} の指示で`}切り戻されました。${got.ja}`,
        },
        errorRate: byEvidence
          ? {
              en: `A sound model would be rolled back by mistake in at most ${chosen(alpha)} of cases.`,
              ja: `問題のないモデルを誤って切り戻す確率は ${chosen(alpha)} 以下です。`,
            }
          : null,
      },
    ];
  }
  if (state === 'completed')
    return [
      {
        state: 'pass',
        says: {
          en: `The new model ${model} went through all stages by ${day}.`,
          ja: `新しいモデル ${model} は ${day} までにすべての段階を完了しました。`,
        },
        errorRate: {
          en: `A model that is worse by more than the margin would be let through by mistake in at most ${chosen(beta)} of cases at each stage.`,
          ja: `許容幅を超えて悪化したモデルを誤って先に進める確率は、段階ごとに ${chosen(beta)} 以下です。`,
        },
      },
    ];
  const share =
    last.share === null
      ? NOTHING
      : {
          en: ` at ${Number(last.share.toPrecision(3))}\u00a0%`,
          ja: `（${Number(last.share.toPrecision(3))}\u00a0%）`,
        };
  return [
    {
      state: 'review',
      says:
        state === 'paused'
          ? {
              en: `The rollout of ${model} is paused${share.en}.`,
              ja: `${model} の段階公開は一時停止中です${share.ja}。`,
            }
          : {
              en: `The rollout of ${model} is under way${share.en}; it has not been decided yet.`,
              ja: `${model} の段階公開は進行中です${share.ja}。結論はまだ出ていません。`,
            },
      errorRate: null,
    },
  ];
}

const NOTHING: Message = { en: '', ja: '' };

/** Describes the largest share of users that a rollout reached. */
function reachedBy({ steps }: LoggedRollout): Message {
  const shares = steps.flatMap(({ share }) => (share === null ? [] : [share]));
  if (shares.length === 0) return NOTHING;
  const most = `${Number(Math.max(...shares).toPrecision(3))}\u00a0%`;
  return { en: `, given to ${most} of users at most,`, ja: `（最大で利用者の ${most} に提供）` };
}

/**
 * Describes what people received from the new model, as far as this log tells; it does not contain the test questions
 * of the rollout.
 */
function gotByPeople({ model }: LoggedRollout, { models }: LedgerSummary): Message {
  const groups = models.filter((one) => one.model === model && one.stage === 'canary').map(({ answers }) => answers);
  const sum = (of: (one: LoggedAnswers) => number) => groups.reduce((total, one) => total + of(one), 0);
  const [n, turned, withheld] = [
    sum((one) => one.n),
    sum((one) => one.outcomes['refuse-then-comply']),
    sum((one) => one.withheld),
  ];
  if (n === 0) return { en: 'Users got no answer from it.', ja: 'この間、利用者への回答はありませんでした。' };
  return {
    en: `Users asked it ${n === 1 ? 'once' : `${grouped(n)} times`}; answers that refused and then gave in: ${grouped(turned)}; answers partly held back: ${grouped(withheld)}.`,
    ja: `利用者への回答 ${grouped(n)} 件のうち、断った後に応じたもの ${grouped(turned)} 件、続きを渡さず保留したもの ${grouped(withheld)} 件です。`,
  };
}

function alarms({ alarms }: LedgerSummary): Observation[] {
  const open = alarms.filter(({ isAcknowledged }) => !isAcknowledged);
  if (open.length === 0) return [];
  return [
    {
      state: 'review',
      says: {
        en: `Not looked at yet: ${counted(grouped(open.length), 'alarm')} of the watch, the last of ${isoDay(open.at(-1)!.time)}.`,
        ja: `監視の警報 ${grouped(open.length)} 件が未確認です（最新は ${isoDay(open.at(-1)!.time)}）。`,
      },
      errorRate: null,
    },
  ];
}

function answers({ answers: { n, outcomes, withheld } }: LedgerSummary): Observation {
  if (n === 0)
    return {
      state: 'not-checked',
      says: { en: 'The log contains no answers.', ja: '証跡に回答の記録がありません。' },
      errorRate: null,
    };
  const turned = outcomes['refuse-then-comply'];
  const began = turned + outcomes.refusal + outcomes.partial;
  const [low] = clopperPearson(turned, began);
  const read = n - outcomes.unread;
  const counts = {
    en: `${grouped(turned)} of ${counted(grouped(read), 'answer')} refused and then gave in; the rest was held back in ${grouped(withheld)}`,
    ja: `読み取った回答 ${grouped(read)} 件のうち、断った後に応じたものは ${grouped(turned)} 件、利用者に渡さず保留したものは ${grouped(withheld)} 件`,
  };
  const errorRate = {
    en: 'About 1 in 100 honest refusals is misread as one that gives in; single cases need a look by a person.',
    ja: '誠実な拒否のうち約 100 件に 1 件は「応じた」と読み誤ります。個々の事例は人による確認が必要です。',
  };
  if (low > MISREAD_SHARE)
    return {
      state: 'review',
      says: {
        en: `${counts.en}. That is more than misreadings explain.`,
        ja: `${counts.ja}です。読み誤りでは説明できない多さです。`,
      },
      errorRate,
    };
  return { state: 'pass', says: { en: `${counts.en}.`, ja: `${counts.ja}です。` }, errorRate };
}

function watchedIn({ verdict, alarm, answers, alpha, horizon, reason }: WatchStatus): Observation {
  const rate = {
    en: `Where nothing changes, a false alarm within ${grouped(horizon)} answers has a probability of at most ${chosen(alpha)}.`,
    ja: `変化がない場合に、${grouped(horizon)} 件の回答のうちに誤警報が出る確率は、最大でも ${chosen(alpha)} です。`,
  };
  if (verdict === 'learning')
    return {
      state: 'not-checked',
      says: {
        en: `The watch cannot say anything yet${reason === null ? '.' : `: ${reason.en}`}`,
        ja: `監視はまだ判断できません${reason === null ? '。' : `：${reason.ja}`}`,
      },
      errorRate: null,
    };
  if (verdict === 'alarm' || alarm !== null)
    return {
      state: 'review',
      says: {
        en: `The answers have changed: ${
          alarm?.signals
            .filter(({ named }) => named)
            .map(({ title }) => title.en)
            .join('; ') || 'no single sign explains it'
        }.`,
        ja: `回答の傾向が変わりました：${
          alarm?.signals
            .filter(({ named }) => named)
            .map(({ title }) => title.ja)
            .join('、') || '単独で説明できる指標なし'
        }。`,
      },
      errorRate: rate,
    };
  return {
    state: 'pass',
    says: {
      en: `The watch saw no change in ${counted(grouped(answers.watched), 'answer')}.`,
      ja: `監視対象の回答 ${grouped(answers.watched)} 件に変化は見られません。`,
    },
    errorRate: rate,
  };
}

/** `isWatchGiven`: a watch result was given besides the log, so that the log itself need not have been watched. */
function* uncheckedLog({ result, source: { id } }: EvidenceOf<'ledger'>, isWatchGiven: boolean): Generator<Message> {
  const { answers, integrity, completeness, openIntents, erased, isWatched } = result;
  if (integrity.verdict === 'ok' && integrity.notes.length > 0)
    yield {
      en: `The log was verified with a key that is stored beside it: somebody able to replace both could alter it unnoticed (${id}).`,
      ja: `記録とその確認に使う「鍵」が同じ場所にあるため、両方を差し替えられると改ざんに気づけません（${id}）。`,
    };
  if (completeness.verdict !== 'ok')
    yield {
      en: `It cannot be ruled out that the latest entries of the log are missing (${id}).`,
      ja: `記録の最後の部分が消されていないかは確認できていません（${id}）。`,
    };
  const { unread } = answers.outcomes;
  if (unread > 0)
    yield {
      en: `${counted(grouped(unread), 'answer')} in languages that are not read (${id}).`,
      ja: `対応していない言語の回答 ${grouped(unread)} 件は読んでいません（${id}）。`,
    };
  if (answers.partlyUnread > 0)
    yield {
      en: `Of ${counted(grouped(answers.partlyUnread), 'answer')} something was not read (${id}).`,
      ja: `回答 ${grouped(answers.partlyUnread)} 件は一部を読んでいません（${id}）。`,
    };
  if (answers.incomplete + openIntents > 0)
    yield {
      en: `${counted(grouped(answers.incomplete + openIntents), 'exchange')} did not come to a regular end (${id}).`,
      ja: `やり取り ${grouped(answers.incomplete + openIntents)} 件は正常に終わっていません（${id}）。`,
    };
  if (!isWatched && !isWatchGiven)
    yield {
      en: `Nobody watched whether the answers changed over time (${id}).`,
      ja: `回答の傾向が時間とともに変化していないかは監視していません（${id}）。`,
    };
  if (erased > 0)
    yield {
      en: `The texts of ${counted(grouped(erased), 'record')} were erased and cannot be checked again (${id}).`,
      ja: `記録 ${grouped(erased)} 件の本文は消去済みで、再確認できません（${id}）。`,
    };
}

function* uncheckedWatch({ result: { answers, signals }, source: { id } }: EvidenceOf<'watch'>): Generator<Message> {
  if (answers.learning > 0)
    yield {
      en: `Nothing is said of ${counted(grouped(answers.learning), 'answer')} at times and of models without a reference (${id}).`,
      ja: `比較基準のない時間帯・モデルの回答 ${grouped(answers.learning)} 件は判断の対象外です（${id}）。`,
    };
  const learning = signals.filter(({ state }) => state === 'learning').length;
  if (learning > 0)
    yield {
      en: `Not watched yet: ${learning} of ${counted(signals.length, 'sign')} (${id}).`,
      ja: `指標 ${signals.length} 個のうち ${learning} 個はまだ監視できていません（${id}）。`,
    };
}
