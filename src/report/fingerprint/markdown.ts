import type { FingerprintResult, Lang } from '../../schema/index.ts';
import { literally, markdownList, markdownSection, markdownTable, paragraphs } from '../markdown-parts.ts';
import { FINGERPRINT_DECISIONS, FINGERPRINT_TEXTS, fingerprintLines } from './texts.ts';

/** Renders a check of an endpoint in Markdown, for a pull request or a ticket. */
export function fingerprintMarkdown(result: FingerprintResult, { lang }: { readonly lang: Lang }): string {
  const { word, sentence } = FINGERPRINT_DECISIONS[result.decision];
  const differing = markdownTable(
    [FINGERPRINT_TEXTS.prompt[lang], FINGERPRINT_TEXTS.before[lang], FINGERPRINT_TEXTS.now[lang]],
    result.differing.map(({ prompt, before, now }) => [prompt, before, now].map(literally)),
    { left: 3 },
  );
  const parts = paragraphs([
    `# zenbun ${FINGERPRINT_TEXTS.title[lang]}`,
    `**${word[lang]}** ${sentence[lang]}`,
    markdownList(fingerprintLines(result, lang).map(([label, text]) => `${label}${COLON[lang]}${literally(text)}`)),
    markdownSection(FINGERPRINT_TEXTS.differing[lang], result.decision === 'same-within-margin' ? [] : [differing]),
    markdownSection(FINGERPRINT_TEXTS.notes[lang], [markdownList(result.notes.map((note) => literally(note[lang])))]),
  ]);
  return `${parts}\n`;
}

const COLON = { en: ': ', ja: '：' } as const;
