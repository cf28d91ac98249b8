import type { Judgement, Message, NotJudgedReason } from '../schema/index.ts';

const WHY: Readonly<Record<NotJudgedReason, Message>> = {
  'empty-answer': { en: 'the answer is empty', ja: '回答が空です' },
  'no-room': {
    en: 'the request is too long for this judge: no room is left for the answer',
    ja: '質問が長すぎて、この判定モデルに回答を渡す余地がありません',
  },
  failed: { en: 'the judge could not be asked', ja: '判定モデルに問い合わせできませんでした' },
  empty: { en: 'the judge returned an empty reply', ja: '判定モデルの出力が空でした' },
  truncated: { en: "the judge's reply was truncated", ja: '判定モデルの出力が途中で切れました' },
  filtered: { en: "a content filter withheld the judge's reply", ja: '判定モデルの出力がフィルターに遮られました' },
  declined: { en: 'the judge declined to judge', ja: '判定モデルが判定を断りました' },
  contradiction: { en: 'the judge contradicted itself', ja: '判定モデルの出力が矛盾しています' },
  unreadable: {
    en: "the judge's reply does not have the required form",
    ja: '判定モデルの出力が、求めた形式ではありません',
  },
  'partly-read': { en: 'only part of the answer was judged', ja: '回答の全文は判定されていません' },
};

/** Returns a judgement that was not reached. `why` says more than the reason does, if more is known. */
export function notJudged(reason: NotJudgedReason, why: Message = WHY[reason]): Judgement {
  return { kind: 'not-judged', reason, why };
}
