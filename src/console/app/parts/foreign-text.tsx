import { languageOf, visibleText } from './visible-text.ts';

/** Text of a model, a client or a file: one text node, isolated from the writing direction around it. */
export function ForeignText({ text, class: className }: { text: string; class?: string }) {
  const language = languageOf(text);
  return (
    <bdi class={className} {...(language === undefined ? {} : { lang: language })}>
      {visibleText(text)}
    </bdi>
  );
}
