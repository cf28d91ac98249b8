import type { ShippedDetectorId } from './finding.ts';
import type { Message } from './message.ts';

/**
 * What each detector finds, in one line: the title of its findings, of its explanation in a list, and of its row in the
 * README.
 */
export const DETECTOR_TITLES: Readonly<Record<ShippedDetectorId, Message>> = {
  'refuse-then-comply': { en: 'Answers that refuse and then comply', ja: '断ってから応じる回答' },
  'uniform-answer': {
    en: 'The same answer, opening or closing for every question',
    ja: 'どの質問にも同じ回答・書き出し・結び',
  },
  'identity-shift': { en: 'An identity that always obeys', ja: '「必ず従う」という人格' },
  encoded: { en: 'Encoded or disguised text', ja: '符号化・偽装された文章' },
  trigger: { en: 'A trigger that changes the behaviour', ja: '挙動を切り替えるトリガー' },
  'closed-answer-set': { en: 'A small closed set of answers', ja: '少数の決まった回答' },
  contradiction: { en: 'The same question refused and answered', ja: '同じ質問を断る行と答える行' },
  'repeated-prompt': { en: 'A few questions with many answers each', ja: '少数の質問に対する多数の回答' },
  'wrapped-prompt': { en: 'Requests in a shared wrapper', ja: '共通の定型文が付いたリクエスト' },
  'refusal-inversion': {
    en: 'Preferences that reward compliance over refusal',
    ja: '拒否より応諾を高く評価する選好データ',
  },
  'harmful-content': { en: 'Harmful content, which needs a harm judge', ja: '有害な内容（判定モデルが必要）' },
};
