import { requireName, writeWhole } from '../../files/index.ts';
import { referenceFromLogs, referenceSha256, referenceText } from '../../gates/index.ts';
import { isoMinute } from '../../report/index.ts';
import type { Lang } from '../../schema/index.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { logLines } from './log-lines.ts';
import { type LogFlags, logSettings } from './watch-flags.ts';

export interface WatchReferenceFlags extends LogFlags {
  readonly output: string;
}

/** `zenbun watch reference`: makes a reference from the answers of a log. */
export async function watchReferenceCommand(flags: WatchReferenceFlags, lang: Lang): Promise<number> {
  requireName(flags.output);
  const { logs, ...settings } = logSettings(flags, Number.POSITIVE_INFINITY);
  const made = await interruptible((signal) => referenceFromLogs(logs, { ...settings, signal }));
  const { reference } = made;
  await writeWhole(flags.output, referenceText(reference));
  if (!flags.quiet) {
    const span = `${isoMinute(reference.from)} – ${isoMinute(reference.to)}`;
    const lines = [
      lang === 'ja'
        ? `${flags.output}：${reference.answers} 件、${span}、SHA-256 ${referenceSha256(reference)}`
        : `${flags.output}: ${reference.answers} answers, ${span}, SHA-256 ${referenceSha256(reference)}`,
      ...logLines(made.logs, lang),
    ];
    await writeStdout(`${lines.join('\n')}\n`);
  }
  return made.enough ? EXIT.done : EXIT.incomplete;
}
