import type { LabReport, Lang, Message } from '../../schema/index.ts';
import { markdownList, markdownSection } from '../markdown-parts.ts';
import { hasDefence, hasRow } from './summary.ts';
import { LAB_TEXTS } from './texts.ts';

/**
 * Returns the assumptions under which a number for FRD or AMD holds, to be shown wherever one of `shown` is quoted;
 * empty if there are none.
 */
export function assumptions(report: LabReport, shown: readonly string[], lang: Lang): string {
  const quoted = (id: string) => shown.includes(id) && hasDefence(report, id);
  const texts: readonly Message[] = [
    ...(quoted('frd') ? [LAB_TEXTS.assumesFrd] : []),
    ...(quoted('amd') || quoted('amd-end') ? [LAB_TEXTS.assumesAmd] : []),
  ];
  return texts.map((text) => text[lang]).join(lang === 'ja' ? '' : ' ');
}

/** Lists conclusions that the run does not support, as far as its rows and defences invite them. */
export function caveats(report: LabReport, lang: Lang): string {
  const row = (...ids: string[]) => ids.some((id) => hasRow(report, id));
  const defence = (...ids: string[]) => ids.some((id) => hasDefence(report, id));
  const all: readonly [invited: boolean, text: Message][] = [
    [true, LAB_TEXTS.notLevels],
    [row('harm', 'bendiv', 'harm-short'), LAB_TEXTS.notHarm],
    [row('cmf'), LAB_TEXTS.notCmf],
    [row('benign'), LAB_TEXTS.notBenign],
    [defence('full-text'), LAB_TEXTS.notFullText],
    [defence('frd'), LAB_TEXTS.notFrd],
    [defence('amd') && defence('amd-end'), LAB_TEXTS.notAmd],
    [defence('latch', 'reading'), LAB_TEXTS.notReading],
    [true, LAB_TEXTS.notItem],
  ];
  return markdownSection(LAB_TEXTS.notTitle[lang], [
    markdownList(all.filter(([invited]) => invited).map(([, text]) => text[lang])),
  ]);
}
