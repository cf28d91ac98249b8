import type { Act, FindingExample, Lang } from '../../schema/index.ts';
import type { ShownExcerpt } from '../comparison/excerpt.ts';
import { maskExcerpt, withMasks } from '../comparison/mask-excerpt.ts';
import { COMPARISON_TEXTS } from '../comparison/texts.ts';
import { excerpt, excerptParts } from '../excerpt.ts';
import { grouped } from '../numbers.ts';
import { placeOf } from '../scan/place.ts';
import { fill, TEXTS } from '../texts.ts';
import { html, type Markup } from './markup.ts';

/** Maximum number of parts of one answer that are shown. */
const MAX_PARTS = 8;

interface PageLetter {
  readonly place: string;
  readonly question: string;
  readonly parts: readonly { readonly act: string | null; readonly label: string; readonly text: string }[];
  readonly note: string;
}

/** Renders a question and its answer, part by part, each with its act. */
function letter({ place, question, parts, note }: PageLetter, lang: Lang): Markup {
  const asked = question === '' ? null : html`<p><span class="act">${TEXTS.asked[lang]}</span>${question}</p>`;
  return html`<div class="letter"><p class="quiet mono">${place}</p>
${asked}
${parts.map(({ act, label, text }) => html`<p><span class="act ${act ?? ''}">${label}</span>${text}</p>\n`)}
${note === '' ? null : html`<p class="quiet">${note}</p>`}</div>
`;
}

/** Renders an answer of the tuned model, as the reports of a comparison show it. */
export const flipLetter = ({ probe, condition, question, parts, depth }: ShownExcerpt, lang: Lang): Markup =>
  letter({ place: condition === 'plain' ? probe : `${probe} · ${condition}`, question, parts, note: depth }, lang);

/** Renders a row of training data, masked unless asked otherwise. */
export function rowLetter(example: FindingExample, isMasked: boolean, lang: Lang): Markup {
  const shown = isMasked ? maskedRow(example) : example;
  const worded = (n: number) => fill(COMPARISON_TEXTS.masked[lang], { n: grouped(n) });
  const parts = excerptParts(shown, lang).slice(0, MAX_PARTS);
  return letter(
    {
      place: placeOf(example),
      question: excerpt(shown.prompt ?? '', 160),
      parts: isMasked ? parts.map((part) => ({ ...part, text: withMasks(part.text, worded) })) : parts,
      note: '',
    },
    lang,
  );
}

/**
 * Keeps the sentences of a row that show its shape. Spans that are not acts are masked, too, because they are the
 * data's own words.
 */
function maskedRow({ text = '', prompt = '', spans, textStart = 0, ...rest }: FindingExample): FindingExample {
  const acts = spans
    .map((span) => ({ ...span, start: span.start - textStart, end: span.end - textStart }))
    .filter(({ start }) => start >= 0)
    .sort((a, b) => a.start - b.start);
  const masked = maskExcerpt({
    probe: '',
    condition: '',
    question: prompt,
    answer: text,
    acts: acts as readonly Act[],
    masked: false,
  });
  return { ...rest, spans: masked.acts, text: masked.answer, prompt: prompt === '' ? '' : masked.question };
}
