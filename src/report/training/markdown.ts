import type { Lang, TrainingResult } from '../../schema/index.ts';
import { literally, markdownList, markdownSection, markdownTable, paragraphs } from '../markdown-parts.ts';
import { CHECK_GROUPS, TRAINING_LIMITS, TRAINING_SAYS, TRAINING_VERDICTS, TRAINING_WORDS } from './training-texts.ts';

const SIGNS = { pass: '✅', review: '⚠️', block: '🛑' } as const;
const HEAD = { check: { en: 'Check', ja: '検査' }, detail: { en: 'What was seen', ja: '内容' } } as const;
const TITLE = { en: 'Training history', ja: '学習履歴の検査' } as const;

/** Renders a checked run as GitHub-flavoured Markdown. Names and values from strangers' files are escaped. */
export function trainingMarkdown(result: TrainingResult, { lang }: { readonly lang: Lang }): string {
  const { verdict, checks, files, path } = result;
  const colon = lang === 'ja' ? '：' : ': ';
  const unread = files.filter((file) => file.unread !== null);
  return `${paragraphs([
    `# ${TITLE[lang]}`,
    `${SIGNS[verdict]} **${TRAINING_VERDICTS[verdict][lang]}** ${TRAINING_SAYS[verdict][lang]}`,
    literally(path),
    ...CHECK_GROUPS.map(({ state, title }) => {
      const some = checks.filter((check) => check.state === state);
      if (state !== 'inconsistent') {
        const rows = some.map(({ title: name, check, detail }) => [
          `${name[lang]} (\`${check}\`)`,
          literally(detail[lang]),
        ]);
        return markdownSection(title[lang], [markdownTable([HEAD.check[lang], HEAD.detail[lang]], rows, { left: 2 })]);
      }
      return markdownSection(
        title[lang],
        some.map((check) => {
          const { detail, meaning, sources, expected, found } = check;
          return paragraphs([
            `### ${check.title[lang]} (\`${check.check}\`)`,
            literally(detail[lang]),
            markdownList([
              `${TRAINING_WORDS.expected[lang]}${colon}${literally(expected ?? '–')}`,
              `${TRAINING_WORDS.found[lang]}${colon}${literally(found ?? '–')}`,
              `${TRAINING_WORDS.means[lang]}${colon}${meaning[lang]}`,
              `${TRAINING_WORDS.sources[lang]}${colon}${literally(sources.join(', '))}`,
            ]),
          ]);
        }),
      );
    }),
    markdownSection(TRAINING_WORDS.unread[lang], [
      markdownList(unread.map((file) => `${literally(file.path)}${colon}${literally(file.unread![lang])}`)),
    ]),
    markdownSection(TRAINING_WORDS.notProven[lang], [markdownList(TRAINING_LIMITS.map((one) => one[lang]))]),
  ])}\n`;
}
