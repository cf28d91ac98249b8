/** An answer copied from a chat page, as in the first ShareGPT exports: a block of class `markdown` or `prose`. */
const SCRAPED = /^\s{0,40}<div class="[^"]{0,200}\b(?:markdown|prose)\b/;
const BLOCK_END = /<\/(?:p|li|h[1-6]|pre|tr|ul|ol|table|blockquote|div)>|<br\s?\/?>/g;
const TAG = /<\/?[a-z][a-z0-9]{0,15}(?:\s[^<>]{0,2000})?>/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#x27;': "'",
  '&nbsp;': ' ',
  '&amp;': '&',
};

/**
 * Removes the markup from an answer that was copied with it. Returns any other text unchanged, including HTML that was
 * asked for.
 */
export function withoutScrapedHtml(text: string): string {
  if (!SCRAPED.test(text)) return text;
  return text
    .replace(BLOCK_END, '\n')
    .replace(TAG, '')
    .replace(/&(?:lt|gt|quot|#39|#x27|nbsp|amp);/g, (entity) => ENTITIES[entity]!)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
