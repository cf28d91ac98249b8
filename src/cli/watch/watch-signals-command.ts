import { signalList } from '../../report/index.ts';
import type { Lang } from '../../schema/index.ts';
import { SIGNALS } from '../../watch/index.ts';
import { EXIT } from '../exit-code.ts';
import { writeStdout } from '../terminal/stdout.ts';

/** `zenbun watch signals`: prints the catalogue. */
export async function watchSignalsCommand(lang: Lang): Promise<number> {
  await writeStdout(signalList(SIGNALS, lang));
  return EXIT.done;
}
