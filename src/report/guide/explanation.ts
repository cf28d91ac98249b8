import type { Lang, ShippedDetectorId } from '../../schema/index.ts';
import type { Style } from '../style.ts';
import { wrap } from '../text-width.ts';
import { fill, TEXTS } from '../texts.ts';
import { DETECTOR_GUIDES } from './detector-guide.ts';

export interface ExplanationOptions {
  readonly lang: Lang;
  readonly style: Style;
  readonly width: number;
}

/**
 * Explains what a detector looks for, with an example, what else it may be, what to do, and how to accept a finding.
 */
export function detectorExplanation(id: ShippedDetectorId, { lang, style, width }: ExplanationOptions): string {
  const { looksFor, example, mayBe, next } = DETECTOR_GUIDES[id];
  const parts = [
    [TEXTS.explainLooksFor, looksFor[lang]],
    [TEXTS.explainExample, example[lang]],
    [TEXTS.explainMayBe, mayBe[lang]],
    [TEXTS.explainNext, next[lang]],
    [TEXTS.explainAccept, fill(TEXTS.explainAcceptHow[lang], { id })],
  ] as const;
  const columns = Math.min(100, Math.max(40, width)) - 2;
  return [
    style.bold(id),
    ...parts.flatMap(([title, text]) => [
      '',
      style.bold(title[lang]),
      ...wrap(text, columns).map((line) => `  ${line}`),
    ]),
    '',
  ].join('\n');
}
