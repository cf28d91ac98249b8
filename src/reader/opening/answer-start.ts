import { ReasoningScanner } from '../text/reasoning.ts';

/**
 * Returns the offset at which the answer itself begins, after any leading blocks of reasoning and white space; 0
 * without any.
 */
export function answerStart(text: string): number {
  // Most texts have no reasoning marks, which a plain search shows cheaply.
  if (!OPENS.test(text) && !CLOSES.some((mark) => text.includes(mark))) return 0;
  let start = 0;
  let began = false;
  for (const block of new ReasoningScanner().blocks(text, 0, text.length, true)) {
    // A closing mark without an opening one turns everything before it into reasoning.
    if (block.unopened) began = false;
    if (block.reasoning && !began) start = block.end;
    else began ||= text.slice(block.start, block.end).trim() !== '';
  }
  while (start > 0 && start < text.length && text[start]!.trim() === '') start += 1;
  return start;
}

const OPENS = /^\s*(?:[<◁[]|analysis)/;
const CLOSES = ['</', '<|', '◁/', '[/', '<unused', 'assistantfinal'];
