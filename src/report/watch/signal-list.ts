import type { Lang, Message, WatchSignalId } from '../../schema/index.ts';
import { padEnd } from '../text-width.ts';

/** What is counted as a hit, by kind of signal. */
const HOW: Readonly<Record<'rate' | 'above' | 'below' | 'commonest', Message>> = {
  rate: { en: 'its rate', ja: '発生率' },
  above: { en: 'above the 99th percentile of the reference', ja: '基準の 99 パーセンタイルを超える率' },
  below: { en: 'below the 1st percentile of the reference', ja: '基準の 1 パーセンタイルを下回る率' },
  commonest: { en: 'the rate of the commonest of the 100 answers before', ja: '直前の 100 件で最も多いものの率' },
};

interface ListedSignal {
  readonly id: WatchSignalId;
  readonly title: Message;
  readonly kind: keyof typeof HOW;
}

/** Lists the catalogue for a person: one line per signal. */
export function signalList(signals: readonly ListedSignal[], lang: Lang): string {
  const widest = Math.max(...signals.map(({ id }) => id.length));
  const lines = signals.map(({ id, title, kind }) => {
    const how = lang === 'ja' ? `（${HOW[kind].ja}）` : ` (${HOW[kind].en})`;
    return `${padEnd(id, widest)}  ${title[lang]}${how}`;
  });
  return `${lines.join('\n')}\n`;
}
