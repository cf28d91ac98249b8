import { ZenbunError } from '../../errors.ts';
import type { Message } from '../../schema/index.ts';
import { onTerminal } from '../init/questions.ts';

/**
 * Asks for confirmation on the terminal. Throws `usage` if there is no terminal, since `--yes` is needed then. `kept`
 * is a sentence that says what was not done.
 */
export async function isConfirmed(question: string, kept: Message): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) throw yesNeeded(kept);
  const typed = await onTerminal((ask) => ask(question));
  return ['y', 'yes', 'はい'].includes(typed.trim().toLowerCase());
}

const yesNeeded = (kept: Message) =>
  new ZenbunError(
    'usage',
    { en: 'there is no terminal to ask on', ja: '確認のための端末がありません' },
    {
      advice: {
        en: `${kept.en} Add --yes to do it without being asked.`,
        ja: `${kept.ja}確認なしで実行するには --yes を付けてください。`,
      },
    },
  );
