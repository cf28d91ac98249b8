/** An answer copied from a chat page, as the first ShareGPT exports have it: a block of class `markdown` or `prose`. */
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

/** The text of an answer that was copied with its markup; any other text, HTML that was asked for included, as it is. */
export function withoutScrapedHtml(text: string): string {
  if (!SCRAPED.test(text)) return text;
  return text
    .replace(BLOCK_END, '\n')
    .replace(TAG, '')
    .replace(/&(?:lt|gt|quot|#39|#x27|nbsp|amp);/g, (entity) => ENTITIES[entity]!)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
