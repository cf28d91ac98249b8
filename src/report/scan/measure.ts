import type { Finding, Lang, Message } from '../../schema/index.ts';
import { chance, grouped, percent, percentRange } from '../numbers.ts';
import { fill, TEXTS } from '../texts.ts';

/** Detectors that count answers, of which a row may have several; all others count rows or questions. */
const COUNTS_ANSWERS: ReadonlySet<string> = new Set(['refuse-then-comply']);

function textOf({ scope, detector }: Finding): Message {
  if (scope === 'files') return TEXTS.measureFiles;
  return COUNTS_ANSWERS.has(detector) ? TEXTS.measureAnswers : TEXTS.measure;
}

/** Returns "24 of 200 rows (12.0 %; 95 % interval 7.8–17.3 %). Benign data: at most 0.1 %. …" */
export function measure(finding: Finding, lang: Lang): string {
  const values = {
    count: grouped(finding.count),
    of: grouped(finding.of),
    share: percent(finding.of === 0 ? 0 : finding.count / finding.of),
    interval: percentRange(finding.interval),
  };
  const sentences = [fill(textOf(finding)[lang], values)];
  if (finding.baseRate !== null) sentences.push(fill(TEXTS.baseRate[lang], { rate: percent(finding.baseRate) }));
  if (finding.level !== 'info') sentences.push(fill(TEXTS.chance[lang], { p: chance(finding.confidence) }));
  return sentences.join(lang === 'ja' ? '' : ' ');
}
