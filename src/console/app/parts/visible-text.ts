/**
 * Makes text of a model safe to show: characters that are invisible or reverse the direction of what follows are
 * written out, so that a text can neither hide its content nor rearrange the page. Keeps white space, and joiners
 * between letters that need them.
 */
export function visibleText(text: string): string {
  return text.replace(/[^\P{C}\n\t\u200c\u200d]/gu, (character) => {
    const code = character.codePointAt(0)!;
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}

/**
 * Returns the language of a text as far as its letters reveal it, for fonts and screen readers; otherwise undefined.
 */
export function languageOf(text: string): 'ja' | 'ko' | undefined {
  if (/[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text)) return 'ja';
  return /\p{sc=Hangul}/u.test(text) ? 'ko' : undefined;
}
