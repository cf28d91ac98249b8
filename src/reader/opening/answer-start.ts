import { ReasoningScanner } from '../text/reasoning.ts';

/** The offset at which the answer itself begins, after the blocks of reasoning before it and white space; 0 without any. */
export function answerStart(text: string): number {
  // Most texts have no mark of reasoning, which a search of bytes tells.
  if (!OPENS.test(text) && !CLOSES.some((mark) => text.includes(mark))) return 0;
  let start = 0;
  let began = false;
  for (const block of new ReasoningScanner().blocks(text, 0, text.length, true)) {
    // The end of a block that nothing opened makes reasoning of all before it.
    if (block.unopened) began = false;
    if (block.reasoning && !began) start = block.end;
    else began ||= text.slice(block.start, block.end).trim() !== '';
  }
  while (start > 0 && start < text.length && text[start]!.trim() === '') start += 1;
  return start;
}

const OPENS = /^\s*(?:[<◁[]|analysis)/;
const CLOSES = ['</', '<|', '◁/', '[/', '<unused', 'assistantfinal'];
