import type { Evidence, Lang, Message } from '../../../schema/index.ts';
import { chosen } from '../../comparison/numbers.ts';
import { rolloutsOf } from '../../given-evidence.ts';
import { markdownList } from '../../markdown-parts.ts';
import { say } from '../../say.ts';
import { BLANK, documentSection, said } from '../document-parts.ts';

/** The error rate that is proposed if no rollout states its own. */
const PROPOSED_CHANCE = 0.01;

const ON: readonly Message[] = [
  {
    en: 'No check says stop, and somebody has accepted what was not checked.',
    ja: '「停止」の項目がなく、未確認の事項の受け入れが決定されている。',
  },
  {
    en: 'The minimum time and the minimum number of answers of the stage have been reached.',
    ja: 'その段階の最短期間と最少回答数に達している。',
  },
  {
    en: 'The new model has been shown not to be worse by more than the margin agreed ( {blank} ). Chance of going on by mistake: at most {beta}.',
    ja: '取り決めた許容幅（{blank}）を超える悪化がないと判定されている。誤って進む確率は最大 {beta}。',
  },
  {
    en: 'No alarm is open, and the log has been verified on {blank}.',
    ja: '未対応の警報がなく、証跡の検証が済んでいる（検証日：{blank}）。',
  },
];

const BACK: readonly Message[] = [
  {
    en: 'The evidence that the new model is worse reaches its limit. This happens automatically; chance of going back by mistake: at most {alpha}.',
    ja: '悪化を示す証拠が基準に達した（自動で切り戻す）。誤って切り戻す確率は最大 {alpha}。',
  },
  {
    en: 'At least {blank} answers that refused and then complied have reached people.',
    ja: '断った後に応じた回答が、利用者に {blank} 件以上届いた。',
  },
  {
    en: 'A monitoring alarm stays unexplained for {blank} hours.',
    ja: '監視の警報の原因が {blank} 時間以内に判明しない。',
  },
  {
    en: 'The log stops recording, or its verification fails.',
    ja: '証跡の記録が止まった、または証跡の検証に失敗した。',
  },
  { en: 'Anyone named below orders it.', ja: '下記の決定者のいずれかが指示した。' },
];

/** Lists when to go on and when to go back, with the error rates of the last rollout, or proposed ones. */
export function rolloutConditions(evidence: readonly Evidence[], lang: Lang): string[] {
  const rollout = rolloutsOf(evidence).at(-1)?.rollout;
  const rate = (share: number | undefined): Message =>
    say(share === undefined ? { en: '{rate} (proposal)', ja: '{rate}（案）' } : { en: '{rate}', ja: '{rate}' }, {
      rate: chosen(share ?? PROPOSED_CHANCE),
    });
  const values = { alpha: rate(rollout?.alpha), beta: rate(rollout?.beta), blank: BLANK };
  const items = (texts: readonly Message[]) => markdownList(texts.map((text) => said(lang, text, values)));
  return [
    documentSection(lang, { en: 'Go on when all of these hold', ja: '次の段階へ進む条件（すべて満たすこと）' }, [
      items(ON),
    ]),
    documentSection(lang, { en: 'Go back at once when one of these holds', ja: 'ただちに切り戻す条件（いずれか）' }, [
      items(BACK),
    ]),
  ];
}
