import { reasoningBlocks } from './regions.ts';

/** The offset at which the answer itself begins, after the blocks of reasoning before it; 0 where there are none. */
export function answerStart(text: string): number {
  // Reasoning that nothing opens is told by what closes it; most texts have neither, which a search of bytes tells.
  if (!OPENS.test(text) && !text.includes('</') && !text.includes('◁/')) return 0;
  let start = 0;
  for (const block of reasoningBlocks(text)) {
    if (text.slice(start, block.start).trim() !== '') break;
    start = block.end;
  }
  return start;
}

const OPENS = /^\s*[<◁]/;
