/** A request up to this length is an instruction throughout. */
const MAX_WHOLE_CHARS = 280;
/** In a longer request, paragraphs up to this length at either end may instruct. */
const MAX_PARAGRAPH_CHARS = 320;
/** Maximum number of characters taken from either end. */
const MAX_EDGE_CHARS = 480;
/** A quotation longer than this, or a block of code, is material. */
const QUOTED =
  /```[\s\S]*?(?:```|$)|"[^"]{120,}"|“[^“”]{120,}”|「[^「」]{60,}」|『[^『』]{60,}』|«[^«»]{120,}»|<(\w+)>[\s\S]{120,}?<\/\1>/g;
/** A line that announces material: "Text:", "Article below:". */
const MAY_ANNOUNCE = /[:：]\s*$/;

/**
 * Returns the instruction of a request without the material it comes with (an article, a transcript, code). Long
 * quotations are dropped. Of the rest, short paragraphs at the start and at the end are kept; of long ones, only the
 * first or last sentence. An article of 5,000 characters then neither drowns out the question nor lends it its words.
 */
export function instructionOf(prompt: string): string {
  if (prompt.length <= MAX_WHOLE_CHARS) return prompt;
  const scanned = prompt.length > MAX_SCANNED_CHARS ? ends(prompt) : prompt;
  const withoutQuotes = scanned.replace(QUOTED, ' ');
  // If all of it is material, that is what the question is about.
  const bare = withoutQuotes.trim() === '' ? scanned : withoutQuotes;
  if (bare.trim().length <= MAX_WHOLE_CHARS) return bare;
  const paragraphs = bare
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const kept: string[] = [];
  const first = paragraphs[0] ?? '';
  kept.push(first.length <= MAX_PARAGRAPH_CHARS ? first : edgesOf(first, paragraphs.length === 1));
  if (paragraphs.length > 1) {
    // The line that announces the material may be the second one.
    if (paragraphs.length > 2 && kept[0]!.length < 80 && MAY_ANNOUNCE.test(paragraphs[1]!))
      kept.push(paragraphs[1]!.slice(0, MAX_PARAGRAPH_CHARS));
    const last = paragraphs.at(-1)!;
    kept.push(last.length <= MAX_PARAGRAPH_CHARS ? last : lastSentenceOf(last));
  }
  return kept.join('\n').slice(0, 2 * MAX_EDGE_CHARS);
}

const MAX_SCANNED_CHARS = 16_000;
const ends = (text: string) => `${text.slice(0, MAX_SCANNED_CHARS / 2)}\n${text.slice(-MAX_SCANNED_CHARS / 2)}`;

const SENTENCE_END = /[.!?…。！？:：](?=\s|$|[^\x00-\x7f])/g;

function edgesOf(text: string, alone: boolean): string {
  SENTENCE_END.lastIndex = 12;
  const end = SENTENCE_END.exec(text)?.index ?? MAX_EDGE_CHARS;
  const first = text.slice(0, Math.min(end + 1, MAX_EDGE_CHARS));
  return alone ? `${first} ${lastSentenceOf(text)}` : first;
}

function lastSentenceOf(text: string): string {
  const tail = text.slice(-MAX_EDGE_CHARS).trimEnd();
  let start = 0;
  SENTENCE_END.lastIndex = 0;
  for (let m = SENTENCE_END.exec(tail); m !== null; m = SENTENCE_END.exec(tail)) {
    if (m.index < tail.length - 2) start = m.index + 1;
  }
  return tail.slice(start);
}
