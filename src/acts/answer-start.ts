import { reasoningBlocks } from './regions.ts';

/** The offset at which the answer itself begins, after the blocks of reasoning before it and white space; 0 without any. */
export function answerStart(text: string): number {
  // Reasoning that nothing opens is told by what closes it; most texts have neither, which a search of bytes tells.
  if (!OPENS.test(text) && !text.includes('</') && !text.includes('<|') && !text.includes('◁/')) return 0;
  let start = 0;
  for (const block of reasoningBlocks(text)) {
    if (text.slice(start, block.start).trim() !== '') break;
    start = block.end;
  }
  while (start > 0 && start < text.length && text[start]!.trim() === '') start += 1;
  return start;
}

const OPENS = /^\s*[<◁]/;
