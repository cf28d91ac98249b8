import { ZenbunError } from '../../errors.ts';
import { detectorExplanation, detectorList } from '../../report/index.ts';
import { DETECTOR_IDS, type Lang, type ShippedDetectorId } from '../../schema/index.ts';
import { EXIT } from '../exit-code.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { terminalStyle, terminalWidth } from '../terminal/style.ts';

const isDetector = (name: string): name is ShippedDetectorId => (DETECTOR_IDS as readonly string[]).includes(name);

/** `zenbun explain` and `zenbun scan --list-detectors`: lists the detectors, one per line. */
export async function listDetectors(lang: Lang): Promise<number> {
  await writeStdout(detectorList(lang));
  return EXIT.done;
}

/**
 * `zenbun explain <detector>`: tells what it looks for, an example, and what to do. Throws `usage` for an unknown name.
 */
export async function explainCommand(name: string | undefined, flags: SharedFlags, lang: Lang): Promise<number> {
  if (name === undefined) return listDetectors(lang);
  if (!isDetector(name)) {
    const ids = DETECTOR_IDS.join(', ');
    throw new ZenbunError(
      'usage',
      { en: `"${name}" is not a detector`, ja: `「${name}」という検出器はありません` },
      {
        advice: { en: `Choose one of: ${ids}.`, ja: `次から選んでください：${ids}` },
      },
    );
  }
  const style = terminalStyle(flags.color, process.env);
  await writeStdout(detectorExplanation(name, { lang, style, width: terminalWidth() }));
  return EXIT.done;
}
