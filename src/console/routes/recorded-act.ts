import { ConsoleProblem } from '../access/console-problem.ts';
import type { ActFields, ConsoleLog } from '../ports.ts';

/** Records an act of a person. Throws if the log does not take it; nothing else may happen then. */
export async function recorded({ append }: ConsoleLog, kind: string, fields: ActFields): Promise<number> {
  if (append === null)
    throw new ConsoleProblem(409, 'log_read_only', {
      en: 'This log is only read here, so that nothing can be put on record: do this in the console of the gateway.',
      ja: 'ここではログを読むだけで、記録を残せません。ゲートウェイのコンソールで行ってください。',
    });
  try {
    return await append(kind, fields);
  } catch (cause) {
    throw new ConsoleProblem(
      503,
      'not_recorded',
      {
        en: 'The log takes no records now: nothing is shown or changed without one.',
        ja: '証跡に記録できないため、表示も変更も行いません。',
      },
      cause,
    );
  }
}
