/**
 * Text of a model as it may be shown: what is invisible, or turns the direction of what follows, is written out, so that a text can neither hide what
 * it says nor rearrange the page. White space stays as it is, and so do joiners between letters that need them.
 */
export function visibleText(text: string): string {
  return text.replace(/[^\P{C}\n\t\u200c\u200d]/gu, (character) => {
    const code = character.codePointAt(0)!;
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}

/** The language of a text as far as its letters tell it, for fonts and screen readers; undefined where they do not. */
export function languageOf(text: string): 'ja' | 'ko' | undefined {
  if (/[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text)) return 'ja';
  return /\p{sc=Hangul}/u.test(text) ? 'ko' : undefined;
}
