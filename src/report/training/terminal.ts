import type { Lang, Message, TrainingCheck, TrainingResult } from '../../schema/index.ts';
import { visible } from '../excerpt.ts';
import type { Style } from '../style.ts';
import { wrap } from '../text-width.ts';
import { CHECK_GROUPS, TRAINING_LIMITS, TRAINING_SAYS, TRAINING_VERDICTS, TRAINING_WORDS } from './training-texts.ts';

/** Maximum number of unread files that are named. */
const SHOWN_FILES = 8;

/**
 * Renders a checked run for a person: inconsistencies first, with both values and what they mean. `width`: columns of
 * the terminal.
 */
export function trainingTerminalReport(result: TrainingResult, lang: Lang, style: Style, width: number): string {
  const { verdict, checks, path } = result;
  const lines = [
    `${style.badge(` ${TRAINING_VERDICTS[verdict][lang]} `, verdict)} ${TRAINING_SAYS[verdict][lang]}`,
    style.dim(visible(path)),
    ...CHECK_GROUPS.flatMap(({ state, title }) => {
      const some = checks.filter((check) => check.state === state);
      if (some.length === 0) return [];
      const shown = some.flatMap((check) =>
        state === 'inconsistent'
          ? contradictionLines(check, lang, style, width)
          : checkLines(check, lang, style, width),
      );
      return ['', style.bold(`${title[lang]} (${some.length})`), ...shown];
    }),
    ...fileLines(result, lang, width),
    '',
    labelled(TRAINING_WORDS.notProven, '', lang),
    ...TRAINING_LIMITS.flatMap((one) => indented(one[lang], width)),
  ];
  return `${lines.join('\n')}\n`;
}

const labelled = (label: Message, text: string, lang: Lang): string =>
  `${label[lang]}${lang === 'ja' ? '：' : text === '' ? ':' : ': '}${text}`;

// Names and values are a stranger's: none of their control characters may reach the terminal.
const indented = (text: string, width: number, by = 2): string[] =>
  wrap(visible(text), Math.max(width - by, 20)).map((line) => `${' '.repeat(by)}${line}`);

function checkLines({ title, detail, check }: TrainingCheck, lang: Lang, style: Style, width: number): string[] {
  return [`  ${title[lang]} ${style.dim(check)}`, ...indented(detail[lang], width, 4)];
}

function contradictionLines(check: TrainingCheck, lang: Lang, style: Style, width: number): string[] {
  const { title, detail, meaning, expected, found, sources } = check;
  return [
    `  ${style.red(title[lang])} ${style.dim(check.check)}`,
    ...indented(detail[lang], width, 4),
    ...indented(
      `${labelled(TRAINING_WORDS.expected, expected ?? '–', lang)}${lang === 'ja' ? '、' : ', '}${labelled(TRAINING_WORDS.found, found ?? '–', lang)}`,
      width,
      4,
    ),
    ...indented(labelled(TRAINING_WORDS.means, meaning[lang], lang), width, 4),
    ...indented(labelled(TRAINING_WORDS.sources, sources.slice(0, 4).join(', '), lang), width, 4),
  ];
}

function fileLines({ files }: TrainingResult, lang: Lang, width: number): string[] {
  const unread = files.filter((file) => file.unread !== null);
  const read = files.filter(({ kind, unread: why }) => kind !== null && why === null).length;
  const counted = labelled(TRAINING_WORDS.files, `${read} / ${files.length}`, lang);
  if (unread.length === 0) return ['', counted];
  return [
    '',
    counted,
    labelled(TRAINING_WORDS.unread, String(unread.length), lang),
    ...unread
      .slice(0, SHOWN_FILES)
      .flatMap(({ path, unread: why }) => indented(`${path}${lang === 'ja' ? '：' : ': '}${why![lang]}`, width)),
    ...(unread.length > SHOWN_FILES ? ['  …'] : []),
  ];
}
