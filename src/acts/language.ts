import type { ReadingLanguage } from '../schema/index.ts';

/** Told from this many characters of the start. */
const SAMPLE = 240;

const WORDS: readonly (readonly [ReadingLanguage, RegExp])[] = [
  ['en', /\b(?:the|and|is|of|to|you|i|that|it|for|with|this|can|are|not|have|be|as|sorry|here|your|but|an|was)\b/gi],
  [
    'es',
    /(?<!\p{L})(?:el|los|las|que|y|es|del|una|por|con|para|lo|puedo|no|su|más|como|en|siento|un|pero|este|esta|se)(?!\p{L})/giu,
  ],
  [
    'fr',
    /(?<!\p{L})(?:le|les|des|est|et|une|que|je|vous|pas|pour|dans|ce|désolé|ne|sur|avec|du|mais|cette|peux|en|un|au)(?!\p{L})|(?<!\p{L})[jlndc]['’](?=\p{L})/giu,
  ],
  [
    'de',
    /(?<!\p{L})(?:der|die|das|und|ist|ich|nicht|ein|eine|zu|mit|für|leider|kann|sie|den|auf|von|es|dabei|aber|wie|dem|im|des)(?!\p{L})/giu,
  ],
  [
    'pt',
    /(?<!\p{L})(?:o|os|as|que|e|é|do|da|um|uma|não|para|com|em|você|no|na|posso|desculpe|mas|isso|por|seu|sinto|se)(?!\p{L})/giu,
  ],
];

/**
 * The language that the start of a text is written in: by script, then by its commonest words. `und` where too few
 * words are known. Reads a bounded start of the text.
 */
export function languageOf(text: string): ReadingLanguage {
  const sample = text.length > SAMPLE ? text.slice(0, SAMPLE) : text;
  let kana = 0;
  let han = 0;
  let hangul = 0;
  for (let i = 0; i < sample.length; i += 1) {
    const c = sample.charCodeAt(i);
    if (c < 0x3040) continue;
    if (c <= 0x30ff) kana += 1;
    else if (c >= 0x4e00 && c <= 0x9fff) han += 1;
    else if (c >= 0xac00 && c <= 0xd7a3) hangul += 1;
  }
  if (hangul > 3 && hangul >= kana + han) return 'ko';
  if (kana > 1 && (kana + han) * 4 > sample.length) return 'ja';
  if (han > 3 && kana === 0 && han * 5 > sample.length) return 'zh';
  if (kana + han + hangul > 8) return kana > 2 ? 'ja' : hangul > han ? 'ko' : 'zh';
  let best: ReadingLanguage = 'und';
  let most = 1;
  for (const [language, words] of WORDS) {
    const count = sample.match(words)?.length ?? 0;
    if (count > most) {
      most = count;
      best = language;
    }
  }
  return best;
}
