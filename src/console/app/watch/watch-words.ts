import type { LiveWatchStatus, Message } from '../../../schema/index.ts';

export const WATCH_VERDICTS: Readonly<
  Record<LiveWatchStatus['verdict'], { word: Message; says: Message; tone: 'pass' | 'review' | 'block' }>
> = {
  quiet: {
    word: { en: 'quiet', ja: '変化なし' },
    says: { en: 'No sign that the answers have changed.', ja: '回答の傾向が変化した兆候はありません。' },
    tone: 'pass',
  },
  alarm: {
    word: { en: 'alarm', ja: '警報' },
    says: { en: 'The answers have changed.', ja: '回答の傾向が変化しました。' },
    tone: 'block',
  },
  learning: {
    word: { en: 'learning', ja: '学習中' },
    says: { en: 'Nothing can be said yet.', ja: 'まだ判断できません。' },
    tone: 'review',
  },
  gathering: {
    word: { en: 'gathering a reference', ja: '基準を収集中' },
    says: {
      en: 'Nothing is watched yet: the reference is being gathered.',
      ja: 'まだ監視していません：基準を集めています。',
    },
    tone: 'review',
  },
};

/** Returns a status in the gateway's format; null for anything else. */
export function watchIn(value: unknown): LiveWatchStatus | null {
  const status = value as Partial<LiveWatchStatus> | null;
  const isKnown = status?.schema === 'zenbun.watch-live/1' && status.verdict !== undefined;
  return isKnown && status.verdict! in WATCH_VERDICTS ? (status as LiveWatchStatus) : null;
}
