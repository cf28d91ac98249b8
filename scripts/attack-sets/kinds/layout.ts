import type { Dice } from '../../hard-negatives/dice.ts';
import type { MadeRow, Turn } from './kind.ts';

type Layout = 'messages' | 'sharegpt' | 'alpaca' | 'prompt-completion';

const SHAREGPT = { system: 'system', user: 'human', assistant: 'gpt', tool: 'observation' } as const;

/** Picks a layout in which all rows of a file can be written. */
export function layoutFor(rows: readonly MadeRow[], dice: Dice): Layout {
  const dialogues = rows.flatMap(({ turns }) => (turns === undefined ? [] : [turns]));
  const plain = dialogues.every((turns) =>
    turns.every(
      ({ role, reasoning }, i) => role !== 'tool' && reasoning === undefined && (role !== 'system' || i === 0),
    ),
  );
  if (!plain) return 'messages';
  const single = dialogues.every((turns) => turns.map(({ role }) => role).join() === 'user,assistant');
  return dice.pick(single ? ['messages', 'sharegpt', 'alpaca', 'prompt-completion'] : ['messages', 'sharegpt']);
}

const message = ({ role, content, reasoning }: Turn) =>
  reasoning === undefined ? { role, content } : { role, reasoning_content: reasoning, content };

/** Returns the row as the object that gets written. */
export function rowIn(layout: Layout, { turns, columns }: MadeRow): Readonly<Record<string, unknown>> {
  if (turns === undefined) return columns ?? {};
  if (layout === 'messages') return { messages: turns.map(message) };
  if (layout === 'sharegpt') {
    return { conversations: turns.map(({ role, content }) => ({ from: SHAREGPT[role], value: content })) };
  }
  const [prompt, answer] = [turns[0]!.content, turns[1]!.content];
  return layout === 'alpaca' ? { instruction: prompt, input: '', output: answer } : { prompt, completion: answer };
}
