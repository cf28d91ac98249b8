import type { RolloutStatus } from '../../gates/index.ts';
import type { Message } from '../../schema/index.ts';
import { printableLine } from '../ledger/printable.ts';
import { durationWords, evidenceWords, goalWords, percentWords } from './rollout-words.ts';

/** Says who currently gets what, and the reason if all traffic goes to the stable model. */
export function whatIsServed({ status, isInForce, stage, leaseMs, canary }: RolloutStatus): Message {
  if (stage === null)
    return {
      en: 'all traffic goes to the stable model: no rollout was started',
      ja: '全リクエストを安定版で処理（段階公開は未開始）',
    };
  if (status === 'rolled-back')
    return {
      en: 'all traffic goes to the stable model: the canary was rolled back',
      ja: '全リクエストを安定版で処理（候補モデルは切り戻し済み）',
    };
  const share = percentWords(stage.share);
  if (isInForce) {
    const { policy } = stage;
    return {
      en: `${share} of the traffic gets ${printableLine(canary.model)}, guarded by "${policy}"`,
      ja: `トラフィックの ${share} に ${printableLine(canary.model)}（ガード：${policy}）`,
    };
  }
  if (leaseMs === 0)
    return {
      en: `all traffic goes to the stable model, although the stage says ${share}: the lease ran out, so nobody renews it or its store cannot be reached`,
      ja: `段階は ${share} ですが、全リクエストを安定版で処理：リースが切れています（更新するゲートウェイがないか、保存先に接続できません）`,
    };
  return {
    en: `all traffic goes to the stable model, although the stage says ${share}: the log of this gateway takes no records, or a rollback is on its way`,
    ja: `段階は ${share} ですが、全リクエストを安定版で処理：このゲートウェイが証跡に記録できないか、切り戻しの途中です`,
  };
}

/** Says what happens next, in plain words. */
export function nextSentences(status: RolloutStatus): readonly Message[] {
  const model = printableLine(status.model);
  switch (status.status) {
    case 'none':
      return [
        {
          en: `nothing, until somebody starts it: zenbun rollout start ${model} --reason "…"`,
          ja: `開始されるまで何も起こりません：zenbun rollout start ${model} --reason "…"`,
        },
      ];
    case 'rolled-back':
      return [
        {
          en: `nothing. This is final for this canary: another start needs other weights with their own digest, and another comparison. Why it went back: zenbun rollout history ${model}`,
          ja: `何も起こりません。この候補モデルについては取り消せません。再開するには、別の重み（別のダイジェスト）と新しい比較が必要です。理由の確認：zenbun rollout history ${model}`,
        },
      ];
    case 'completed':
      if (status.stage !== null && status.stage.share < 100) return [HELD_BACK, goesBack(status)];
      return [
        {
          en: `nothing by itself: the evidence is no longer weighed. Put the canary in the place of ${model} in zenbun.yaml. Until then zenbun rollout rollback ${model} still brings stable back.`,
          ja: `自動では何も起こりません（証拠の評価は終了）。zenbun.yaml の ${model} を候補モデルに置き換えてください。それまでは zenbun rollout rollback ${model} で安定版に戻せます。`,
        },
      ];
    case 'paused':
      return [
        {
          en: `it stays in this stage until zenbun rollout resume ${model} or promote. It still goes back by itself.`,
          ja: `zenbun rollout resume ${model} または promote まで、この段階にとどまります。自動の切り戻しは有効です。`,
        },
        goesBack(status),
      ];
    case 'running':
      return [goesOn(status), goesBack(status)];
  }
}

const HELD_BACK: Message = {
  en: 'the rest of the traffic is held back as a control.',
  ja: '残りのトラフィックは、対照として安定版のままです。',
};

function goesBack({ rollback }: RolloutStatus): Message {
  if (rollback === null) return { en: '', ja: '' };
  const [e, goal] = [evidenceWords(rollback.log10), goalWords(rollback.goal)];
  return {
    en: `It goes back by itself, at once, when the evidence for that reaches e = ${goal} (now ${e}).`,
    ja: `切り戻しの証拠が e = ${goal} に達すると、ただちに自動で切り戻します（現在 ${e}）。`,
  };
}

function goesOn(status: RolloutStatus): Message {
  const { stage, isInForce } = status;
  if (stage === null) return { en: '', ja: '' };
  const isLast = stage.index + 1 === stage.of;
  const then: Message = isLast
    ? { en: 'the rollout is complete', ja: '段階公開が完了します' }
    : { en: `stage ${stage.index + 2} of ${stage.of} follows`, ja: `段階 ${stage.index + 2}/${stage.of} に進みます` };
  if (!isInForce)
    return {
      en: 'nothing is decided while all traffic goes to the stable model; it goes on when the stage is in force again',
      ja: '全リクエストを安定版で処理している間は判断しません。段階が再び有効になると続きます',
    };
  const missing = missingFor(status);
  if (missing.length === 0)
    return { en: `nothing is missing: ${then.en} within seconds`, ja: `不足はありません。数秒以内に${then.ja}` };
  const list = { en: missing.map(({ en }) => en).join(', and '), ja: missing.map(({ ja }) => ja).join('、') };
  return { en: `${then.en} after ${list.en}.`, ja: `次が揃うと${then.ja}：${list.ja}。` };
}

/** Lists what the stage still lacks. */
function missingFor({ stage, metrics, promotion }: RolloutStatus): readonly Message[] {
  if (stage === null) return [];
  const { remainingMs, exposures, minExposures } = stage;
  const answers = minExposures - exposures;
  const goal = goalWords(promotion.goal);
  const list = metrics
    .filter(({ isRequired, log10Promotion }) => isRequired && log10Promotion < promotion.goal)
    .map(({ id, log10Promotion }) => `${printableLine(id)} (${evidenceWords(log10Promotion)})`)
    .join(', ');
  return [
    ...(remainingMs <= 0
      ? []
      : [{ en: `${durationWords(remainingMs, 'en')} more`, ja: `あと ${durationWords(remainingMs, 'ja')}` }]),
    ...(answers <= 0
      ? []
      : [{ en: `${answers} more answers of the canary`, ja: `候補モデルの回答あと ${answers} 件` }]),
    ...(list === ''
      ? []
      : [
          {
            en: `evidence (e = ${goal} of each) that these did not rise: ${list}`,
            ja: `上昇していないという証拠（それぞれ e = ${goal}）：${list}`,
          },
        ]),
  ];
}
