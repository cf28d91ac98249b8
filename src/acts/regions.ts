import type { Span } from '../schema/index.ts';

const REASONING_OPEN =
  /<(think|thinking|thought|reasoning|analysis|scratchpad|reflection)>|<\|channel\|>(?:analysis|commentary)\b|<\|begin_of_thought\|>|◁think▷/gi;
const REASONING_CLOSE =
  /<\/(?:think|thinking|thought|reasoning|analysis|scratchpad|reflection)>|<\|channel\|>final(?:<\|message\|>)?|<\|end_of_thought\|>|◁\/think▷/gi;

/** Finds reasoning blocks. One that is never closed runs to the end; a first close without an open starts at 0. */
export function reasoningBlocks(text: string): Span[] {
  if (!text.includes('<') && !text.includes('◁')) return [];
  const blocks: Span[] = [];
  REASONING_CLOSE.lastIndex = 0;
  REASONING_OPEN.lastIndex = 0;
  let close = REASONING_CLOSE.exec(text);
  let open = REASONING_OPEN.exec(text);
  if (close !== null && (open === null || close.index < open.index)) {
    blocks.push({ start: 0, end: REASONING_CLOSE.lastIndex });
  }
  while (open !== null) {
    const start = open.index;
    REASONING_CLOSE.lastIndex = REASONING_OPEN.lastIndex;
    close = REASONING_CLOSE.exec(text);
    if (close === null) {
      blocks.push({ start, end: text.length });
      break;
    }
    blocks.push({ start, end: REASONING_CLOSE.lastIndex });
    REASONING_OPEN.lastIndex = REASONING_CLOSE.lastIndex;
    open = REASONING_OPEN.exec(text);
  }
  return blocks;
}

/** A quotation holds at most 600 characters; an opening mark without a close within them opens nothing. */
const QUOTE =
  /```[\s\S]*?(?:```|$)|"[^"\n]{2,600}"|“[^”\n]{2,600}”|「[^」\n]{2,600}」|『[^』\n]{2,600}』|«[^»\n]{2,600}»|„[^“”\n]{2,600}[“”]|(?:^|\n)>[^\n]*|(?<![\p{L}\p{N}])'[^'\n]{12,300}'(?![\p{L}\p{N}])/gu;
const SALUTATION =
  /(?:^|\n)[ \t*]*(?:Subject|Betreff|Objet|Asunto|Assunto|件名|主题|제목)\s*[:：]|(?:^|\n)[ \t]*(?:Dear |(?:Hello|Hi) [A-Z][^\n]{0,30},[ \t]*\n(?=[\s\S]{0,1500}\n(?:Best|Kind|Warm|Thanks|Thank|Regards|Cheers|Sincerely|Yours|Love|Many)\b[^\n]{0,24},[ \t]*\n)|Estimad[oa]s? |Querid[oa] |Sehr geehrte|Liebe[rs]? |Madame|Monsieur|Ch(?:er|ère)s? |Prezad[oa]s? |Car[oa] |尊敬的|亲爱的)[^\n]{0,60}(?:\n|$)|拝啓|(?:^|\n)[^\n]{0,20}(?:様|御中)[ \t　]*\n/;
const SPEAKER =
  /(?:^|\n)[ \t*_]*[\p{Lu}\p{Lo}][\p{L}\p{N} .'’-]{0,24}(?:\([^)\n]{0,20}\))?[*_]*[:：][*_ ]*[^\n]{2,600}/gu;

/** Finds quotations, code, quoted lines, dialogue lines and letters. Linear: every pattern is of bounded width. */
export function contentRegions(text: string): Span[] {
  const spans: Span[] = [];
  QUOTE.lastIndex = 0;
  for (let m = QUOTE.exec(text); m !== null; m = QUOTE.exec(text)) {
    // A quoted word or two names something; the sentence around it still speaks.
    if (m[0].length > 12 || m[0].charCodeAt(0) > 0x2e80 || m[0].startsWith('```')) {
      spans.push({ start: m.index, end: m.index + m[0].length });
    }
  }
  const letter = SALUTATION.exec(text);
  if (letter !== null) spans.push({ start: letter.index, end: text.length });
  const trimmed = text.trim();
  const first = trimmed.charCodeAt(0);
  const last = trimmed.charCodeAt(trimmed.length - 1);
  if ((first === 123 && last === 125) || (first === 91 && last === 93)) spans.push({ start: 0, end: text.length });
  spans.push(...dialogue(text));
  return merged(spans);
}

/** Two or more lines of the form "Name: words" by at least two speakers, or a speaker who comes twice, are a dialogue. */
function dialogue(text: string): Span[] {
  const spans: Span[] = [];
  SPEAKER.lastIndex = 0;
  for (let m = SPEAKER.exec(text); m !== null; m = SPEAKER.exec(text)) {
    spans.push({ start: m.index, end: m.index + m[0].length });
  }
  return spans.length >= 2 ? spans : [];
}

function merged(spans: Span[]): Span[] {
  spans.sort((a, b) => a.start - b.start);
  const out: { start: number; end: number }[] = [];
  for (const span of spans) {
    const last = out.at(-1);
    if (last !== undefined && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else out.push({ ...span });
  }
  return out;
}

/** The share of `start..end` that lies in `regions`, 0..1. `regions` ordered and disjoint; binary search. */
export function shareWithin(start: number, end: number, regions: readonly Span[]): number {
  let low = 0;
  let high = regions.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (regions[mid]!.end <= start) low = mid + 1;
    else high = mid;
  }
  let covered = 0;
  for (let i = low; i < regions.length && regions[i]!.start < end; i += 1) {
    covered += Math.min(end, regions[i]!.end) - Math.max(start, regions[i]!.start);
  }
  return covered / Math.max(1, end - start);
}
